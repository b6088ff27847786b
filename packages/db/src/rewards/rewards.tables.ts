import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { bytes, flag } from '../columns.ts'

/** The catalogue of gifts. Points and money are per piece. `revision` counts the changes of the terms. */
export const rewards = sqliteTable('rewards', {
  id: integer().primaryKey(),
  code: text().notNull().unique(),
  revision: integer().notNull(),
  active: flag().notNull(),
  /** JSON of the name in the program's languages. */
  name: text().notNull(),
  picture: text(),
  points: integer().notNull(),
  moneyMinor: integer('money_minor'),
  /** What is left; null where it never runs out. */
  stock: integer(),
  /** How many pieces are reserved or collected. */
  taken: integer().notNull(),
  perMember: integer('per_member'),
  /** JSON array of tier codes; null where every member may have it. */
  tiers: text(),
  fromAt: integer('from_at'),
  untilAt: integer('until_at'),
  holdDays: integer('hold_days').notNull(),
})

/** How many pieces of a gift a member holds or has had, under the limit that held at the last one. */
export const rewardCounts = sqliteTable(
  'reward_counts',
  {
    memberId: integer('member_id').notNull(),
    reward: text().notNull(),
    taken: integer().notNull(),
    most: integer(),
  },
  table => [primaryKey({ columns: [table.memberId, table.reward] })],
)

/** Gifts put aside for members. The id is that of the transaction that took the points. */
export const redemptions = sqliteTable(
  'redemptions',
  {
    id: integer().primaryKey(),
    memberId: integer('member_id').notNull(),
    reward: text().notNull(),
    /** The terms it was reserved under: a trigger refuses any but the present ones. */
    revision: integer().notNull(),
    /** What the member shows to collect it. */
    code: text().notNull().unique(),
    /** The tier held then. */
    tier: text(),
    quantity: integer().notNull(),
    pointsEach: integer('points_each').notNull(),
    points: integer().notNull(),
    moneyMinor: integer('money_minor').notNull(),
    /** The last day on which it can be collected. */
    collectBy: integer('collect_by').notNull(),
    pointsAfter: integer('points_after').notNull(),
    memberCashAfter: integer('member_cash_after').notNull(),
    prepaidAfter: integer('prepaid_after').notNull(),
  },
  table => [index('redemptions_of_member').on(table.memberId)],
)

/** The redemptions that have not ended, by their last day: what a night looks at to let them lapse. */
export const reservations = sqliteTable(
  'reservations',
  {
    collectBy: integer('collect_by').notNull(),
    redemptionId: integer('redemption_id').notNull(),
  },
  table => [primaryKey({ columns: [table.collectBy, table.redemptionId] })],
)

/** How a redemption ended: once, since its id is the key. Balances are those after the points came back. */
export const redemptionEnds = sqliteTable(
  'redemption_ends',
  {
    redemptionId: integer('redemption_id').primaryKey(),
    end: text({ enum: ['collected', 'cancelled', 'lapsed'] }).notNull(),
    occurredAt: integer('occurred_at').notNull(),
    recordedAt: integer('recorded_at').notNull(),
    actorId: integer('actor_id').notNull(),
    /** The transaction that gave the points back; null where it was collected. */
    transactionId: integer('transaction_id'),
    pointsAfter: integer('points_after'),
    memberCashAfter: integer('member_cash_after'),
    prepaidAfter: integer('prepaid_after'),
  },
  table => [
    uniqueIndex('redemption_ends_transaction')
      .on(table.transactionId)
      .where(sql`transaction_id IS NOT NULL`),
  ],
)

/** Member tokens that have redeemed: each does so once. Forgotten once they have expired by themselves. */
export const usedTokens = sqliteTable('used_tokens', {
  tokenHash: bytes('token_hash').primaryKey(),
  expiresAt: integer('expires_at').notNull(),
})
