import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** What a member brought along from an old system, part by part; the id is that of its transaction. */
export const openings = sqliteTable(
  'openings',
  {
    id: integer().primaryKey(),
    memberId: integer('member_id').notNull(),
    unit: text({ enum: ['points', 'memberCash', 'prepaid'] }).notNull(),
    /** Below zero for a debt. */
    amount: integer().notNull(),
    /** The first day on which it is gone; null where it never is, or where it is prepaid or a debt. */
    expiresOn: integer('expires_on'),
  },
  table => [index('openings_of_member').on(table.memberId)],
)
