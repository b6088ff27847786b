import type { CouponCondition } from '../coupon-sale.ts'

/** Not before the first instant of the coupon's window. */
export const windowOpen: CouponCondition = ({ terms: { fromAt } }, { at }) =>
  fromAt !== null && at < fromAt ? 'not_yet_valid' : null
