import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { bytes } from '../columns.ts'

/** Screens in a mall: a device each, with a key of its own from the day it was enrolled. Never deleted, only revoked. */
export const kiosks = sqliteTable('kiosks', {
  id: integer().primaryKey(),
  name: text().notNull(),
  store: text(),
  createdAt: integer('created_at').notNull(),
  /** Keyed hash of the code that is typed at the device; gone once it was. */
  enrolmentHash: bytes('enrolment_hash').unique(),
  enrolmentExpiresAt: integer('enrolment_expires_at'),
  /** The hash of its key, and how the key ends. */
  keyHash: bytes('key_hash').unique(),
  hint: text(),
  enrolledAt: integer('enrolled_at'),
  /** When it last asked for anything, to within some minutes. */
  seenAt: integer('seen_at'),
  revokedAt: integer('revoked_at'),
})

/**
 * Codes that were sent to phones which somebody typed at a kiosk, whether a member has the phone or not. Knows the phone
 * by a keyed hash only, and for an hour.
 */
export const kioskChallenges = sqliteTable(
  'kiosk_challenges',
  {
    id: integer().primaryKey(),
    kioskId: integer('kiosk_id').notNull(),
    /** As the lookups of members have it. */
    phoneHash: bytes('phone_hash').notNull(),
    /** The same under the other secret while they rotate: a member may be found by either alone. */
    orPhoneHash: bytes('or_phone_hash'),
    codeHash: bytes('code_hash').notNull(),
    madeAt: integer('made_at').notNull(),
    /** How often a code was tried; each try, also the right one, is one more. */
    tries: integer().notNull(),
    usedAt: integer('used_at'),
  },
  table => [
    index('challenges_of_phone').on(table.phoneHash, table.madeAt),
    index('challenges_by_time').on(table.madeAt),
  ],
)

/** Members who stand at a kiosk: their token is worth nothing without its row. */
export const kioskSessions = sqliteTable(
  'kiosk_sessions',
  {
    id: integer().primaryKey(),
    kioskId: integer('kiosk_id').notNull(),
    memberId: integer('member_id').notNull(),
    openedAt: integer('opened_at').notNull(),
    expiresAt: integer('expires_at').notNull(),
  },
  table => [index('kiosk_sessions_of_member').on(table.memberId), index('kiosk_sessions_by_end').on(table.expiresAt)],
)
