import { integer, sqliteTable } from 'drizzle-orm/sqlite-core'

/** Who was erased. The id is that of the transaction that closed the accounts; who did it, and when, is said there. */
export const erasures = sqliteTable('erasures', {
  id: integer().primaryKey(),
  memberId: integer('member_id').notNull().unique(),
})
