import { z } from 'zod'
import { some } from '../member-test.ts'
import { segmentConditionKind } from '../segment-condition.ts'
import { codes, dayRange, instantsIfAny, isDayRangeIfAny, NO_DAY_RANGE, times } from '../value-schemas.ts'

/** Who redeemed one of these rewards, or any, so many times or once; what was cancelled or lapsed is none (S7). */
export const redeemed = segmentConditionKind({
  kind: 'redeemed',
  schema: z
    .strictObject({ kind: z.literal('redeemed'), in: codes.optional(), ...dayRange, times: times.optional() })
    .refine(isDayRangeIfAny, NO_DAY_RANGE),
  compile: ({ in: rewards, times: atLeast, ...words }, { today, timeZone }) =>
    some(
      'redemptions',
      {
        reward: rewards && { in: rewards },
        redeemedAt: instantsIfAny(words, today, timeZone),
      },
      { distinct: { column: 'redemption', atLeast } },
    ),
})
