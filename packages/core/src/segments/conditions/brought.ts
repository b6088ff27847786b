import { z } from 'zod'
import { some } from '../member-test.ts'
import { segmentConditionKind } from '../segment-condition.ts'
import { dayRange, daysIfAny, isDayRangeIfAny, NO_DAY_RANGE } from '../value-schemas.ts'

/** Who has brought so many other members, or any, who registered on certain days or whenever (S22). */
export const brought = segmentConditionKind({
  kind: 'brought',
  schema: z
    .strictObject({ kind: z.literal('brought'), members: z.int().min(1).max(10_000).optional(), ...dayRange })
    .refine(isDayRangeIfAny, NO_DAY_RANGE),
  compile: ({ members, ...words }, { today }) =>
    some('brought', { registeredOn: daysIfAny(words, today) }, { distinct: { column: 'member', atLeast: members } }),
})
