import { eq, getTableColumns, lt, ne, and, or, sql } from 'drizzle-orm'
import { $, builder, raw, select, write } from '../statement.ts'
import { signInAttempts, staff, staffSessions } from './staff.tables.ts'

/** Who is signed in under a token, by its hash, and whether they still may be. */
export const findSession = select<{ tokenHash: Uint8Array }>()(
  {
    staffId: staff.id,
    role: staff.role,
    store: staff.store,
    memberId: staff.memberId,
    active: staff.active,
    wrappedKey: staff.wrappedKey,
    sealed: staff.sealed,
    expiresAt: staffSessions.expiresAt,
    seenAt: staffSessions.seenAt,
  },
  f =>
    builder
      .select(f)
      .from(staffSessions)
      .innerJoin(staff, eq(staff.id, staffSessions.staffId))
      .where(eq(staffSessions.tokenHash, $('tokenHash'))),
)

/**
 * Opens a session, of the account as it was when its password was judged; gives no row back where it was changed
 * meanwhile.
 */
export const addSession = write<{
  tokenHash: Uint8Array
  staffId: number
  revision: number
  at: number
  expiresAt: number
}>(
  raw(sql`INSERT INTO ${staffSessions} (token_hash, staff_id, created_at, expires_at, seen_at)
    SELECT ${$('tokenHash')}, id, ${$('at')}, ${$('expiresAt')}, ${$('at')} FROM ${staff}
    WHERE id = ${$('staffId')} AND revision = ${$('revision')} RETURNING staff_id`),
)

/** Keeps when a session was last used. */
export const touchSession = write<{ tokenHash: Uint8Array; at: number }>(
  builder
    .update(staffSessions)
    .set({ seenAt: $('at') } as never)
    .where(and(eq(staffSessions.tokenHash, $('tokenHash')), lt(staffSessions.seenAt, $('at')))),
)

/** Ends one session. */
export const removeSession = write<{ tokenHash: Uint8Array }>(
  builder.delete(staffSessions).where(eq(staffSessions.tokenHash, $('tokenHash'))),
)

/** Ends all sessions of somebody but one; `keep` is the hash of no token where all are to end. */
export const removeSessions = write<{ staffId: number; keep: Uint8Array }>(
  builder
    .delete(staffSessions)
    .where(and(eq(staffSessions.staffId, $('staffId')), ne(staffSessions.tokenHash, $('keep')))),
)

/** Forgets the sessions of somebody that are over. */
export const removeEndedSessions = write<{ staffId: number; at: number }>(
  builder
    .delete(staffSessions)
    .where(and(eq(staffSessions.staffId, $('staffId')), lt(staffSessions.expiresAt, $('at')))),
)

/** The sign-ins under an address that have failed, or are being tried. */
export const findAttempts = select<{ emailHash: Uint8Array; orHash: Uint8Array }>()(
  getTableColumns(signInAttempts),
  f =>
    builder
      .select(f)
      .from(signInAttempts)
      .where(or(eq(signInAttempts.emailHash, $('emailHash')), eq(signInAttempts.emailHash, $('orHash')))),
)

/**
 * Counts a try before it is judged, so that many at once are as many tries; gives no row back while the address is
 * locked. From the `free`th failure on it is locked for `stepMs`, twice as long after each, at most `longestMs`. What
 * failed before `since` is forgotten.
 */
export const countAttempt = write<{
  emailHash: Uint8Array
  at: number
  since: number
  free: number
  stepMs: number
  longestMs: number
}>(
  raw(sql`INSERT INTO ${signInAttempts} (email_hash, failures, last_at, locked_until)
    VALUES (${$('emailHash')}, 1, ${$('at')}, 0)
    ON CONFLICT (email_hash) DO UPDATE SET
      failures = CASE WHEN last_at < ${$('since')} THEN 1 ELSE failures + 1 END,
      last_at = excluded.last_at,
      locked_until = CASE WHEN last_at < ${$('since')} OR failures + 1 < ${$('free')} THEN 0
        ELSE excluded.last_at + min(${$('longestMs')}, ${$('stepMs')} << min(failures + 1 - ${$('free')}, 20)) END
    WHERE locked_until <= excluded.last_at
    RETURNING failures, locked_until`),
)

/** Forgets what failed under an address. */
export const removeAttempts = write<{ emailHash: Uint8Array }>(
  builder.delete(signInAttempts).where(eq(signInAttempts.emailHash, $('emailHash'))),
)

/** Forgets what failed long ago. */
export const removeAttemptsBefore = write<{ at: number }>(
  builder.delete(signInAttempts).where(lt(signInAttempts.lastAt, $('at'))),
)
