import { isOver } from '../coupon.ts'
import type { CouponCondition } from '../coupon-sale.ts'

/** Not after its last day, nor from the instant at which its window is over: as of the sale, however late it comes in. */
export const notOver: CouponCondition = (coupon, { at, day }) => (isOver(coupon, at, day) ? 'expired' : null)
