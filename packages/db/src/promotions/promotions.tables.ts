import { sql } from 'drizzle-orm'
import { integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { flag } from '../columns.ts'

/**
 * What promotions were from an instant on; never changed. The id counts the revisions of the whole program without a
 * gap, so that a process knows which it has not read yet; the last of a code says what the promotion is now.
 */
export const promotionRevisions = sqliteTable(
  'promotion_revisions',
  {
    id: integer().primaryKey(),
    code: text().notNull(),
    revision: integer().notNull(),
    effectiveAt: integer('effective_at').notNull(),
    recordedAt: integer('recorded_at').notNull(),
    actorId: integer('actor_id').notNull(),
    ended: flag().notNull(),
    /** JSON of the name in the program's languages. */
    name: text().notNull(),
    fromAt: integer('from_at').notNull(),
    untilAt: integer('until_at').notNull(),
    /** JSON array of tier codes; null where all come at once. */
    earlyTiers: text('early_tiers'),
    earlyFromAt: integer('early_from_at'),
    /** JSON arrays, as the schema of core has accepted them. */
    conditions: text().notNull(),
    effects: text().notNull(),
  },
  table => [uniqueIndex('promotion_revisions_of_code').on(table.code, table.revision)],
)

/** The promotions that looked at a purchase: with the rules version they give its award again. */
export const purchasePromotions = sqliteTable(
  'purchase_promotions',
  {
    purchaseId: integer('purchase_id').notNull(),
    revisionId: integer('revision_id').notNull(),
  },
  table => [primaryKey({ columns: [table.purchaseId, table.revisionId] })],
)

/** The things that promotions gave with purchases beside points: reservations of rewards, and coupons. */
export const promotionGifts = sqliteTable(
  'promotion_gifts',
  {
    purchaseId: integer('purchase_id').notNull(),
    revisionId: integer('revision_id').notNull(),
    kind: text({ enum: ['gift', 'coupon'] }).notNull(),
    /** The reward's or the coupon's. */
    code: text().notNull(),
    /** The redemption's or the member coupon's id; null where it could not be given. */
    givenId: integer('given_id'),
    /** Why it could not. */
    whyNot: text('why_not', { enum: ['out_of_stock', 'per_member_limit', 'not_offered'] }),
  },
  table => [
    primaryKey({ columns: [table.purchaseId, table.revisionId, table.kind, table.code] }),
    uniqueIndex('promotion_gifts_given')
      .on(table.givenId)
      .where(sql`given_id IS NOT NULL`),
  ],
)

/** What became of such things when a return took their ground away: taken back, or with the member to stay. */
export const returnGifts = sqliteTable(
  'return_gifts',
  {
    returnId: integer('return_id').notNull(),
    revisionId: integer('revision_id').notNull(),
    kind: text({ enum: ['gift', 'coupon'] }).notNull(),
    code: text().notNull(),
    takenBack: flag('taken_back').notNull(),
  },
  table => [primaryKey({ columns: [table.returnId, table.revisionId, table.kind, table.code] })],
)
