import { and, asc, eq, gt, gte, sql } from 'drizzle-orm'
import { dossiers } from '../dossier/dossier.tables.ts'
import { consents, lookups, members } from '../members/members.tables.ts'
import { $, builder, select } from '../statement.ts'
import { campaigns, messages } from './messages.tables.ts'

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
