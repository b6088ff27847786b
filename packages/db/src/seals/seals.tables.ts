import { integer, sqliteTable } from 'drizzle-orm/sqlite-core'
import { bytes } from '../columns.ts'

/**
 * The seals of the journal, a chain: each covers the transactions from after one id through another, and carries the
 * hash of the one before. A transaction whose id a seal has passed is refused.
 */
export const seals = sqliteTable('seals', {
  /** The last transaction that it covers. */
  through: integer().primaryKey(),
  /** The last transaction of the seal before; 0 in the first. */
  after: integer().notNull(),
  transactions: integer().notNull(),
  sealedAt: integer('sealed_at').notNull(),
  /** The hash of the seal before; zeros in the first. */
  previous: bytes().notNull(),
  hash: bytes().notNull(),
  /** For each transaction its id and the beginning of its own digest, so that a check can name what was changed. */
  marks: bytes().notNull(),
})
