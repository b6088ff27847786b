import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** Replays too long for one request: what was asked, how far each is, and what it has come to. */
export const replays = sqliteTable(
  'replays',
  {
    id: integer().primaryKey(),
    actorId: integer('actor_id').notNull(),
    createdAt: integer('created_at').notNull(),
    /** JSON of the draft and its window. */
    plan: text().notNull(),
    /** The last member that was replayed: it resumes behind. */
    cursor: integer().notNull(),
    /** How many members there were when it began. */
    members: integer().notNull(),
    /** JSON of the totals so far; once it is done, of the result. */
    totals: text().notNull(),
    doneAt: integer('done_at'),
    /** Why it could not be finished; null where it was, or may be. */
    failure: text({ enum: ['amount_out_of_range'] }),
  },
  table => [
    index('replays_open')
      .on(table.id)
      .where(sql`done_at IS NULL`),
  ],
)
