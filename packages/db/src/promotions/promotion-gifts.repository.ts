import { and, asc, eq, getTableColumns, sql, type InferSelectModel } from 'drizzle-orm'
import { memberCoupons } from '../coupons/coupons.tables.ts'
import { redemptions } from '../rewards/rewards.tables.ts'
import { $, builder, insertInto, orNull, select, type RowOf } from '../statement.ts'
import { promotionGifts, promotionRevisions, returnGifts } from './promotions.tables.ts'

export type PromotionGiftRow = InferSelectModel<typeof promotionGifts>
export type ReturnGiftRow = InferSelectModel<typeof returnGifts>

/** Keeps what became of a thing that a promotion gives: given, or why not. */
export const appendPromotionGift = insertInto(promotionGifts)

/** Keeps what became of a thing whose ground a return took away. */
export const appendReturnGift = insertInto(returnGifts)

/** The things that promotions gave with several purchases; `ids` is a JSON array. */
export const listPromotionGifts = select<{ ids: string }>()(
  {
    ...getTableColumns(promotionGifts),
    quantity: sql<number>`coalesce(${redemptions.quantity}, 1)`.as('quantity'),
    /** What the member shows to collect the gift, or to use the coupon; null where it was not given. */
    shown: sql<string | null>`coalesce(${redemptions.code}, ${memberCoupons.code})`.as('shown'),
    /** The last day of the gift. */
    collectBy: orNull(redemptions.collectBy),
  },
  f =>
    builder
      .select(f)
      .from(promotionGifts)
      .leftJoin(redemptions, and(eq(redemptions.id, promotionGifts.givenId), eq(promotionGifts.kind, 'gift')))
      .leftJoin(memberCoupons, and(eq(memberCoupons.id, promotionGifts.givenId), eq(promotionGifts.kind, 'coupon')))
      .where(sql`${promotionGifts.purchaseId} IN (SELECT value FROM json_each(${$('ids')}))`)
      .orderBy(asc(promotionGifts.purchaseId), asc(promotionGifts.revisionId), asc(promotionGifts.code)),
)

export type ListedPromotionGift = RowOf<typeof listPromotionGifts>

/** What became of things by the returns of several purchases; `purchaseIds` is a JSON array. */
export const listReturnGifts = select<{ purchaseIds: string }>()(
  { ...getTableColumns(returnGifts), promotion: sql<string>`${promotionRevisions.code}`.as('promotion') },
  f =>
    builder
      .select(f)
      .from(returnGifts)
      .innerJoin(promotionRevisions, eq(promotionRevisions.id, returnGifts.revisionId))
      .where(
        sql`${returnGifts.returnId} IN (SELECT id FROM returns WHERE purchase_id IN (SELECT value FROM json_each(${$('purchaseIds')})))`,
      )
      .orderBy(asc(returnGifts.returnId), asc(returnGifts.revisionId), asc(returnGifts.code)),
)
