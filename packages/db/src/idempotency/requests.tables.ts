import { sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { bytes } from '../columns.ts'

/**
 * Answered writes, kept for ever: the keyed hash of method, path and Idempotency-Key, that of the body, and the
 * resource that the answer is rendered from again. No personal data in clear.
 */
export const requests = sqliteTable('requests', {
  keyHash: bytes('key_hash').primaryKey(),
  requestHash: bytes('request_hash').notNull(),
  resource: text().notNull(),
})
