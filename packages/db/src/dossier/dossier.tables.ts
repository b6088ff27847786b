import { customFieldTypes, messageLocales } from '@laurel/core'
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { bytes, flag } from '../columns.ts'

/** What a shop knows of a member beside the profile (S9): plain what segments ask for, sealed what is free words. */
export const dossiers = sqliteTable('dossiers', {
  memberId: integer('member_id').primaryKey(),
  occupation: text(),
  education: text(),
  preferredChannel: text('preferred_channel'),
  /** The language that a member is spoken to in; null for the program's first. */
  language: text({ enum: messageLocales }),
  /** Minutes of the day between which nobody is to be disturbed; over midnight where they turn round. */
  quietFrom: integer('quiet_from'),
  quietUntil: integer('quiet_until'),
  /** How many habits are known; they themselves are free words, and sealed. */
  habits: integer().notNull().default(0),
  /** Sealed JSON under the member's own key: habits, and the texts of custom fields. */
  sealed: bytes().notNull(),
  /** Raised by every change, so that none is lost to another made at once. */
  revision: integer().notNull(),
  changedAt: integer('changed_at').notNull(),
})

export const memberInterests = sqliteTable(
  'member_interests',
  { memberId: integer('member_id').notNull(), interest: text().notNull() },
  table => [primaryKey({ columns: [table.memberId, table.interest] }), index('member_interests_of').on(table.interest)],
)

/** Sizes as the member says them, one for each kind of garment. */
export const memberSizes = sqliteTable(
  'member_sizes',
  { memberId: integer('member_id').notNull(), garment: text().notNull(), size: text().notNull() },
  table => [
    primaryKey({ columns: [table.memberId, table.garment] }),
    index('member_sizes_of').on(table.garment, table.size),
  ],
)

export const memberTags = sqliteTable(
  'member_tags',
  { memberId: integer('member_id').notNull(), tag: text().notNull() },
  table => [primaryKey({ columns: [table.memberId, table.tag] }), index('member_tags_of').on(table.tag)],
)

/** The family of a member: plain whose birthday is when, sealed what they are called. */
export const familyMembers = sqliteTable(
  'family_members',
  {
    id: integer().primaryKey(),
    memberId: integer('member_id').notNull(),
    relation: text().notNull(),
    birthYear: integer('birth_year'),
    birthMonth: integer('birth_month'),
    birthDay: integer('birth_day'),
    lunarMonth: integer('lunar_month'),
    lunarDay: integer('lunar_day'),
    lunarLeap: flag('lunar_leap'),
    /** Sealed JSON under the member's own key: the name, and sizes that were written down before they had a table. */
    sealed: bytes().notNull(),
    revision: integer().notNull(),
  },
  table => [index('family_of_member').on(table.memberId)],
)

/** Sizes of somebody of a family, one for each kind of garment: what segments ask for. */
export const familySizes = sqliteTable(
  'family_sizes',
  {
    personId: integer('person_id').notNull(),
    memberId: integer('member_id').notNull(),
    garment: text().notNull(),
    size: text().notNull(),
  },
  table => [
    primaryKey({ columns: [table.personId, table.garment] }),
    index('family_sizes_of_member').on(table.memberId),
  ],
)

/** What somebody of the shop has noted of a member, sealed under the member's own key. */
export const memberNotes = sqliteTable(
  'member_notes',
  {
    id: integer().primaryKey(),
    memberId: integer('member_id').notNull(),
    sealed: bytes().notNull(),
    writtenAt: integer('written_at').notNull(),
    authorId: integer('author_id').notNull(),
  },
  table => [index('notes_of_member').on(table.memberId)],
)

/** Fields that the program itself defines for its members' dossiers. */
export const customFields = sqliteTable('custom_fields', {
  id: integer().primaryKey(),
  code: text().notNull().unique(),
  type: text({ enum: customFieldTypes }).notNull(),
  /** JSON of the name in the program's languages. */
  name: text().notNull(),
  /** JSON of what may be chosen: code, name, whether it still is offered. */
  options: text().notNull(),
  /** How much it counts in the completeness of a dossier. */
  weight: integer().notNull(),
  active: flag().notNull(),
  revision: integer().notNull(),
  createdAt: integer('created_at').notNull(),
})

/** What a custom field holds of a member, several rows where several are chosen; a text's words are in the dossier. */
export const memberFields = sqliteTable(
  'member_fields',
  {
    memberId: integer('member_id').notNull(),
    field: text().notNull(),
    /** What was chosen; empty for what is no choice. */
    code: text().notNull(),
    /** Ten-thousandths, a day, or 1 and 0. */
    number: integer(),
  },
  table => [
    primaryKey({ columns: [table.memberId, table.field, table.code] }),
    index('member_fields_of').on(table.field, table.code, table.number),
  ],
)
