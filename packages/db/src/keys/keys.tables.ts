import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { bytes } from '../columns.ts'

/** Keys of a program: the hash only, the key itself is shown once. */
export const apiKeys = sqliteTable(
  'api_keys',
  {
    id: integer().primaryKey(),
    kind: text({ enum: ['secret', 'publishable'] }).notNull(),
    hash: bytes().notNull().unique(),
    hint: text().notNull(),
    name: text(),
    store: text(),
    /** JSON array of origins; null where any origin may use the key. */
    allowedOrigins: text('allowed_origins'),
    createdAt: integer('created_at').notNull(),
    revokedAt: integer('revoked_at'),
  },
  table => [index('api_keys_by_kind').on(table.kind)],
)
