import type { CouponCondition } from '../coupon-sale.ts'

/** An issued coupon is used so many times; a use whose receipt came back whole does not count. */
export const hasUsesLeft: CouponCondition = ({ terms, used }) => (used >= terms.uses ? 'used' : null)
