import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { bytes } from '../columns.ts'

/** The programs this installation serves; all else about one lies in its own database. */
export const programs = sqliteTable('programs', {
  id: text().primaryKey(),
  name: text().notNull(),
  mode: text({ enum: ['live', 'test'] }).notNull(),
  preset: text(),
  createdAt: integer('created_at').notNull(),
  /** When scheduled work is to be looked for next; null for a live program never looked at, a test one with none. */
  nextDueAt: integer('next_due_at'),
  /** Until when a process has it in hand. */
  claimedUntil: integer('claimed_until'),
  /** When its endpoints' events are to be looked for next; null where it has no endpoints. */
  webhooksDueAt: integer('webhooks_due_at'),
  /** Until when a process sends them. */
  webhooksClaimedUntil: integer('webhooks_claimed_until'),
  /** Since when the oldest event that an endpoint has not taken waits; null where none does. */
  webhooksBehindSince: integer('webhooks_behind_since'),
  /** How many events were given up. */
  webhooksDead: integer('webhooks_dead').notNull().default(0),
  /** Since when the oldest message whose hour has come waits for its carrier; null where none does, or in test mode. */
  messagesBehindSince: integer('messages_behind_since'),
})

/** An operator's answered writes, kept for ever. */
export const operatorRequests = sqliteTable('operator_requests', {
  keyHash: bytes('key_hash').primaryKey(),
  requestHash: bytes('request_hash').notNull(),
  programId: text('program_id').notNull(),
})
