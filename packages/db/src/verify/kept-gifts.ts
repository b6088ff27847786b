import type { MemberRange } from '../members/member-range.ts'
import type { Bound } from '../statement.ts'
import { grouped } from './grouped.ts'
import type { KeptBenefits } from './verify-benefits.ts'
import {
  couponCountsWithin,
  couponUsesWithin,
  couponWithdrawalsWithin,
  linesBeforeWithin,
  memberCouponsWithin,
} from './coupons.queries.ts'
import type { KeptCoupons } from './verify-coupons.ts'
import type { KeptRedemptions } from './verify-redemptions.ts'
import {
  claimsWithin,
  endsWithin,
  redemptionsWithin,
  reservationsWithin,
  rewardCountsWithin,
  undosWithin,
  usesWithin,
} from './verify.queries.ts'

/** The rows of members' gifts, benefits and coupons. */
export const giftStatements = (range: MemberRange) =>
  [
    redemptionsWithin(range),
    endsWithin(range),
    reservationsWithin(range),
    rewardCountsWithin(range),
    usesWithin(range),
    undosWithin(range),
    claimsWithin(range),
    memberCouponsWithin(range),
    couponCountsWithin(range),
    couponWithdrawalsWithin(range),
    couponUsesWithin(range),
    linesBeforeWithin(range),
  ] as const

type Rows<B extends readonly Bound<unknown>[]> = { [K in keyof B]: B[K] extends Bound<infer R> ? readonly R[] : never }

/** What is kept of each member's gifts, benefits and coupons. */
export const giftsOf = (rows: Rows<ReturnType<typeof giftStatements>>) => {
  const [redemptions, ends, reservations, counts, uses, undos, claims, ...couponRows] = rows
  const [coupons, couponCounts, withdrawals, couponUses, linesBefore] = couponRows
  const owner = new Map(redemptions.map(({ id, memberId }) => [id, memberId]))
  const user = new Map(uses.map(({ id, memberId }) => [id, memberId]))
  const redemptionsBy = grouped(redemptions, row => row.memberId)
  const endsBy = grouped(ends, row => owner.get(row.redemptionId) ?? 0)
  const reservationsBy = grouped(reservations, row => owner.get(row.redemptionId) ?? 0)
  const countsBy = grouped(counts, row => row.memberId)
  const usesBy = grouped(uses, row => row.memberId)
  const undosBy = grouped(undos, row => row.memberId)
  const claimsBy = grouped(claims, row => user.get(row.useId) ?? 0)
  const couponsBy = grouped(coupons, row => row.memberId)
  const couponCountsBy = grouped(couponCounts, row => row.memberId)
  const withdrawalsBy = grouped(withdrawals, row => row.memberId)
  const couponUsesBy = grouped(couponUses, row => row.memberId)
  const linesBeforeBy = grouped(linesBefore, row => row.memberId)
  return (
    id: number,
  ): { readonly gifts: KeptRedemptions; readonly benefits: KeptBenefits; readonly coupons: KeptCoupons } => ({
    gifts: {
      redemptions: redemptionsBy(id),
      ends: endsBy(id),
      reservations: reservationsBy(id),
      counts: countsBy(id),
    },
    benefits: { uses: usesBy(id), undone: new Set(undosBy(id).map(undo => undo.useId)), claims: claimsBy(id) },
    coupons: {
      coupons: couponsBy(id),
      counts: couponCountsBy(id),
      withdrawals: withdrawalsBy(id),
      uses: couponUsesBy(id),
      linesBefore: linesBeforeBy(id),
    },
  })
}
