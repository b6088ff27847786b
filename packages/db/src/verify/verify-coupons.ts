import { couponValidThrough, type RulesTimeline } from '@laurel/core'
import { differ } from './differ.ts'
import type { RowOf } from '../statement.ts'
import type { couponCountsOf, couponWithdrawalsOf, memberCouponsOf } from './coupons.queries.ts'

/** What is kept of a member's coupons. */
export interface KeptCoupons {
  readonly coupons: readonly RowOf<typeof memberCouponsOf>[]
  readonly counts: readonly RowOf<typeof couponCountsOf>[]
  readonly withdrawals: readonly RowOf<typeof couponWithdrawalsOf>[]
}

/** Each coupon against the terms it was issued under, and the counts of the limits (S28). */
export const verifyCoupons = (timeline: RulesTimeline, kept: KeptCoupons): string[] => {
  const takenBack = new Set(kept.withdrawals.flatMap(row => (row.returnId === null ? [] : row.couponId)))
  const held = Map.groupBy(
    kept.coupons.filter(({ id }) => !takenBack.has(id)),
    ({ coupon }) => coupon,
  )
  const counted = new Map(kept.counts.map(({ coupon, issued }) => [coupon, issued]))
  return [
    ...[...new Set([...held.keys(), ...counted.keys()])].flatMap(coupon =>
      differ(`coupons of ${coupon}`, held.get(coupon)?.length ?? 0, counted.get(coupon) ?? 0),
    ),
    ...kept.coupons.flatMap(coupon =>
      differ('last day', couponValidThrough(coupon, coupon.issuedAt, timeline.timeZone), coupon.validThrough).map(
        fault => `coupon ${coupon.id}, ${fault}`,
      ),
    ),
  ]
}
