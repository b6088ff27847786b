import type { CouponCondition } from '../coupon-sale.ts'

/** A late receipt knows no coupon that was issued after it; one issued by its public code was claimed by a receipt. */
export const issuedBefore: CouponCondition = ({ issuedAt, byCode }, { at }) =>
  !byCode && issuedAt > at ? 'not_yet_issued' : null
