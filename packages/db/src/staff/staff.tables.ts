import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { bytes, flag } from '../columns.ts'

/** Staff accounts. Never deleted, since the journal names them; one that has left is not active. */
export const staff = sqliteTable('staff', {
  id: integer().primaryKey(),
  /** Keyed hash of the e-mail address: what they sign in by. */
  emailHash: bytes('email_hash').notNull().unique(),
  wrappedKey: bytes('wrapped_key').notNull(),
  /** Sealed JSON: name and e-mail address. */
  sealed: bytes().notNull(),
  role: text({ enum: ['associate', 'manager', 'admin'] }).notNull(),
  /** The store whose receipts and settings are theirs; null where the whole program is. */
  store: text(),
  /** The member that they are themselves: they do nothing to that account. */
  memberId: integer('member_id'),
  active: flag().notNull(),
  /** The hash with its parameters (PHC string); null until an invitation was taken up. */
  password: text(),
  /** Of an invitation that was not taken up: once it is, the hash is gone. */
  invitationHash: bytes('invitation_hash').unique(),
  invitationExpiresAt: integer('invitation_expires_at'),
  createdAt: integer('created_at').notNull(),
  /** Raised by every change, so that none is lost to another made at once. */
  revision: integer().notNull(),
})

/** Who is signed in: the hash of the token. Signing out and revoking delete the row. */
export const staffSessions = sqliteTable(
  'staff_sessions',
  {
    tokenHash: bytes('token_hash').primaryKey(),
    staffId: integer('staff_id').notNull(),
    createdAt: integer('created_at').notNull(),
    expiresAt: integer('expires_at').notNull(),
    /** When it was last used, to within some minutes. */
    seenAt: integer('seen_at').notNull(),
  },
  table => [index('sessions_of_staff').on(table.staffId)],
)

/**
 * Sign-ins that were tried and have not succeeded, by the hash of the address, whether there is such an account or not:
 * what a guesser hears must not tell.
 */
export const signInAttempts = sqliteTable(
  'sign_in_attempts',
  {
    emailHash: bytes('email_hash').primaryKey(),
    failures: integer().notNull(),
    lastAt: integer('last_at').notNull(),
    lockedUntil: integer('locked_until').notNull(),
  },
  table => [index('attempts_by_time').on(table.lastAt)],
)
