import type { CouponCondition } from '../coupon-sale.ts'

/** What was withdrawn is of no use, not even to a receipt from before: whoever withdrew it meant that. */
export const notWithdrawn: CouponCondition = ({ withdrawn }) => (withdrawn ? 'withdrawn' : null)
