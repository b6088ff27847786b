import { z } from 'zod'
import { some } from '../member-test.ts'
import { segmentConditionKind } from '../segment-condition.ts'
import { codes, dayRange, daysBetween, isSomeDayRange, isWhenever, NO_DAY_RANGE, times } from '../value-schemas.ts'

/** Who used one of these coupons, or any, on so many receipts or one (S28). What came back with its receipt is no use. */
export const couponUsed = segmentConditionKind({
  kind: 'couponUsed',
  schema: z
    .strictObject({ kind: z.literal('couponUsed'), in: codes.optional(), ...dayRange, receipts: times.optional() })
    .refine(words => isWhenever(words) || isSomeDayRange(words), NO_DAY_RANGE),
  compile: ({ in: coupons, receipts, ...words }, { today }) =>
    some(
      'couponUses',
      { coupon: coupons && { in: coupons }, usedOn: isWhenever(words) ? undefined : daysBetween(words, today) },
      receipts === undefined ? {} : { distinct: { column: 'purchase', atLeast: receipts } },
    ),
})
