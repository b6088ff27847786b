import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** Segments: a name and what is asked of a member, in the segment's own words. */
export const segments = sqliteTable('segments', {
  id: integer().primaryKey(),
  name: text().notNull(),
  /** JSON of the filter, as its schema accepted it. */
  filter: text().notNull(),
  revision: integer().notNull(),
  createdAt: integer('created_at').notNull(),
  /**
   * Whom it holds for is not known yet, is being found out for the first time, or is followed: who enters and leaves is
   * told. A trigger starts anew where something else is asked.
   */
  state: text({ enum: ['new', 'counting', 'followed'] })
    .notNull()
    .default('new'),
})

/** Whom each segment held for last night. Triggers tell who has entered, and who has left. */
export const segmentMembers = sqliteTable(
  'segment_members',
  {
    memberId: integer('member_id').notNull(),
    segmentId: integer('segment_id').notNull(),
    /** The program's time of it. */
    enteredAt: integer('entered_at').notNull(),
    /** Set to have the leaving told; the row goes with it. */
    leftAt: integer('left_at'),
  },
  table => [primaryKey({ columns: [table.memberId, table.segmentId] })],
)
