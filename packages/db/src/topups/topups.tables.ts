import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { sql } from 'drizzle-orm'
import { bytes } from '../columns.ts'

const paidBy = ['cash', 'card', 'wechat', 'alipay'] as const

/** Where the member stood after an act, to render its answer again. */
const standingAfter = {
  pointsAfter: integer('points_after').notNull(),
  memberCashAfter: integer('member_cash_after').notNull(),
  prepaidAfter: integer('prepaid_after').notNull(),
}

/** A top-up by a plan of the program; the id is that of its transaction. */
export const topUps = sqliteTable(
  'top_ups',
  {
    id: integer().primaryKey(),
    memberId: integer('member_id').notNull(),
    externalId: text('external_id'),
    bodyHash: bytes('body_hash').notNull(),
    plan: text().notNull(),
    tender: text({ enum: paidBy }).notNull(),
    paidMinor: integer('paid_minor').notNull(),
    prepaidMinor: integer('prepaid_minor').notNull(),
    points: integer().notNull(),
    tierBefore: text('tier_before'),
    tierAfter: text('tier_after'),
    ...standingAfter,
  },
  table => [
    uniqueIndex('top_ups_external_id')
      .on(table.externalId)
      .where(sql`external_id IS NOT NULL`),
    index('top_ups_of_member').on(table.memberId, table.id),
  ],
)

/** A top-up taken back, once; the id is that of the transaction that did it. */
export const topUpReversals = sqliteTable(
  'top_up_reversals',
  {
    topUpId: integer('top_up_id').primaryKey(),
    id: integer().notNull(),
    tierBefore: text('tier_before'),
    tierAfter: text('tier_after'),
    ...standingAfter,
  },
  table => [uniqueIndex('top_up_reversals_by_id').on(table.id)],
)

/** Prepaid paid back to the member; the id is that of its transaction. */
export const prepaidRefunds = sqliteTable('prepaid_refunds', {
  id: integer().primaryKey(),
  memberId: integer('member_id').notNull(),
  tender: text({ enum: paidBy }).notNull(),
  amountMinor: integer('amount_minor').notNull(),
  ...standingAfter,
})
