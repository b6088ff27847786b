import { z } from 'zod'
import { some } from '../member-test.ts'
import { segmentConditionKind } from '../segment-condition.ts'
import { codes, dayRange, daysIfAny, isDayRangeIfAny, NO_DAY_RANGE, times } from '../value-schemas.ts'

/** Who used one of these coupons, or any, on so many receipts or one (S28). What came back with its receipt is no use. */
export const couponUsed = segmentConditionKind({
  kind: 'couponUsed',
  schema: z
    .strictObject({ kind: z.literal('couponUsed'), in: codes.optional(), ...dayRange, receipts: times.optional() })
    .refine(isDayRangeIfAny, NO_DAY_RANGE),
  compile: ({ in: coupons, receipts, ...words }, { today }) =>
    some(
      'couponUses',
      { coupon: coupons && { in: coupons }, usedOn: daysIfAny(words, today) },
      { distinct: { column: 'purchase', atLeast: receipts } },
    ),
})
