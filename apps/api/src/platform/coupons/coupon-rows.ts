import type { CouponOffer, CouponTerms, IssuedCoupon } from '@laurel/core'
import type { CouponRow, CouponTermsRow, MemberCouponRow } from '@laurel/db'

const codesOf = (json: string | null): string[] | null => (json === null ? null : (JSON.parse(json) as string[]))

/** The terms of a coupon as the rules see them. */
export const couponTermsOf = (row: CouponTermsRow): CouponTerms => ({
  use: row.use,
  off:
    row.amountMinor === null
      ? { kind: 'rate', rate: row.rate ?? 0, mostMinor: row.mostMinor }
      : { kind: 'amount', amountMinor: row.amountMinor },
  minimumMinor: row.minimumMinor,
  brands: codesOf(row.brands),
  categories: codesOf(row.categories),
  stores: codesOf(row.stores),
  tiers: codesOf(row.tiers),
  regularPriceOnly: row.regularPriceOnly,
  fromAt: row.fromAt,
  untilAt: row.untilAt,
  validDays: row.validDays,
  uses: row.uses,
  perMember: row.perMember,
})

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
