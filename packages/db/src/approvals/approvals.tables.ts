import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { bytes } from '../columns.ts'

const units = ['points', 'memberCash', 'prepaid'] as const

/** Up to what an associate may adjust a balance alone, in one act and in a day; without a row, nothing. */
export const staffLimits = sqliteTable('staff_limits', {
  unit: text({ enum: units }).primaryKey(),
  perAct: integer('per_act').notNull(),
  perDay: integer('per_day').notNull(),
})

/** What somebody of the staff has adjusted alone in a day, given and taken alike, under the limit of the last time. */
export const staffGrants = sqliteTable(
  'staff_grants',
  {
    staffId: integer('staff_id').notNull(),
    unit: text({ enum: units }).notNull(),
    day: integer().notNull(),
    total: integer().notNull(),
    /** Null for who has no limit. */
    most: integer(),
  },
  table => [primaryKey({ columns: [table.staffId, table.unit, table.day] })],
)

/** Adjustments that wait, or waited, for somebody's confirmation. */
export const approvals = sqliteTable(
  'approvals',
  {
    id: integer().primaryKey(),
    memberId: integer('member_id').notNull(),
    unit: text({ enum: units }).notNull(),
    amount: integer().notNull(),
    /** Why, sealed under the member's own key. */
    sealed: bytes().notNull(),
    askedBy: integer('asked_by').notNull(),
    askedAt: integer('asked_at').notNull(),
  },
  table => [index('approvals_of_asker').on(table.askedBy)],
)

/** How an approval was decided: once, since its id is the key. */
export const approvalDecisions = sqliteTable(
  'approval_decisions',
  {
    approvalId: integer('approval_id').primaryKey(),
    decision: text({ enum: ['approved', 'declined'] }).notNull(),
    decidedBy: integer('decided_by').notNull(),
    decidedAt: integer('decided_at').notNull(),
    /** The adjustment that it was approved for; null where it was declined. */
    transactionId: integer('transaction_id'),
    /** Why it was declined, sealed under the member's own key. */
    sealed: bytes(),
  },
  table => [uniqueIndex('approval_decisions_transaction').on(table.transactionId)],
)
