import { sql } from 'drizzle-orm'
import { staff } from '../staff/staff.tables.ts'
import { $, insertInto, raw, write } from '../statement.ts'
import { auditEntries } from './audit.tables.ts'

/** Keeps what was done by hand; the same entry again changes nothing. */
export const appendAuditEntry = insertInto(auditEntries)

/**
 * Keeps that guesses have locked an account; of an address without one nothing is kept. Nobody is known to have done it.
 */
export const appendLock = write<{
  id: number
  emailHash: Uint8Array
  subject: string
  at: number
}>(
  raw(sql`INSERT INTO ${auditEntries} (id, at, act, subject)
    SELECT ${$('id')}, ${$('at')}, 'signInLocked', ${$('subject')} FROM ${staff}
    WHERE email_hash = ${$('emailHash')}`),
)
