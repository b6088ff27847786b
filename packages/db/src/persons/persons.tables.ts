import { index, integer, sqliteTable } from 'drizzle-orm/sqlite-core'

/** Who was erased. The id is that of the transaction that closed the accounts; who did it, and when, is said there. */
export const erasures = sqliteTable('erasures', {
  id: integer().primaryKey(),
  memberId: integer('member_id').notNull().unique(),
})

/**
 * Which member became another's. The id is that of the survivor's transaction, which takes over what the merged one's
 * has given up.
 */
export const merges = sqliteTable(
  'merges',
  {
    id: integer().primaryKey(),
    fromTransactionId: integer('from_transaction_id').notNull().unique(),
    fromId: integer('from_id').notNull().unique(),
    /** The survivor then, who may have been merged since. */
    intoId: integer('into_id').notNull(),
    /** When the survivor's own card had been registered. */
    registeredAt: integer('registered_at').notNull(),
    registeredOn: integer('registered_on').notNull(),
  },
  table => [index('merges_into').on(table.intoId)],
)
