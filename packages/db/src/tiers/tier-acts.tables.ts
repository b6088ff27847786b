import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/**
 * What gives or takes a tier beside receipts, reviews and validities: a tier set by hand, the class of a top-up, and
 * the better of two cards that were merged where it is more than both together come to. The id is that of the transaction, which says when and by whom. Of a top-up that was reversed it no longer counts.
 */
export const tierActs = sqliteTable(
  'tier_acts',
  {
    id: integer().primaryKey(),
    memberId: integer('member_id').notNull(),
    kind: text({ enum: ['set', 'topUp', 'merge'] }).notNull(),
    /** The business day of its instant. */
    day: integer().notNull(),
    /** Of a set tier: its code, null for none. Of a merge: the better card's. */
    tier: text(),
    /** Of a set tier: the last day of its validity, null where the rules say it. */
    through: integer(),
    /** Of a top-up: its plan. */
    plan: text(),
    tierBefore: text('tier_before'),
    /** The first day of unbroken holding and the last day of validity as the act left them. */
    sinceAfter: integer('since_after').notNull(),
    throughAfter: integer('through_after'),
    /** Of a tier that was held in an old system, or on the better card of a merge: since when, and the first day of its validity. */
    since: integer(),
    validFrom: integer('valid_from'),
  },
  table => [index('tier_acts_of_member').on(table.memberId)],
)
