import { campaignResults, formatInstant, type CampaignSide } from '@laurel/core'
import { countMessages, findAnswersNight, findCampaign, listCampaigns, listMessages, sumAnswers } from '@laurel/db'
import type { Caller } from '../../platform/caller.ts'
import { enterProgram } from '../../platform/enter-program.ts'
import { decodeId } from '../../platform/ids.ts'
import { page, readCursor, type ListQuery, type Page } from '../../platform/lists.ts'
import { Problem } from '../../platform/problem.ts'
import { renderCampaign, renderMessageRow } from './campaign-views.ts'
import type { CampaignView, MessageView, ResultsView } from './campaigns.schemas.ts'

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

const NOBODY: CampaignSide = { messages: 0, buyers: 0, salesMinor: 0, squaredSales: 0 }

/** What a campaign has come to by last night: how many were reached, who bought, and what beyond the control group. */
export const getCampaignResults = async (caller: Caller, text: string): Promise<ResultsView> => {
  const id = decodeId('cmp', text) ?? 0
  const { program, rows } = await enterProgram(caller, [
    findCampaign({ id }),
    countMessages({ campaignId: id }),
    sumAnswers({ campaignId: id }),
    findAnswersNight({}),
  ])
  const [[campaign], counts, sides, [night]] = rows
  if (!campaign) throw new Problem('not_found')
  const sideOf = (side: 'reached' | 'missed' | 'held_out') => sides.find(row => row.side === side) ?? NOBODY
  const [reached, missed, control] = [sideOf('reached'), sideOf('missed'), sideOf('held_out')]
  const { interval, extraSalesMinor, ...shares } = campaignResults({ reached, missed, control })
  return {
    messages: Object.fromEntries(counts.map(({ status, count }) => [status, count])),
    reached: reached.messages,
    missed: missed.messages,
    control: control.messages,
    ...shares,
    sales: reached.salesMinor,
    extraSales: extraSalesMinor,
    interval: interval && [...interval],
    asOf: night ? formatInstant(night.at, program.timeline.timeZone) : null,
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
