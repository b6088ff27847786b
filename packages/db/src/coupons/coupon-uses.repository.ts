import { and, asc, eq, getTableColumns, sql } from 'drizzle-orm'
import type { Statement } from '../database.ts'
import { $, builder, insertInto, orNull, select, type RowOf } from '../statement.ts'
import { uncountTakenBack } from './coupons.repository.ts'
import {
  couponGiveBacks,
  coupons,
  couponTerms,
  couponUses,
  couponWithdrawals,
  linesBeforeCoupons,
  memberCoupons,
} from './coupons.tables.ts'

const fields = {
  ...getTableColumns(couponUses),
  code: memberCoupons.code,
  coupon: memberCoupons.coupon,
  memberId: memberCoupons.memberId,
  use: couponTerms.use,
  /** JSON of the coupon's present name. */
  name: coupons.name,
  /** The return that gave it back; null while it stands. */
  returnId: orNull(couponGiveBacks.returnId),
  /** The return of the receipt that had brought the coupon, if that took it back. */
  takenBackBy: orNull(couponWithdrawals.returnId),
  /** Uses of the coupon that stand, this one included. */
  standing: sql<number>`(SELECT count(*) FROM coupon_uses s WHERE s.coupon_id = member_coupons.id)
    - (SELECT count(*) FROM coupon_give_backs b WHERE b.coupon_id = member_coupons.id)`.as('standing'),
}

/** The uses of coupons at several purchases, in the order of their receipts; `ids` is a JSON array. */
export const listCouponUses = select<{ ids: string }>()(fields, f =>
  builder
    .select(f)
    .from(couponUses)
    .innerJoin(memberCoupons, eq(memberCoupons.id, couponUses.couponId))
    .innerJoin(coupons, eq(coupons.code, memberCoupons.coupon))
    .innerJoin(
      couponTerms,
      and(eq(couponTerms.coupon, memberCoupons.coupon), eq(couponTerms.revision, memberCoupons.revision)),
    )
    .leftJoin(
      couponGiveBacks,
      and(eq(couponGiveBacks.couponId, couponUses.couponId), eq(couponGiveBacks.number, couponUses.number)),
    )
    .leftJoin(couponWithdrawals, eq(couponWithdrawals.couponId, couponUses.couponId))
    .where(sql`${couponUses.purchaseId} IN (SELECT value FROM json_each(${$('ids')}))`)
    .orderBy(asc(couponUses.purchaseId), asc(couponUses.position)),
)

export type CouponUseRow = RowOf<typeof listCouponUses>

/** Keeps a use; of two at once the second has the first's number, and is refused. */
export const appendCouponUse = insertInto(couponUses)

/** Keeps what a line cost before coupons. */
export const appendLineBeforeCoupons = insertInto(linesBeforeCoupons)

const insertGiveBack = insertInto(couponGiveBacks)

/** Gives a use back with its receipt; a coupon that went with its own receipt counts no more once no use stands. */
export const appendGiveBack = (use: CouponUseRow, returnId: number): readonly Statement[] => [
  insertGiveBack({ couponId: use.couponId, number: use.number, returnId }),
  ...(use.takenBackBy !== null && use.standing === 1 ? uncountTakenBack(use) : []),
]
