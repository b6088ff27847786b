import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { bytes } from '../columns.ts'

/** What was done by hand and moves no balance: what moves one is told by the journal. */
export const auditEntries = sqliteTable(
  'audit_entries',
  {
    id: integer().primaryKey(),
    at: integer().notNull(),
    /** Null for what nobody signed in did, such as guesses that locked an account. */
    actorId: integer('actor_id'),
    act: text().notNull(),
    /** The id or code of what it was done to, as clients see it. */
    subject: text().notNull(),
    memberId: integer('member_id'),
    /** The reason, sealed under the member's own key. */
    sealed: bytes(),
  },
  table => [
    index('audit_entries_of_member')
      .on(table.memberId)
      .where(sql`member_id IS NOT NULL`),
    index('audit_entries_of_actor').on(table.actorId),
  ],
)
