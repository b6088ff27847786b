import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { bytes } from '../columns.ts'

/** A balance set right by hand; the id is that of its transaction. */
export const adjustments = sqliteTable('adjustments', {
  id: integer().primaryKey(),
  memberId: integer('member_id').notNull(),
  unit: text({ enum: ['points', 'memberCash', 'prepaid'] }).notNull(),
  amount: integer().notNull(),
  pointsAfter: integer('points_after').notNull(),
  memberCashAfter: integer('member_cash_after').notNull(),
  prepaidAfter: integer('prepaid_after').notNull(),
})

/**
 * Why somebody did what a transaction records, in their own words: sealed under the member's own key, since words may
 * name a person. Erasing the member takes them away; what was done stays.
 */
export const reasons = sqliteTable(
  'reasons',
  {
    transactionId: integer('transaction_id').primaryKey(),
    memberId: integer('member_id').notNull(),
    sealed: bytes().notNull(),
  },
  table => [index('reasons_of_member').on(table.memberId)],
)
