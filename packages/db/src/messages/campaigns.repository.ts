import { and, asc, desc, eq, getTableColumns, isNull, lt, sql } from 'drizzle-orm'
import { $, builder, insertInto, select, write, type RowOf } from '../statement.ts'
import { campaignOccasions, campaigns } from './messages.tables.ts'

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
