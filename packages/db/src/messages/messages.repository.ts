import {
  and,
  asc,
  eq,
  getTableColumns,
  gt,
  isNotNull,
  lte,
  ne,
  sql,
  type Column,
  type InferSelectModel,
  type SQL,
} from 'drizzle-orm'
import { profiles } from '../members/members.tables.ts'
import { $, builder, insertInto, orNull, raw, select, write, type RowOf } from '../statement.ts'
import { campaigns, messages } from './messages.tables.ts'

const messageFields = getTableColumns(messages)

const said = {
  channel: campaigns.channel,
  purpose: campaigns.purpose,
  template: campaigns.template,
  data: campaigns.data,
}
const whose = { wrappedKey: orNull(profiles.wrappedKey), identity: orNull(profiles.identity) }

// A visit is agreed on by phone. Silence is no consent to be advertised to; a service may be declined.
const stillAgreed = sql`coalesce((SELECT granted FROM consents WHERE member_id = messages.member_id
    AND channel = iif(campaigns.channel = 'visit', 'phone', campaigns.channel) AND purpose = campaigns.purpose
    ORDER BY id DESC LIMIT 1), campaigns.purpose = 'service') = 1`

const taskFields = {
  ...messageFields,
  ...said,
  ...whose,
  campaign: campaigns.name,
  isAgreed: stillAgreed.mapWith(Boolean).as('is_agreed'),
}

const withCampaign = () =>
  builder
    .select(taskFields)
    .from(messages)
    .innerJoin(campaigns, eq(campaigns.id, messages.campaignId))
    .leftJoin(profiles, eq(profiles.memberId, messages.memberId))

/** A message with what is said, by which channel, to whom, and whether they still agree to it. */
export const findTask = select<{ id: number }>()(taskFields, () => withCampaign().where(eq(messages.id, $('id'))))
export type TaskRow = RowOf<typeof findTask>

const everyStatus = JSON.stringify(messages.status.enumValues)
const ofStatus = sql`iif(${$('status')} IS NULL, ${sql.raw(`'${everyStatus}'`)}, json_array(${$('status')}))`

/** A page of the messages of a campaign that have come to something, by status where one is asked: the first of each by the index, so that none of the rest is sorted. */
export const listMessages = select<{ campaignId: number; status: string | null; afterId: number; limit: number }>()(
  messageFields,
  f =>
    builder
      .select(f)
      .from(messages)
      .where(
        sql`${messages.id} IN (SELECT m.id FROM json_each(${ofStatus}) s CROSS JOIN messages m ON m.id IN (
          SELECT next.id FROM messages next WHERE next.campaign_id = ${$('campaignId')} AND next.status = s.value
            AND next.id > ${$('afterId')} ORDER BY next.id LIMIT ${$('limit')}))`,
      )
      .orderBy(asc(messages.id))
      .limit($('limit')),
)

const mostlyAt = sql`(SELECT value FROM member_preferences WHERE member_id = messages.member_id AND kind = 'stores'
    ORDER BY share DESC, value LIMIT 1)`
const among = (name: string, value: SQL | Column) => sql`(${$(name)} IS NULL OR ${value} = ${$(name)})`

/**
 * A page of the tasks that wait for an associate, the oldest first: of one campaign, of one channel, of those who buy
 * mostly in one store. Who has taken consent back since is not called.
 */
export const listOpenTasks = select<{
  campaignId: number | null
  channel: string | null
  store: string | null
  /** Real time; a test program's own clock goes before it. */
  now: number
  afterId: number
  limit: number
}>()(taskFields, () =>
  withCampaign()
    .where(
      and(
        eq(messages.status, sql`'task'`),
        ne(campaigns.status, sql`'cancelled'`),
        among('campaignId', messages.campaignId),
        among('channel', campaigns.channel),
        among('store', mostlyAt),
        stillAgreed,
        // Their quiet hours are over.
        sql`${messages.sendAt} <= coalesce((SELECT clock_at FROM program), ${$('now')})`,
        gt(messages.id, $('afterId')),
      ),
    )
    .orderBy(asc(messages.id))
    .limit($('limit')),
)

/** How many messages of a campaign came to what. */
export const countMessages = select<{ campaignId: number }>()(
  { status: messages.status, count: sql<number>`count(*)`.as('count') },
  f =>
    builder
      .select(f)
      .from(messages)
      .where(eq(messages.campaignId, $('campaignId')))
      .groupBy(messages.status),
)

/** The messages that are to go now, with whom they go to: by the program's time, and by the real one. */
export const listDueMessages = select<{ programNow: number; realNow: number; limit: number }>()(
  {
    ...messageFields,
    ...said,
    ...whose,
  },
  f =>
    builder
      .select(f)
      .from(messages)
      .innerJoin(campaigns, eq(campaigns.id, messages.campaignId))
      .leftJoin(profiles, eq(profiles.memberId, messages.memberId))
      .where(and(isNotNull(messages.nextAt), lte(messages.nextAt, $('realNow')), lte(messages.sendAt, $('programNow'))))
      .orderBy(asc(messages.nextAt))
      .limit($('limit')),
)

/** When the next message is to be tried, of those whose hour has come, the first of those hours, and the next of the others. */
export const findNextMessage = select<{ programNow: number }>()(
  {
    nextAt: sql<number | null>`min(CASE WHEN ${messages.sendAt} <= ${$('programNow')} THEN ${messages.nextAt} END)`.as(
      'next_at',
    ),
    behindSince: sql<
      number | null
    >`min(CASE WHEN ${messages.sendAt} <= ${$('programNow')} THEN ${messages.sendAt} END)`.as('behind_since'),
    sendAt: sql<number | null>`min(CASE WHEN ${messages.sendAt} > ${$('programNow')} THEN ${messages.sendAt} END)`.as(
      'send_at',
    ),
  },
  f => builder.select(f).from(messages).where(isNotNull(messages.nextAt)),
)

export type MessageRow = InferSelectModel<typeof messages>

export const addMessage = insertInto(messages)

/** Says what has become of a message; a trigger refuses a revision that does not follow the last. */
export const putMessage = write<
  Pick<MessageRow, 'id' | 'status' | 'sendAt' | 'attempts' | 'nextAt' | 'carrierId' | 'code' | 'revision' | 'settledAt'>
>(
  builder
    .update(messages)
    .set({
      status: $('status'),
      sendAt: $('sendAt'),
      attempts: $('attempts'),
      nextAt: $('nextAt'),
      carrierId: $('carrierId'),
      code: $('code'),
      revision: $('revision'),
      settledAt: $('settledAt'),
    } as never)
    .where(eq(messages.id, $('id'))),
)

const isOpen = sql`status IN ('waiting', 'task')`
// Within the lease of an attempt it may be on its way; what waits longer waits for another try.
const isTried = sql`coalesce(next_at, 0) > ${$('realNow')} AND next_at <= ${$('realNow')} + ${$('leaseMs')}`

/** Whether anything of a campaign is still to go, or to be done by somebody. */
export const hasOpenMessages = select<{ campaignId: number }>()({ isOpen: sql`is_open`.mapWith(Boolean) }, () =>
  raw(sql`SELECT EXISTS (SELECT 1 FROM messages WHERE campaign_id = ${$('campaignId')} AND ${isOpen}) AS is_open`),
)

/** A campaign that was cancelled, of which something waits that nobody tries just now. */
export const findWaitingCancelled = select<{ realNow: number; leaseMs: number }>()({ campaignId: campaigns.id }, () =>
  raw(sql`SELECT c.id FROM campaigns c WHERE c.status = 'cancelled' AND EXISTS (SELECT 1 FROM messages m
    WHERE m.campaign_id = c.id AND m.${isOpen} AND NOT (${isTried})) LIMIT 1`),
)

/**
 * Takes back some of what waits of a campaign; what is being tried just now is looked at once that is over, since it
 * may have gone.
 */
export const cancelWaiting = write<{
  campaignId: number
  now: number
  realNow: number
  leaseMs: number
  limit: number
}>(
  raw(sql`UPDATE messages SET status = 'cancelled', next_at = NULL, settled_at = ${$('now')}, revision = revision + 1 WHERE id IN (
    SELECT id FROM messages WHERE campaign_id = ${$('campaignId')} AND ${isOpen}
      AND NOT (${isTried}) LIMIT ${$('limit')})`),
)
