import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'

/**
 * Each piece of scheduled work once, by its name. The cursor is the last member it has looked at, so that it resumes
 * where it was cut off; the revision refuses what was decided on an older state of it.
 */
export const jobOccurrences = sqliteTable(
  'job_occurrences',
  {
    id: integer().primaryKey(),
    name: text().notNull(),
    kind: text({
      enum: ['seal', 'lapse', 'expiry', 'inactivity', 'tiers', 'rebate', 'insight', 'forecast', 'segments'],
    }).notNull(),
    code: text(),
    day: integer().notNull(),
    at: integer().notNull(),
    cursor: integer().notNull(),
    /** How many members it has changed. */
    members: integer().notNull(),
    doneAt: integer('done_at'),
    revision: integer().notNull(),
  },
  table => [uniqueIndex('job_occurrences_name').on(table.name), index('job_occurrences_by_day').on(table.day)],
)

/** The cause of each transaction that scheduled work posts: one a member and occurrence, never two. */
export const jobEntries = sqliteTable(
  'job_entries',
  {
    occurrenceId: integer('occurrence_id').notNull(),
    memberId: integer('member_id').notNull(),
    transactionId: integer('transaction_id').notNull(),
    /** The tier it was decided by, where a tier matters. */
    tier: text(),
  },
  table => [
    primaryKey({ columns: [table.occurrenceId, table.memberId] }),
    uniqueIndex('job_entries_transaction').on(table.transactionId),
  ],
)

/** Work that one request could not finish: a test clock on its way to an instant. */
export const jobs = sqliteTable(
  'jobs',
  {
    id: integer().primaryKey(),
    kind: text({ enum: ['clock'] }).notNull(),
    fromAt: integer('from_at').notNull(),
    toAt: integer('to_at').notNull(),
    createdAt: integer('created_at').notNull(),
    doneAt: integer('done_at'),
  },
  table => [
    index('jobs_open')
      .on(table.toAt)
      .where(sql`done_at IS NULL`),
  ],
)
