import {
  and,
  asc,
  desc,
  eq,
  getTableColumns,
  gt,
  gte,
  isNotNull,
  isNull,
  lt,
  lte,
  sql,
  type InferSelectModel,
} from 'drizzle-orm'
import { dossiers } from '../dossier/dossier.tables.ts'
import { consents, lookups, members, profiles } from '../members/members.tables.ts'
import { $, builder, insertInto, orNull, select, write, type RowOf } from '../statement.ts'
import { campaignOccasions, campaigns, messages } from './messages.tables.ts'

const fields = getTableColumns(campaigns)

/** A campaign. */
export const findCampaign = select<{ id: number }>()(fields, f =>
  builder
    .select(f)
    .from(campaigns)
    .where(eq(campaigns.id, $('id'))),
)

/** A page of the campaigns, newest first. */
export const listCampaigns = select<{ beforeId: number; limit: number }>()(fields, f =>
  builder
    .select(f)
    .from(campaigns)
    .where(lt(campaigns.id, $('beforeId')))
    .orderBy(desc(campaigns.id))
    .limit($('limit')),
)

/** The campaign that is to run first, of those that speak once. */
export const findNextCampaign = select<Record<string, never>>()(fields, f =>
  builder
    .select(f)
    .from(campaigns)
    .where(and(eq(campaigns.status, sql`'scheduled'`), isNull(campaigns.entering)))
    .orderBy(asc(campaigns.startsAt), asc(campaigns.id))
    .limit(1),
)

/** A campaign somebody has had the occasion of. */
export const findCampaignWithOccasions = select<Record<string, never>>()(fields, f =>
  builder
    .select(f)
    .from(campaigns)
    .where(eq(campaigns.id, sql`(SELECT min(campaign_id) FROM campaign_occasions)`)),
)

/** Who has had the occasion of a campaign, and has not been decided on yet. */
export const listOccasions = select<{ campaignId: number; limit: number }>()(
  { memberId: campaignOccasions.memberId, at: campaignOccasions.at },
  f =>
    builder
      .select(f)
      .from(campaignOccasions)
      .where(eq(campaignOccasions.campaignId, $('campaignId')))
      .orderBy(asc(campaignOccasions.memberId), asc(campaignOccasions.at))
      .limit($('limit')),
)

/** Takes occasions off, decided on or not: `taken` is a JSON array of `[memberId, at]`. */
export const takeOccasions = write<{ campaignId: number; taken: string }>(
  builder
    .delete(campaignOccasions)
    .where(
      and(
        eq(campaignOccasions.campaignId, $('campaignId')),
        sql`(member_id, at) IN (SELECT value ->> 0, value ->> 1 FROM json_each(${$('taken')}))`,
      ),
    ),
)

export type CampaignRow = RowOf<typeof findCampaign>

export const addCampaign = insertInto(campaigns)

/** Moves a campaign on; a trigger refuses a revision that does not follow the last. */
export const moveCampaign = write<Pick<CampaignRow, 'id' | 'status' | 'cursor' | 'revision'>>(
  builder
    .update(campaigns)
    .set({ status: $('status'), cursor: $('cursor'), revision: $('revision') } as never)
    .where(eq(campaigns.id, $('id'))),
)

/** The next members of the program after one. */
export const listMembersAfter = select<{ afterId: number; limit: number }>()({ id: members.id }, f =>
  builder
    .select(f)
    .from(members)
    .where(and(gt(members.id, $('afterId')), eq(members.status, sql`'active'`)))
    .orderBy(asc(members.id))
    .limit($('limit')),
)

/** Of some members (`ids` is a JSON array), those that there are. */
export const listMembersAmong = select<{ ids: string }>()({ id: members.id }, f =>
  builder
    .select(f)
    .from(members)
    .where(and(sql`${members.id} IN (SELECT value FROM json_each(${$('ids')}))`, eq(members.status, sql`'active'`)))
    .orderBy(asc(members.id)),
)

const among = sql`IN (SELECT value FROM json_each(${$('ids')}))`

/** By which of phone, e-mail and WeChat some members may be reached; `ids` is a JSON array. */
export const listAddressKinds = select<{ ids: string }>()({ memberId: lookups.memberId, kind: lookups.kind }, f =>
  builder
    .selectDistinct(f)
    .from(lookups)
    .where(and(sql`${lookups.memberId} ${among}`, sql`${lookups.kind} IN ('phone', 'email', 'wechatOpenId')`)),
)

/** What some members last said of each channel for a purpose. */
export const listLastConsents = select<{ ids: string; purpose: string }>()(
  { memberId: consents.memberId, channel: consents.channel, granted: consents.granted },
  f =>
    builder
      .select(f)
      .from(consents)
      .where(
        sql`${consents.id} IN (SELECT max(c.id) FROM consents c
          WHERE c.member_id ${among} AND c.purpose = ${$('purpose')} GROUP BY c.member_id, c.channel)`,
      ),
)

/** The hours in which some members are not to be disturbed, and what language they are spoken to in. */
export const listMessageWishes = select<{ ids: string }>()(
  {
    memberId: dossiers.memberId,
    quietFrom: dossiers.quietFrom,
    quietUntil: dossiers.quietUntil,
    language: dossiers.language,
  },
  f =>
    builder
      .select(f)
      .from(dossiers)
      .where(sql`${dossiers.memberId} ${among}`),
)

/** When some members are sent advertising, by any campaign, from an instant on. */
export const listMarketingSince = select<{ ids: string; since: number }>()(
  { memberId: messages.memberId, sendAt: messages.sendAt },
  f =>
    builder
      .select(f)
      .from(messages)
      .innerJoin(campaigns, eq(campaigns.id, messages.campaignId))
      .where(
        and(
          sql`${messages.memberId} ${among}`,
          gte(messages.sendAt, $('since')),
          eq(campaigns.purpose, sql`'marketing'`),
          sql`${messages.status} IN ('waiting', 'sent', 'task')`,
        ),
      ),
)

const messageFields = getTableColumns(messages)

const taskFields = { ...messageFields, channel: campaigns.channel }

const withChannel = () =>
  builder.select(taskFields).from(messages).innerJoin(campaigns, eq(campaigns.id, messages.campaignId))

/** A message with the channel it goes by. */
export const findTask = select<{ id: number }>()(taskFields, () => withChannel().where(eq(messages.id, $('id'))))

/** A page of the messages of a campaign that have come to something, by status where one is asked. */
export const listMessages = select<{ campaignId: number; status: string | null; afterId: number; limit: number }>()(
  messageFields,
  f =>
    builder
      .select(f)
      .from(messages)
      .where(
        and(
          eq(messages.campaignId, $('campaignId')),
          gt(messages.id, $('afterId')),
          sql`(${$('status')} IS NULL OR ${messages.status} = ${$('status')})`,
        ),
      )
      .orderBy(asc(messages.id))
      .limit($('limit')),
)

/** A page of the tasks that wait for an associate, the oldest first. */
export const listOpenTasks = select<{ afterId: number; limit: number }>()(taskFields, () =>
  withChannel()
    .where(and(eq(messages.status, sql`'task'`), gt(messages.id, $('afterId'))))
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
    channel: campaigns.channel,
    purpose: campaigns.purpose,
    template: campaigns.template,
    data: campaigns.data,
    wrappedKey: orNull(profiles.wrappedKey),
    identity: orNull(profiles.identity),
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

/** When the next message is to be tried, of those whose hour has come, and the next hour of the others. */
export const findNextMessage = select<{ programNow: number }>()(
  {
    nextAt: sql<number | null>`min(CASE WHEN ${messages.sendAt} <= ${$('programNow')} THEN ${messages.nextAt} END)`.as(
      'next_at',
    ),
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
  Pick<MessageRow, 'id' | 'status' | 'attempts' | 'nextAt' | 'carrierId' | 'code' | 'revision'>
>(
  builder
    .update(messages)
    .set({
      status: $('status'),
      attempts: $('attempts'),
      nextAt: $('nextAt'),
      carrierId: $('carrierId'),
      code: $('code'),
      revision: $('revision'),
    } as never)
    .where(eq(messages.id, $('id'))),
)

/**
 * What those a campaign was for have bought within its window after their message: those reached, and those held out,
 * from the hour at which they would have been.
 */
export const sumResponses = select<{ campaignId: number; windowMs: number }>()(
  {
    heldOut: sql<number>`held_out`.as('held_out'),
    members: sql<number>`count(*)`.as('members'),
    buyers: sql<number>`coalesce(sum(bought > 0), 0)`.as('buyers'),
    salesMinor: sql<number>`coalesce(sum(bought), 0)`.as('sales'),
    squaredSales: sql<number>`coalesce(sum(CAST(bought AS REAL) * bought), 0)`.as('squared'),
  },
  f =>
    builder
      .select(f)
      .from(
        sql`(SELECT m.status = 'held_out' AS held_out, (
          SELECT coalesce(sum(p.cash_minor), 0) - coalesce((SELECT sum(r.cash_minor) FROM returns r
            JOIN purchases q ON q.id = r.purchase_id WHERE q.member_id = m.member_id
            AND q.occurred_at >= m.send_at AND q.occurred_at < m.send_at + ${$('windowMs')}), 0)
          FROM purchases p WHERE p.member_id = m.member_id
          AND p.occurred_at >= m.send_at AND p.occurred_at < m.send_at + ${$('windowMs')}) AS bought
        FROM messages m WHERE m.campaign_id = ${$('campaignId')} AND m.status IN ('sent', 'held_out'))`,
      )
      .groupBy(sql`held_out`),
)
