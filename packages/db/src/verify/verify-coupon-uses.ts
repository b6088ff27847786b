import { decideCouponDiscount, decideCouponSettlement, type IssuedCoupon } from '@laurel/core'
import { couponTermsOf } from '../coupons/coupon-terms.ts'
import type { SaleLineRow, SaleRow, SaleTenderRow } from './verify.queries.ts'
import type { RowOf } from '../statement.ts'
import type { couponUsesWithin, linesBeforeWithin, memberCouponsWithin } from './coupons.queries.ts'
import { differ, sumOf } from './differ.ts'
import type { StoredReturn } from './verify-returns.ts'

type Coupon = RowOf<typeof memberCouponsWithin>
type Use = RowOf<typeof couponUsesWithin>

/** A purchase as far as its coupons are checked against it. */
export interface CouponPurchase {
  readonly purchase: SaleRow
  readonly lines: readonly SaleLineRow[]
  readonly tenders: readonly SaleTenderRow[]
  readonly returns: readonly StoredReturn[]
}

/** The coupon as its sale saw it: every use is checked by itself, and how many there are by their numbers. */
const asUsed = (coupon: Coupon): IssuedCoupon => ({
  terms: couponTermsOf(coupon),
  issuedAt: coupon.issuedAt,
  validThrough: coupon.validThrough,
  byCode: coupon.because === 'byCode',
  used: 0,
  withdrawn: false,
})

/** What the coupons of a purchase took, decided again from its lines. */
const verifyAmounts = (
  { purchase, lines, tenders }: CouponPurchase,
  coupons: readonly Coupon[],
  uses: readonly Use[],
  before: ReadonlyMap<number, number>,
): string[] => {
  const beforeMinor = lines.map(line => before.get(line.position) ?? line.totalMinor)
  const takes = decideCouponDiscount(coupons.map(asUsed), {
    store: purchase.store,
    tier: purchase.tier,
    at: purchase.occurredAt,
    day: purchase.occurredOn,
    lines: lines.map((line, place) => ({ ...line, totalMinor: beforeMinor[place]! })),
  })
  const settled = decideCouponSettlement(takes, {
    beforeMinor,
    linesMinor: lines.map(line => line.totalMinor),
    voucherMinor: sumOf(tenders.filter(t => t.kind === 'voucher').map(t => t.amountMinor)),
  })
  const refused = takes.flatMap(({ because }, i) =>
    because === null ? [] : [`coupon ${coupons[i]!.id} was not for it: ${because}`],
  )
  if (refused.length > 0) return refused
  if (!settled.accepted) return [`its coupons do not settle: ${settled.reason}`]
  return uses.flatMap((use, i) => differ(`what coupon ${use.couponId} took`, settled.value[i], use.amountMinor))
}

/** A use is given back by a return of its purchase, and only once nothing of that is kept. */
const verifyGiveBacks = ({ lines, returns }: CouponPurchase, uses: readonly Use[]): string[] => {
  const returned = (position: number) =>
    sumOf(returns.flatMap(one => one.lines.filter(line => line.position === position).map(line => line.quantity)))
  const isKept = lines.some(line => returned(line.position) < line.quantity)
  const ids = new Set(returns.map(one => one.return.id))
  return uses.flatMap(({ couponId, returnId }) => [
    ...differ(`coupon ${couponId} given back`, !isKept, returnId !== null),
    ...(returnId === null || ids.has(returnId) ? [] : [`coupon ${couponId} was given back by another's return`]),
  ])
}

/** The coupons that a purchase used, against its lines, its tenders and its returns (S28). */
export const verifyCouponUses = (
  sale: CouponPurchase,
  coupons: ReadonlyMap<number, Coupon>,
  uses: readonly Use[],
  linesBefore: readonly RowOf<typeof linesBeforeWithin>[],
): string[] => {
  const inOrder = uses.toSorted((a, b) => a.position - b.position)
  const used = inOrder.flatMap(use => coupons.get(use.couponId) ?? [])
  const before = new Map(linesBefore.map(line => [line.position, line.totalMinor]))
  return [
    ...inOrder.flatMap((use, place) => differ('place of a coupon', place, use.position)),
    // A coupon that is no longer there, or under no terms, is named by itself.
    ...(inOrder.length === used.length ? verifyAmounts(sale, used, inOrder, before) : []),
    ...verifyGiveBacks(sale, inOrder),
  ].map(fault => `purchase ${sale.purchase.id}, ${fault}`)
}
