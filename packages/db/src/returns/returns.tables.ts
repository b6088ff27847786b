import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { bytes } from '../columns.ts'

/**
 * A return with what it took back; the id is that of its transaction, which tells when it was. What it comes to is made
 * again from the purchase and the quantities; only what had become of the lots by then has to be kept.
 */
export const returns = sqliteTable(
  'returns',
  {
    id: integer().primaryKey(),
    purchaseId: integer('purchase_id').notNull(),
    externalId: text('external_id'),
    bodyHash: bytes('body_hash').notNull(),
    /** What no longer counts as spend. */
    cashMinor: integer('cash_minor').notNull(),
    /** Taken back altogether; below zero where the kept goods round to more. */
    pointsReversed: integer('points_reversed').notNull(),
    /** Of it: what had expired already, and what had been spent. */
    pointsLapsed: integer('points_lapsed').notNull(),
    pointsSpent: integer('points_spent').notNull(),
    memberCashReversed: integer('member_cash_reversed').notNull(),
    memberCashLapsed: integer('member_cash_lapsed').notNull(),
    memberCashSpent: integer('member_cash_spent').notNull(),
    tierBefore: text('tier_before'),
    tierAfter: text('tier_after'),
    pointsAfter: integer('points_after').notNull(),
    memberCashAfter: integer('member_cash_after').notNull(),
    prepaidAfter: integer('prepaid_after').notNull(),
  },
  table => [
    uniqueIndex('returns_external_id')
      .on(table.externalId)
      .where(sql`external_id IS NOT NULL`),
    index('returns_of_purchase').on(table.purchaseId),
  ],
)

/** How many of a line of the purchase came back. */
export const returnLines = sqliteTable(
  'return_lines',
  {
    returnId: integer('return_id').notNull(),
    position: integer().notNull(),
    quantity: integer().notNull(),
  },
  table => [primaryKey({ columns: [table.returnId, table.position] })],
)

/** What went back by a tender of the purchase. */
export const returnRefunds = sqliteTable(
  'return_refunds',
  {
    returnId: integer('return_id').notNull(),
    position: integer().notNull(),
    amountMinor: integer('amount_minor').notNull(),
  },
  table => [primaryKey({ columns: [table.returnId, table.position] })],
)
