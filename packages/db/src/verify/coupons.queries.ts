import { and, asc, eq, getTableColumns, sql } from 'drizzle-orm'
import { termFields } from '../coupons/coupons.repository.ts'
import { couponCounts, couponTerms, couponWithdrawals, memberCoupons } from '../coupons/coupons.tables.ts'
import { $, builder, select } from '../statement.ts'

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

/** Coupons whose count of issued ones is not what members have, by code. */
export const miscountedCoupons = select<Record<string, never>>()(
  { code: sql<string>`code`, issued: sql<number>`issued`, held: sql<number>`held` },
  () => ({
    toSQL: () => ({
      sql: `SELECT code, issued, held FROM (SELECT coupons.code, coupons.issued, (
          SELECT count(*) FROM member_coupons LEFT JOIN coupon_withdrawals ON coupon_id = member_coupons.id
          WHERE coupon = coupons.code AND return_id IS NULL) AS held
        FROM coupons) WHERE issued <> held`,
      params: [],
    }),
  }),
)
