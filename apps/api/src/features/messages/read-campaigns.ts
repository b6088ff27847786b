import { campaignResults, formatInstant, MS_PER_DAY, type CampaignSide } from '@laurel/core'
import {
  countMessages,
  findCampaign,
  listCampaigns,
  listMessages,
  listOpenTasks,
  readAll,
  sumResponses,
  type RowOf,
} from '@laurel/db'
import type { Caller } from '../../platform/caller.ts'
import { enterProgram } from '../../platform/enter-program.ts'
import { decodeId } from '../../platform/ids.ts'
import { page, readCursor } from '../../platform/lists.ts'
import { Problem } from '../../platform/problem.ts'
import { renderCampaign, renderMessageRow } from './campaign-views.ts'
import type { CampaignView, MessageView, ResultsView } from './campaigns.schemas.ts'

interface ListQuery {
  readonly limit: number
  readonly cursor?: string | undefined
}

interface Page<Item> {
  data: Item[]
  nextCursor: string | null
}

/** A page of the campaigns, newest first. */
export const listProgramCampaigns = async (caller: Caller, query: ListQuery): Promise<Page<CampaignView>> => {
  const [beforeId] = readCursor(query.cursor, [Number.MAX_SAFE_INTEGER])
  const { program, rows } = await enterProgram(caller, [listCampaigns({ beforeId: beforeId!, limit: query.limit + 1 })])
  return page(
    rows[0],
    query.limit,
    row => [row.id],
    row => renderCampaign(row, program.timeline.timeZone),
  )
}

/** One campaign. */
export const getCampaign = async (caller: Caller, id: string): Promise<CampaignView> => {
  const { program, rows } = await enterProgram(caller, [findCampaign({ id: decodeId('cmp', id) ?? 0 })])
  const [[row]] = rows
  if (!row) throw new Problem('not_found')
  return renderCampaign(row, program.timeline.timeZone)
}

const sideOf = (rows: readonly RowOf<typeof sumResponses>[], heldOut: 0 | 1): CampaignSide =>
  rows.find(row => row.heldOut === heldOut) ?? { members: 0, buyers: 0, salesMinor: 0, squaredSales: 0 }

/** What a campaign has come to so far: how many were reached, who bought, and what beyond the control group. */
export const getCampaignResults = async (caller: Caller, text: string): Promise<ResultsView> => {
  const id = decodeId('cmp', text) ?? 0
  const { program, rows } = await enterProgram(caller, [findCampaign({ id }), countMessages({ campaignId: id })])
  const [[campaign], counts] = rows
  if (!campaign) throw new Problem('not_found')
  const [sides] = await readAll(program.database, [
    sumResponses({ campaignId: id, windowMs: campaign.responseDays * MS_PER_DAY }),
  ])
  const [reached, control] = [sideOf(sides, 0), sideOf(sides, 1)]
  const { interval, extraSalesMinor, ...shares } = campaignResults(reached, control)
  return {
    messages: Object.fromEntries(counts.map(({ status, count }) => [status, count])),
    reached: reached.members,
    control: control.members,
    ...shares,
    sales: reached.salesMinor,
    extraSales: extraSalesMinor,
    interval: interval && [...interval],
    asOf: formatInstant(program.now, program.timeline.timeZone),
  }
}

/** A page of a campaign's messages, oldest first; `status` failed are the dead letters. */
export const listCampaignMessages = async (
  caller: Caller,
  text: string,
  query: ListQuery & { readonly status?: string | undefined },
): Promise<Page<MessageView>> => {
  const campaignId = decodeId('cmp', text) ?? 0
  const [afterId] = readCursor(query.cursor, [0])
  const { program, rows } = await enterProgram(caller, [
    findCampaign({ id: campaignId }),
    listMessages({ campaignId, status: query.status ?? null, afterId: afterId!, limit: query.limit + 1 }),
  ])
  const [[campaign], found] = rows
  if (!campaign) throw new Problem('not_found')
  return page(
    found,
    query.limit,
    row => [row.id],
    row => renderMessageRow(row, campaign.channel, program.timeline.timeZone),
  )
}

/** A page of what waits for an associate: calls, letters and visits, oldest first. */
export const listTasks = async (caller: Caller, query: ListQuery): Promise<Page<MessageView>> => {
  const [afterId] = readCursor(query.cursor, [0])
  const { program, rows } = await enterProgram(caller, [listOpenTasks({ afterId: afterId!, limit: query.limit + 1 })])
  return page(
    rows[0],
    query.limit,
    row => [row.id],
    row => renderMessageRow(row, row.channel, program.timeline.timeZone),
  )
}
