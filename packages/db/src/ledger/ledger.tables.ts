import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, uniqueIndex } from 'drizzle-orm/sqlite-core'

/**
 * The journal. `seq` is the member's own sequence: its unique index refuses a decision made on old facts.
 * Kind, accounts and units are the small integers of ledger-codes.ts.
 */
export const transactions = sqliteTable(
  'transactions',
  {
    id: integer().primaryKey(),
    memberId: integer('member_id').notNull(),
    seq: integer().notNull(),
    kind: integer().notNull(),
    occurredAt: integer('occurred_at').notNull(),
    recordedAt: integer('recorded_at').notNull(),
    rulesVersion: integer('rules_version').notNull(),
    /** The transaction whose cause this one shares (an expiry that came with a late receipt); null for its own. */
    causeId: integer('cause_id'),
    /** Who did it: a key, staff, a member, or 0 for scheduled work, whose occurrence its entry names. */
    actorId: integer('actor_id').notNull(),
  },
  table => [
    uniqueIndex('transactions_in_order').on(table.memberId, table.seq),
    // What is done by hand, for the audit trail; a receipt has no entry here.
    index('transactions_by_hand')
      .on(table.id)
      .where(sql`kind IN (7, 8, 10, 11)`),
    // What expired, for what is returned afterwards: one a year of a member, where moves are as many as lots.
    index('transactions_expiring')
      .on(table.memberId)
      .where(sql`kind = 6`),
  ],
)

/** Value from one account to another: balanced by construction. */
export const transfers = sqliteTable(
  'transfers',
  {
    transactionId: integer('transaction_id').notNull(),
    position: integer().notNull(),
    debit: integer().notNull(),
    credit: integer().notNull(),
    unit: integer().notNull(),
    amount: integer().notNull(),
  },
  table => [primaryKey({ columns: [table.transactionId, table.position] })],
)

/**
 * What each earning left: spent soonest expiry first. The id is the transaction that opened it. Each member's lie side by
 * side: they are read together, and cleared together.
 */
export const lots = sqliteTable(
  'lots',
  {
    transactionId: integer('transaction_id').notNull(),
    unit: integer().notNull(),
    memberId: integer('member_id').notNull(),
    earnedAt: integer('earned_at').notNull(),
    expiresOn: integer('expires_on'),
    amount: integer().notNull(),
    /** What was left of it after a debt was filled. */
    opened: integer().notNull(),
    /** What is left of it: `opened` and all its moves. */
    remaining: integer().notNull(),
  },
  table => [primaryKey({ columns: [table.memberId, table.transactionId, table.unit] })],
)

/** Every change of a lot after its opening: what a spend or an expiry took (below zero), what came back (above). */
export const lotMoves = sqliteTable(
  'lot_moves',
  {
    transactionId: integer('transaction_id').notNull(),
    lotId: integer('lot_id').notNull(),
    unit: integer().notNull(),
    delta: integer().notNull(),
  },
  table => [primaryKey({ columns: [table.transactionId, table.lotId, table.unit] })],
)
