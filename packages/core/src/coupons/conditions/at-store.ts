import type { CouponCondition } from '../coupon-sale.ts'

/** In the stores it is for. */
export const atStore: CouponCondition = ({ terms: { stores } }, { store }) =>
  stores !== null && !stores.includes(store) ? 'other_store' : null
