import type { LocalizedText, PromotionCondition, PromotionEffect, PromotionRevision } from '@laurel/core'
import { asc, getTableColumns, gt, sql, type InferSelectModel } from 'drizzle-orm'
import { $, builder, insertInto, select } from '../statement.ts'
import { promotionRevisions, purchasePromotions } from './promotions.tables.ts'

export type PromotionRevisionRow = InferSelectModel<typeof promotionRevisions>

/** The revisions beyond those the caller has compiled already. */
export const listPromotionsAfter = select<{ id: number }>()(getTableColumns(promotionRevisions), f =>
  builder
    .select(f)
    .from(promotionRevisions)
    .where(gt(promotionRevisions.id, $('id')))
    .orderBy(asc(promotionRevisions.id)),
)

/** Publishes a revision; the second of two that take the same place is refused. */
export const appendPromotionRevision = insertInto(promotionRevisions)

/** A revision as core compiles it. */
export const promotionRevisionOf = (row: PromotionRevisionRow): PromotionRevision => ({
  id: row.id,
  code: row.code,
  revision: row.revision,
  name: JSON.parse(row.name) as LocalizedText,
  effectiveAt: row.effectiveAt,
  ended: row.ended,
  fromAt: row.fromAt,
  untilAt: row.untilAt,
  early:
    row.earlyTiers === null || row.earlyFromAt === null
      ? null
      : { tiers: JSON.parse(row.earlyTiers) as string[], fromAt: row.earlyFromAt },
  conditions: JSON.parse(row.conditions) as PromotionCondition[],
  effects: JSON.parse(row.effects) as PromotionEffect[],
})

/** Keeps that a promotion looked at a purchase. */
export const insertPurchasePromotion = insertInto(purchasePromotions)

/** Which revisions looked at several purchases; `ids` is a JSON array. */
export const listPromotionsOf = select<{ ids: string }>()(getTableColumns(purchasePromotions), f =>
  builder
    .select(f)
    .from(purchasePromotions)
    .where(sql`${purchasePromotions.purchaseId} IN (SELECT value FROM json_each(${$('ids')}))`)
    .orderBy(asc(purchasePromotions.purchaseId), asc(purchasePromotions.revisionId)),
)
