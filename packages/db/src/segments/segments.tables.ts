import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** Segments: a name and what is asked of a member, in the segment's own words. */
export const segments = sqliteTable('segments', {
  id: integer().primaryKey(),
  name: text().notNull(),
  /** JSON of the filter, as its schema accepted it. */
  filter: text().notNull(),
  revision: integer().notNull(),
  createdAt: integer('created_at').notNull(),
})
