import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { sql } from 'drizzle-orm'
import { bytes, flag } from '../columns.ts'

/** A member as the books know one: no name, no number, only an id. */
export const members = sqliteTable(
  'members',
  {
    id: integer().primaryKey(),
    status: text({ enum: ['active', 'erased', 'merged'] }).notNull(),
    /** Since a merge that of whichever card came first. */
    registeredAt: integer('registered_at').notNull(),
    registeredOn: integer('registered_on').notNull(),
    /** Whose card a merged one has become: always who is there, or was last, never another merged one. */
    mergedInto: integer('merged_into'),
    /**
     * Where the journal of a merged card stands among those that are one member's now: a transaction's place is its `seq`
     * and this. The survivor's own begin at 1, so those of merged cards lie below.
     */
    placeOffset: integer('place_offset').notNull().default(0),
  },
  table => [
    index('members_merged')
      .on(table.mergedInto)
      .where(sql`merged_into IS NOT NULL`),
  ],
)

/** Card numbers lead to a member; after a merge several lead to one. */
export const cards = sqliteTable(
  'cards',
  {
    number: text().primaryKey(),
    memberId: integer('member_id').notNull(),
    /** The merged member whose number it was; null for the member's own. */
    mergedFrom: integer('merged_from'),
  },
  table => [index('cards_of_member').on(table.memberId)],
)

/**
 * Where a member stands; who is gone stands nowhere, and has no row here. Balances and tier as of the last write, kept beside the journal for speed and rebuilt from it
 * by `verify`. `seq` is the member's last transaction.
 */
export const standings = sqliteTable(
  'standings',
  {
    memberId: integer('member_id').primaryKey(),
    seq: integer().notNull(),
    points: integer().notNull(),
    memberCash: integer('member_cash').notNull(),
    prepaid: integer().notNull(),
    tier: text(),
    tierSince: integer('tier_since').notNull(),
    tierThrough: integer('tier_through'),
    /** The business day as of which the tier was decided. */
    tierAsOf: integer('tier_as_of').notNull(),
    /** The first day on which time alone may change it. */
    tierNextOn: integer('tier_next_on'),
    /** The first day on which an open lot is gone. */
    expiresOn: integer('expires_on'),
  },
  table => [
    index('standings_tier_next').on(table.tierNextOn),
    index('standings_expiring')
      .on(table.expiresOn)
      .where(sql`expires_on IS NOT NULL`),
  ],
)

/** What a member's receipts of one day under one rules version come to. */
export const memberDays = sqliteTable(
  'member_days',
  {
    memberId: integer('member_id').notNull(),
    day: integer().notNull(),
    rulesVersion: integer('rules_version').notNull(),
    qualifyingPoints: integer('qualifying_points').notNull(),
    spendMinor: integer('spend_minor').notNull(),
  },
  table => [primaryKey({ columns: [table.memberId, table.day, table.rulesVersion] })],
)

/**
 * The person. What identifies is sealed with AES-GCM under the member's own key, itself wrapped by a key outside the
 * database; what segments need is plain.
 */
export const profiles = sqliteTable(
  'profiles',
  {
    memberId: integer('member_id').primaryKey(),
    wrappedKey: bytes('wrapped_key').notNull(),
    /** Sealed JSON: name, phone, email, externalId, wechatOpenId. */
    identity: bytes().notNull(),
    birthYear: integer('birth_year'),
    birthMonth: integer('birth_month'),
    birthDay: integer('birth_day'),
    lunarMonth: integer('lunar_month'),
    lunarDay: integer('lunar_day'),
    lunarLeap: flag('lunar_leap'),
    gender: text({ enum: ['female', 'male', 'other'] }),
    region: text(),
    referredBy: integer('referred_by'),
    /** Raised by every change, so that none is lost to another made at once. */
    revision: integer().notNull(),
  },
  table => [
    index('profiles_referred_by')
      .on(table.referredBy)
      .where(sql`referred_by IS NOT NULL`),
  ],
)

/** Keyed hashes of what a member may be looked up by. Phone, e-mail, externalId and wechatOpenId lead to one member only. */
export const lookups = sqliteTable(
  'lookups',
  {
    kind: text({ enum: ['phone', 'phoneTail', 'email', 'externalId', 'wechatOpenId', 'name'] }).notNull(),
    hash: bytes().notNull(),
    memberId: integer('member_id').notNull(),
  },
  table => [
    primaryKey({ columns: [table.kind, table.hash, table.memberId] }),
    uniqueIndex('lookups_one_member')
      .on(table.kind, table.hash)
      .where(sql`kind IN ('phone', 'email', 'externalId', 'wechatOpenId')`),
    index('lookups_of_member').on(table.memberId),
  ],
)

/** What a member agreed to, per channel and purpose; the newest row holds, the older ones are its history. */
export const consents = sqliteTable(
  'consents',
  {
    id: integer().primaryKey(),
    memberId: integer('member_id').notNull(),
    channel: text().notNull(),
    purpose: text().notNull(),
    granted: flag().notNull(),
    at: integer().notNull(),
    /** Who wrote it down; null where that was not kept. */
    actorId: integer('actor_id'),
  },
  table => [index('consents_of_member').on(table.memberId)],
)

/** Counter cards a person has of a brand itself. */
export const brandCards = sqliteTable(
  'brand_cards',
  { memberId: integer('member_id').notNull(), brand: text().notNull() },
  table => [primaryKey({ columns: [table.memberId, table.brand] })],
)
