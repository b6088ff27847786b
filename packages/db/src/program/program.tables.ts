import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** The program itself: one row. `clockAt` is the test clock; null where real time rules. */
export const program = sqliteTable('program', {
  one: integer().primaryKey(),
  id: text().notNull(),
  name: text().notNull(),
  mode: text({ enum: ['live', 'test'] }).notNull(),
  preset: text(),
  createdAt: integer('created_at').notNull(),
  clockAt: integer('clock_at'),
})

/** Published versions of the rules, immutable. The document is the JSON of `ProgramRules`. */
export const rulesVersions = sqliteTable('rules_versions', {
  version: integer().primaryKey(),
  document: text().notNull(),
  effectiveAt: integer('effective_at').notNull(),
  publishedAt: integer('published_at').notNull(),
})

/** The stores of a program; one unknown to it is created at its first receipt. */
export const stores = sqliteTable('stores', {
  code: text().primaryKey(),
  name: text(),
  region: text(),
})
