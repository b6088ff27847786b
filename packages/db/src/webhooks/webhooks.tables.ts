import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { sql } from 'drizzle-orm'
import { bytes, flag } from '../columns.ts'

/** Where a program's events are sent. */
export const webhooks = sqliteTable('webhooks', {
  id: integer().primaryKey(),
  url: text().notNull(),
  description: text(),
  /** JSON array of types; null for all. */
  types: text(),
  enabled: flag().notNull(),
  /** Why Laurel itself has disabled it; null where it has not. */
  disabledBecause: text('disabled_because', { enum: ['gone', 'failing'] }),
  createdAt: integer('created_at').notNull(),
  /** The key that seals its secrets, wrapped. */
  wrappedKey: bytes('wrapped_key').notNull(),
  secret: bytes().notNull(),
  /** The secret before, which signs as well until an instant. */
  previousSecret: bytes('previous_secret'),
  previousUntil: integer('previous_until'),
  /** The last id whose events were sent, or wait to be sent again. */
  cursor: integer().notNull(),
  /** Attempts that failed since the last that did not, and when the first of them was. */
  failures: integer().notNull(),
  failingSince: integer('failing_since'),
  deliveredAt: integer('delivered_at'),
  /** Raised by every change, so that none is lost to another made at once. */
  revision: integer().notNull(),
})

/** Events that an endpoint has not taken yet: what it took at once has no row. */
export const webhookDeliveries = sqliteTable(
  'webhook_deliveries',
  {
    webhookId: integer('webhook_id').notNull(),
    eventId: integer('event_id').notNull(),
    type: integer().notNull(),
    /** Whose event it is: those of one member wait for each other. */
    memberId: integer('member_id'),
    attempts: integer().notNull(),
    /** When it is tried next; null while it waits for one before it, and once it is dead. */
    nextAt: integer('next_at'),
    /** When it was given up; null while it is tried. */
    deadAt: integer('dead_at'),
    firstAt: integer('first_at').notNull(),
    /** What the last attempt came to: an HTTP status, or why there was none. */
    status: integer(),
    error: text(),
  },
  table => [
    primaryKey({ columns: [table.webhookId, table.eventId, table.type] }),
    index('webhook_deliveries_due')
      .on(table.webhookId, table.nextAt)
      .where(sql`next_at IS NOT NULL`),
    index('webhook_deliveries_of_member').on(table.webhookId, table.memberId),
  ],
)
