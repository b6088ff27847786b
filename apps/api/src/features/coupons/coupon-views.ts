import {
  couponStatus,
  formatDay,
  formatInstant,
  fromScaled,
  usesLeft,
  type CouponTerms,
  type LocalizedText,
} from '@laurel/core'
import { couponTermsOf, type CouponRow, type MemberCouponRow } from '@laurel/db'
import type { Deps } from '../../deps.ts'
import { issuedCouponOf } from '../../platform/coupons/coupon-rows.ts'
import type { OpenProgram } from '../../platform/enter-program.ts'
import { encodeId } from '../../platform/ids.ts'
import { openReason } from '../../platform/reasons.ts'
import type { CouponView, MemberCouponView, MyCouponView } from './coupons.schemas.ts'

const instantOf = (at: number | null, timeZone: string): string | null =>
  at === null ? null : formatInstant(at, timeZone)

const renderTerms = (name: string, terms: CouponTerms, timeZone: string) => ({
  name: JSON.parse(name) as LocalizedText,
  off:
    terms.off.kind === 'amount'
      ? { amount: terms.off.amountMinor }
      : { rate: fromScaled(terms.off.rate), maxAmount: terms.off.mostMinor },
  use: terms.use,
  minimumSpend: terms.minimumMinor,
  brands: terms.brands && [...terms.brands],
  categories: terms.categories && [...terms.categories],
  stores: terms.stores && [...terms.stores],
  tiers: terms.tiers && [...terms.tiers],
  regularPriceOnly: terms.regularPriceOnly,
  fromAt: instantOf(terms.fromAt, timeZone),
  untilAt: instantOf(terms.untilAt, timeZone),
  uses: terms.uses,
})

/** A coupon on the wire, under its present terms. */
export const renderCoupon = (row: CouponRow, timeZone: string): CouponView => ({
  ...renderTerms(row.name, couponTermsOf(row), timeZone),
  code: row.code,
  validDays: row.validDays,
  perMember: row.perMember,
  stock: row.stock,
  issued: row.issued,
  distribution: row.distribution,
  active: row.active,
})

/** A member's coupon as the member sees it, under the terms it was issued under. */
export const renderMyCoupon = (row: MemberCouponRow, program: OpenProgram): MyCouponView => {
  const coupon = issuedCouponOf(row)
  const { timeZone } = program.timeline
  return {
    ...renderTerms(row.name, coupon.terms, timeZone),
    id: encodeId('cpn', row.id),
    code: row.code,
    coupon: row.coupon,
    status: couponStatus(coupon, program.now, program.today),
    issuedAt: formatInstant(row.issuedAt, timeZone),
    because: row.because,
    validThrough: row.validThrough === null ? null : formatDay(row.validThrough),
    usesLeft: usesLeft(coupon),
  }
}

/** A member's coupon as the shop sees it; the reason of a withdrawal is gone once the person is erased. */
export const renderMemberCoupon = async (
  deps: Deps,
  row: MemberCouponRow,
  program: OpenProgram,
): Promise<MemberCouponView> => ({
  ...renderMyCoupon(row, program),
  memberId: encodeId('mem', row.memberId),
  purchaseId: row.purchaseId === null ? null : encodeId('pur', row.purchaseId),
  withdrawn:
    row.withdrawnAt === null
      ? null
      : {
          at: formatInstant(row.withdrawnAt, program.timeline.timeZone),
          reason: await openReason(deps, { sealedReason: row.reason, wrappedKey: row.wrappedKey }),
        },
})
