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
import { purchases } from '../purchases/purchases.tables.ts'
import { $, builder, orNull, select } from '../statement.ts'

const ofMembers = (column: Parameters<typeof eq>[0]) => sql`${column} IN (SELECT value FROM json_each(${$('ids')}))`

/** The coupons of the members whose ids stand in a JSON array, each under the terms it was issued under. */
export const memberCouponsOf = select<{ ids: string }>()({ ...getTableColumns(memberCoupons), ...termFields }, f =>
  builder
    .select(f)
    .from(memberCoupons)
    .innerJoin(
      couponTerms,
      and(eq(couponTerms.coupon, memberCoupons.coupon), eq(couponTerms.revision, memberCoupons.revision)),
    )
    .where(ofMembers(memberCoupons.memberId))
    .orderBy(asc(memberCoupons.id)),
)

export const couponCountsOf = select<{ ids: string }>()(getTableColumns(couponCounts), f =>
  builder.select(f).from(couponCounts).where(ofMembers(couponCounts.memberId)),
)

export const couponWithdrawalsOf = select<{ ids: string }>()(
  {
    memberId: memberCoupons.memberId,
    couponId: couponWithdrawals.couponId,
    uses: couponWithdrawals.uses,
    returnId: couponWithdrawals.returnId,
  },
  f =>
    builder
      .select(f)
      .from(couponWithdrawals)
      .innerJoin(memberCoupons, eq(memberCoupons.id, couponWithdrawals.couponId))
      .where(ofMembers(memberCoupons.memberId)),
)

export const couponUsesOf = select<{ ids: string }>()(
  {
    ...getTableColumns(couponUses),
    memberId: memberCoupons.memberId,
    returnId: orNull(couponGiveBacks.returnId),
  },
  f =>
    builder
      .select(f)
      .from(couponUses)
      .innerJoin(memberCoupons, eq(memberCoupons.id, couponUses.couponId))
      .leftJoin(
        couponGiveBacks,
        and(eq(couponGiveBacks.couponId, couponUses.couponId), eq(couponGiveBacks.number, couponUses.number)),
      )
      .where(ofMembers(memberCoupons.memberId))
      .orderBy(asc(couponUses.couponId), asc(couponUses.number)),
)

export const linesBeforeOf = select<{ ids: string }>()(
  { ...getTableColumns(linesBeforeCoupons), memberId: purchases.memberId },
  f =>
    builder
      .select(f)
      .from(linesBeforeCoupons)
      .innerJoin(purchases, eq(purchases.id, linesBeforeCoupons.purchaseId))
      .where(ofMembers(purchases.memberId)),
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
