import { z } from 'zod'
import { some } from '../member-test.ts'
import { segmentConditionKind } from '../segment-condition.ts'
import { codes, dayRange, daysIfAny, isDayRangeIfAny, NO_DAY_RANGE, times } from '../value-schemas.ts'

/** Who used one of these benefits, or any, so many times or once (S6). What was undone is no use. */
export const benefitUsed = segmentConditionKind({
  kind: 'benefitUsed',
  schema: z
    .strictObject({ kind: z.literal('benefitUsed'), in: codes.optional(), ...dayRange, times: times.optional() })
    .refine(isDayRangeIfAny, NO_DAY_RANGE),
  compile: ({ in: benefits, times: atLeast, ...words }, { today }) =>
    some(
      'benefitUses',
      { benefit: benefits && { in: benefits }, usedOn: daysIfAny(words, today) },
      { distinct: { column: 'use', atLeast } },
    ),
})
