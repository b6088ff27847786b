import type { CouponTerms } from '@laurel/core'
import type { CouponTermsRow } from './coupons.repository.ts'

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
