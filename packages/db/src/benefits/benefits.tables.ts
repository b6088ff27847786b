import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { bytes } from '../columns.ts'

/** Benefits given to members, each use once. */
export const benefitUses = sqliteTable(
  'benefit_uses',
  {
    id: integer().primaryKey(),
    memberId: integer('member_id').notNull(),
    benefit: text().notNull(),
    /** The tier held then. */
    tier: text().notNull(),
    /** JSON of what was given, such as {"hours":2}. */
    grant: text().notNull(),
    purchaseId: integer('purchase_id'),
    guests: integer().notNull(),
    usedAt: integer('used_at').notNull(),
    usedOn: integer('used_on').notNull(),
    recordedAt: integer('recorded_at').notNull(),
    rulesVersion: integer('rules_version').notNull(),
    actorId: integer('actor_id').notNull(),
  },
  table => [index('benefit_uses_of_member').on(table.memberId, table.benefit, table.usedOn)],
)

/** Uses that staff took back, with the reason sealed under the member's key. */
export const benefitUndos = sqliteTable('benefit_undos', {
  useId: integer('use_id').primaryKey(),
  reason: bytes(),
  occurredAt: integer('occurred_at').notNull(),
  recordedAt: integer('recorded_at').notNull(),
  actorId: integer('actor_id').notNull(),
})

/**
 * What uses that stand occupy, so that nothing is used twice at once: a receipt (holder: the purchase) or a place of a
 * quota in its period (holder: the member). An undo frees them.
 */
export const benefitClaims = sqliteTable(
  'benefit_claims',
  {
    holder: integer().notNull(),
    scope: text({ enum: ['receipt', 'day', 'month', 'membershipYear'] }).notNull(),
    benefit: text().notNull(),
    period: integer().notNull(),
    place: integer().notNull(),
    useId: integer('use_id').notNull(),
  },
  table => [
    primaryKey({ columns: [table.holder, table.scope, table.benefit, table.period, table.place] }),
    index('benefit_claims_of_use').on(table.useId),
  ],
)
