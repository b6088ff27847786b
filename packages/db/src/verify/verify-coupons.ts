import { couponValidThrough, type RulesTimeline } from '@laurel/core'
import type { RowOf } from '../statement.ts'
import type {
  couponCountsWithin,
  couponUsesWithin,
  couponWithdrawalsWithin,
  linesBeforeWithin,
  memberCouponsWithin,
} from './coupons.queries.ts'
import { differ } from './differ.ts'
import { verifyCouponUses, type CouponPurchase } from './verify-coupon-uses.ts'

/** What is kept of a member's coupons. */
export interface KeptCoupons {
  readonly coupons: readonly RowOf<typeof memberCouponsWithin>[]
  readonly counts: readonly RowOf<typeof couponCountsWithin>[]
  readonly withdrawals: readonly RowOf<typeof couponWithdrawalsWithin>[]
  readonly uses: readonly RowOf<typeof couponUsesWithin>[]
  readonly linesBefore: readonly RowOf<typeof linesBeforeWithin>[]
}

type Coupon = KeptCoupons['coupons'][number]
type Use = KeptCoupons['uses'][number]

const verifyCoupon = (timeline: RulesTimeline, coupon: Coupon, uses: readonly Use[]): string[] => [
  ...differ('last day', couponValidThrough(coupon, coupon.issuedAt, timeline.timeZone), coupon.validThrough),
  ...uses.flatMap(({ number }, i) => differ('number of a use', i + 1, number)),
  ...(uses.filter(({ returnId }) => returnId === null).length > coupon.uses
    ? ['is used more often than it may be']
    : []),
]

/** How many of each kind count toward the member's limit: all but those that went back before they were used. */
const heldByKind = ({ coupons, withdrawals, uses }: KeptCoupons): ReadonlyMap<string, number> => {
  const takenBack = new Set(withdrawals.flatMap(row => (row.returnId === null ? [] : row.couponId)))
  const standing = new Set(uses.flatMap(use => (use.returnId === null ? use.couponId : [])))
  const held = new Map<string, number>()
  for (const { id, coupon } of coupons)
    if (!takenBack.has(id) || standing.has(id)) held.set(coupon, (held.get(coupon) ?? 0) + 1)
  return held
}

/** Each coupon against the terms it was issued under, each use against its sale, and the counts of the limits (S28). */
export const verifyCoupons = (
  timeline: RulesTimeline,
  kept: KeptCoupons,
  purchases: readonly CouponPurchase[],
): string[] => {
  if (Object.values(kept).every(rows => rows.length === 0)) return []
  const held = heldByKind(kept)
  const counted = new Map(kept.counts.map(({ coupon, issued }) => [coupon, issued]))
  const byId = new Map(kept.coupons.map(coupon => [coupon.id, coupon]))
  const usesOf = Map.groupBy(kept.uses, use => use.couponId)
  const usesAt = Map.groupBy(kept.uses, use => use.purchaseId)
  const linesAt = Map.groupBy(kept.linesBefore, line => line.purchaseId)
  return [
    ...[...new Set([...held.keys(), ...counted.keys()])].flatMap(coupon =>
      differ(`coupons of ${coupon}`, held.get(coupon) ?? 0, counted.get(coupon) ?? 0),
    ),
    ...kept.coupons.flatMap(coupon =>
      verifyCoupon(timeline, coupon, usesOf.get(coupon.id) ?? []).map(fault => `coupon ${coupon.id}, ${fault}`),
    ),
    ...purchases.flatMap(sale => {
      const uses = usesAt.get(sale.purchase.id)
      return uses ? verifyCouponUses(sale, byId, uses, linesAt.get(sale.purchase.id) ?? []) : []
    }),
  ]
}
