import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { sql } from 'drizzle-orm'
import { bytes, flag } from '../columns.ts'

/**
 * A receipt with the facts it was judged by and what came of it; the id is that of its transaction. The award's
 * explanation is not stored: the rules version gives it again from these facts.
 */
export const purchases = sqliteTable(
  'purchases',
  {
    id: integer().primaryKey(),
    memberId: integer('member_id').notNull(),
    externalId: text('external_id'),
    bodyHash: bytes('body_hash').notNull(),
    store: text().notNull(),
    occurredAt: integer('occurred_at').notNull(),
    occurredOn: integer('occurred_on').notNull(),
    totalMinor: integer('total_minor').notNull(),
    cashMinor: integer('cash_minor').notNull(),
    points: integer().notNull(),
    memberCash: integer('member_cash').notNull(),
    /** The tier it was judged at. */
    tier: text(),
    birthday: flag().notNull(),
    capLimit: text('cap_limit', { enum: ['day', 'month', 'membershipYear'] }),
    capRoom: integer('cap_room'),
    tierBefore: text('tier_before'),
    tierAfter: text('tier_after'),
    pointsAfter: integer('points_after').notNull(),
    memberCashAfter: integer('member_cash_after').notNull(),
    prepaidAfter: integer('prepaid_after').notNull(),
  },
  table => [
    // A number names one receipt, but for those of imports that were undone: a trigger sees to it.
    index('purchases_external_id')
      .on(table.externalId)
      .where(sql`external_id IS NOT NULL`),
    index('purchases_of_member').on(table.memberId, table.occurredAt),
  ],
)

export const purchaseLines = sqliteTable(
  'purchase_lines',
  {
    purchaseId: integer('purchase_id').notNull(),
    position: integer().notNull(),
    sku: text().notNull(),
    brand: text(),
    category: text(),
    size: text(),
    color: text(),
    style: text(),
    quantity: integer().notNull(),
    unitPriceMinor: integer('unit_price_minor').notNull(),
    listPriceMinor: integer('list_price_minor').notNull(),
    totalMinor: integer('total_minor').notNull(),
    promotional: flag().notNull(),
    /** The brand's setting then, within its cap, scaled by 10,000. */
    brandMultiplier: integer('brand_multiplier').notNull(),
    points: integer().notNull(),
    /** What the till's slip calls it, as JSON: a text, or one for each language. Null where it did not say. */
    name: text(),
  },
  table => [primaryKey({ columns: [table.purchaseId, table.position] })],
)

export const purchaseTenders = sqliteTable(
  'purchase_tenders',
  {
    purchaseId: integer('purchase_id').notNull(),
    position: integer().notNull(),
    kind: text({ enum: ['cash', 'card', 'wechat', 'alipay', 'prepaid', 'memberCash', 'voucher'] }).notNull(),
    amountMinor: integer('amount_minor').notNull(),
  },
  table => [primaryKey({ columns: [table.purchaseId, table.position] })],
)
