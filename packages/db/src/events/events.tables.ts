import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/**
 * Facts that are no transactions: written by triggers in the commit of the fact itself, so that no writer can forget
 * one. What the journal tells is derived from it and has no row here. The id lies beyond everything recorded before.
 */
export const events = sqliteTable('events', {
  id: integer().primaryKey(),
  /** The type's place in the list of core. */
  type: integer().notNull(),
  memberId: integer('member_id'),
  /** The program's time of it. */
  at: integer().notNull(),
  /** JSON of ids, codes and figures; never anything that a person could be known by. */
  detail: text(),
})

/** One row: through which id the events have been told. A transaction that comes in below it is refused. */
export const eventMarks = sqliteTable('event_marks', {
  one: integer().primaryKey(),
  through: integer().notNull(),
})
