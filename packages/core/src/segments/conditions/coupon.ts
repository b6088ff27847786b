import { z } from 'zod'
import { some } from '../member-test.ts'
import { segmentConditionKind } from '../segment-condition.ts'
import { codes, days } from '../value-schemas.ts'

/** Who has one of these coupons, with a use of it left (S28); or only those of whom its last day is near. */
export const coupon = segmentConditionKind({
  kind: 'coupon',
  schema: z.strictObject({ kind: z.literal('coupon'), in: codes, withinDays: days.optional() }),
  compile: ({ in: coupons, withinDays }, { today }) =>
    some('coupons', {
      coupon: { in: coupons },
      validThrough: { from: today, through: withinDays === undefined ? null : today + withinDays },
    }),
})
