import type { CouponOffer, IssuedCoupon } from '@laurel/core'
import { couponTermsOf, type CouponRow, type MemberCouponRow } from '@laurel/db'

/** A coupon as it is given out now. */
export const couponOfferOf = (row: CouponRow): CouponOffer => ({
  terms: couponTermsOf(row),
  active: row.active,
  stock: row.stock,
  issued: row.issued,
})

/** A member's coupon as the rules see it. */
export const issuedCouponOf = (row: MemberCouponRow): IssuedCoupon => ({
  terms: couponTermsOf(row),
  issuedAt: row.issuedAt,
  validThrough: row.validThrough,
  byCode: row.because === 'byCode',
  used: row.everUsed - row.givenBack,
  withdrawn: row.withdrawnAt !== null,
})
