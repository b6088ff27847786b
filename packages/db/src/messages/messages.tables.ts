import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, real, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { bytes, flag } from '../columns.ts'

/** What is said on a channel, in the program's languages. */
export const messageTemplates = sqliteTable('message_templates', {
  id: integer().primaryKey(),
  code: text().notNull().unique(),
  channel: text().notNull(),
  /** JSON as the schema of core has it. */
  document: text().notNull(),
  active: flag().notNull(),
  /** Raised by every change, so that none is lost to another made at once. */
  revision: integer().notNull(),
})

/** A program's accounts at carriers, sealed under a key of their own. */
export const channelAccounts = sqliteTable('channel_accounts', {
  channel: text().primaryKey(),
  wrappedKey: bytes('wrapped_key').notNull(),
  /** Sealed JSON: what the channel's adapter needs. */
  sealed: bytes().notNull(),
  revision: integer().notNull(),
})

/** What is to be said to whom, and when. */
export const campaigns = sqliteTable(
  'campaigns',
  {
    id: integer().primaryKey(),
    name: text().notNull(),
    template: text().notNull(),
    channel: text().notNull(),
    purpose: text({ enum: ['marketing', 'service'] }).notNull(),
    /** JSON: whom it is for. */
    audience: text().notNull(),
    /** The segment whose entering it speaks at; null where it speaks once, to an audience. */
    entering: integer(),
    /** JSON of what it brings for the template's places. */
    data: text().notNull(),
    /** The program's time from which on it runs. */
    startsAt: integer('starts_at').notNull(),
    /** Ten-thousandths of the audience that are held out. */
    controlShare: integer('control_share').notNull(),
    /** So many days after a message a purchase counts as a response. */
    responseDays: integer('response_days').notNull(),
    status: text({ enum: ['scheduled', 'done', 'cancelled'] }).notNull(),
    /** The last member of the audience that was looked at. */
    cursor: integer().notNull(),
    revision: integer().notNull(),
  },
  table => [
    index('campaigns_waiting')
      .on(table.startsAt)
      .where(sql`status = 'scheduled'`),
    index('campaigns_entering')
      .on(table.entering)
      .where(sql`entering IS NOT NULL`),
  ],
)

/** Who has entered the segment of a campaign, and has not been decided on yet. A trigger notes it with the entering. */
export const campaignOccasions = sqliteTable(
  'campaign_occasions',
  {
    campaignId: integer('campaign_id').notNull(),
    memberId: integer('member_id').notNull(),
    /** The program's time of the entering. */
    at: integer().notNull(),
  },
  table => [primaryKey({ columns: [table.campaignId, table.memberId, table.at] })],
)

/**
 * A message to one member, or why there was none; its text is made when it goes, and kept nowhere. Times are real ones
 * but for `decidedAt` and `sendAt`, which are the program's.
 */
export const messages = sqliteTable(
  'messages',
  {
    id: integer().primaryKey(),
    campaignId: integer('campaign_id').notNull(),
    memberId: integer('member_id').notNull(),
    /** What it is about, where a campaign speaks more than once to a member: when that was; empty otherwise. */
    occasion: text().notNull(),
    status: text({
      enum: [
        'waiting',
        'sent',
        'failed',
        'task',
        'done',
        'held_out',
        'unreachable',
        'no_consent',
        'frequency_cap',
        'always_quiet',
        'cancelled',
      ],
    }).notNull(),
    decidedAt: integer('decided_at').notNull(),
    sendAt: integer('send_at').notNull(),
    attempts: integer().notNull(),
    /** When it is tried next; null once nothing is left to try. */
    nextAt: integer('next_at'),
    /** What the carrier knows it by. */
    carrierId: text('carrier_id'),
    /** What the last attempt was refused with; of a task what came of it. */
    code: text(),
    revision: integer().notNull(),
    /** When it went, was given up or cancelled, or a task was done: the program's time. */
    settledAt: integer('settled_at'),
  },
  table => [
    uniqueIndex('messages_once').on(table.campaignId, table.memberId, table.occasion),
    index('messages_by_status').on(table.campaignId, table.status),
    index('messages_of_member').on(table.memberId, table.sendAt),
    index('messages_due')
      .on(table.nextAt)
      .where(sql`next_at IS NOT NULL`),
  ],
)

/**
 * What those a campaign was for have bought after their messages, by the day (UTC) and by what became of the message:
 * counted by night, and no longer once no late receipt is waited for. Money in minor units.
 */
export const campaignResults = sqliteTable(
  'campaign_results',
  {
    campaignId: integer('campaign_id').notNull(),
    /** Of the planned hour of the messages: days since 1970. */
    day: integer().notNull(),
    side: text({ enum: ['reached', 'missed', 'held_out'] }).notNull(),
    /** False while a night is still counting. */
    isTold: flag('is_told').notNull(),
    messages: integer().notNull(),
    buyers: integer().notNull(),
    salesMinor: integer('sales_minor').notNull(),
    /** The sum of the squares of what each bought. */
    squaredSales: real('squared_sales').notNull(),
  },
  table => [primaryKey({ columns: [table.campaignId, table.day, table.side, table.isTold] })],
)
