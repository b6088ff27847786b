import { and, asc, eq, getTableColumns, sql } from 'drizzle-orm'
import { termFields } from '../coupons/coupons.repository.ts'
import {
  couponCounts,
  couponGiveBacks,
  couponTerms,
  couponUses,
  couponWithdrawals,
  linesBeforeCoupons,
  memberCoupons,
} from '../coupons/coupons.tables.ts'
import { within, type MemberRange } from '../members/member-range.ts'
import { purchases } from '../purchases/purchases.tables.ts'
import { selectMany } from '../select-many.ts'
import { builder, orNull, select } from '../statement.ts'

/** The coupons of the members of a range, each under the terms it was issued under. */
export const memberCouponsWithin = selectMany<MemberRange>()({ ...getTableColumns(memberCoupons), ...termFields }, f =>
  builder
    .select(f)
    .from(memberCoupons)
    .innerJoin(
      couponTerms,
      and(eq(couponTerms.coupon, memberCoupons.coupon), eq(couponTerms.revision, memberCoupons.revision)),
    )
    .where(within(memberCoupons.memberId))
    .orderBy(asc(memberCoupons.id)),
)

export const couponCountsWithin = selectMany<MemberRange>()(getTableColumns(couponCounts), f =>
  builder.select(f).from(couponCounts).where(within(couponCounts.memberId)),
)

export const couponWithdrawalsWithin = selectMany<MemberRange>()(
  {
    memberId: memberCoupons.memberId,
    couponId: couponWithdrawals.couponId,
    uses: couponWithdrawals.uses,
    returnId: couponWithdrawals.returnId,
  },
  f =>
    builder
      .select(f)
      .from(memberCoupons)
      .crossJoin(couponWithdrawals)
      .where(and(within(memberCoupons.memberId), eq(couponWithdrawals.couponId, memberCoupons.id))),
)

export const couponUsesWithin = selectMany<MemberRange>()(
  {
    ...getTableColumns(couponUses),
    memberId: memberCoupons.memberId,
    returnId: orNull(couponGiveBacks.returnId),
  },
  f =>
    builder
      .select(f)
      .from(memberCoupons)
      .crossJoin(couponUses)
      .leftJoin(
        couponGiveBacks,
        and(eq(couponGiveBacks.couponId, couponUses.couponId), eq(couponGiveBacks.number, couponUses.number)),
      )
      .where(and(within(memberCoupons.memberId), eq(couponUses.couponId, memberCoupons.id)))
      .orderBy(asc(couponUses.couponId), asc(couponUses.number)),
)

export const linesBeforeWithin = selectMany<MemberRange>()(
  { ...getTableColumns(linesBeforeCoupons), memberId: purchases.memberId },
  f =>
    builder
      .select(f)
      .from(purchases)
      .crossJoin(linesBeforeCoupons)
      .where(and(within(purchases.memberId), eq(linesBeforeCoupons.purchaseId, purchases.id))),
)

/** Coupons whose count of issued ones is not what members have, by code. */
export const miscountedCoupons = select<Record<string, never>>()(
  { code: sql<string>`code`, issued: sql<number>`issued`, held: sql<number>`held` },
  () => ({
    toSQL: () => ({
      sql: `SELECT code, issued, held FROM (SELECT coupons.code, coupons.issued, (
          SELECT count(*) FROM member_coupons c LEFT JOIN coupon_withdrawals w ON w.coupon_id = c.id
          WHERE c.coupon = coupons.code AND (w.return_id IS NULL
            OR (SELECT count(*) FROM coupon_uses u WHERE u.coupon_id = c.id)
              > (SELECT count(*) FROM coupon_give_backs g WHERE g.coupon_id = c.id))) AS held
        FROM coupons) WHERE issued <> held`,
      params: [],
    }),
  }),
)
