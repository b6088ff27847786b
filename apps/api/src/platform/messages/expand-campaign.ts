import {
  decideMessage,
  formatInstant,
  MS_PER_DAY,
  nobody,
  type CampaignTerms,
  type MemberTest,
  type MessageChannel,
  type Recipient,
} from '@laurel/core'
import {
  addMessage,
  findSegment,
  listAddressKinds,
  listChannelAccounts,
  listLastConsents,
  listMarketingSince,
  listMatchingAfter,
  listMessageWishes,
  listMembersAfter,
  listMembersAmong,
  listOccasions,
  moveCampaign,
  readAll,
  takeOccasions,
  type CampaignRow,
  type LookupKind,
} from '@laurel/db'
import type { Deps } from '../../deps.ts'
import type { PresentProgram } from '../enter-program.ts'
import { keptTestOf, segmentContext, segmentStatements } from '../segments/segment-test.ts'
import { consentChannel } from './channel-account.ts'

/** Whom a campaign is for. */
export type Audience =
  | { readonly kind: 'everybody' }
  | { readonly kind: 'members'; readonly ids: readonly number[] }
  | { readonly kind: 'segment'; readonly id: number }
  /** JSON of what is asked. */
  | { readonly kind: 'filter'; readonly filter: string }

/** What goes to people of the shop rather than to a carrier. */
const TASKS: ReadonlySet<string> = new Set<MessageChannel>(['phone', 'post', 'visit'])

/** What is asked of an audience; nothing that anybody could fulfil where the segment is no more. */
const askedOf = async (
  program: PresentProgram,
  audience: Extract<Audience, { readonly kind: 'segment' | 'filter' }>,
): Promise<MemberTest> => {
  const [[segment], ...given] = await readAll(program.database, [
    findSegment({ id: audience.kind === 'segment' ? audience.id : 0 }),
    ...segmentStatements(),
  ])
  const filter = audience.kind === 'filter' ? audience.filter : segment?.filter
  return filter === undefined ? nobody : keptTestOf(segmentContext(program, given), filter)
}

const nextMembers = async (
  deps: Deps,
  program: PresentProgram,
  audience: Audience,
  cursor: number,
  size: number,
): Promise<{ readonly ids: readonly number[]; readonly through: number; readonly isLast: boolean }> => {
  const { database } = program
  if (audience.kind !== 'members') {
    const after = { afterId: cursor, limit: size }
    const [rows] =
      audience.kind === 'everybody'
        ? await readAll(database, [listMembersAfter(after)])
        : await readAll(await deps.databases.reader(program.id), [
            listMatchingAfter(await askedOf(program, audience), after),
          ])
    const ids = rows.map(({ id }) => id)
    return { ids, through: ids.at(-1) ?? cursor, isLast: ids.length < size }
  }
  const left = audience.ids.filter(id => id > cursor).toSorted((a, b) => a - b)
  const named = left.slice(0, size)
  const [rows] = await readAll(database, [listMembersAmong({ ids: JSON.stringify(named) })])
  return { ids: rows.map(({ id }) => id), through: named.at(-1) ?? cursor, isLast: left.length <= size }
}

/** The identifier that a channel reaches a member by; none where the shop knows how. */
const NEEDS: Partial<Record<MessageChannel, LookupKind>> = {
  email: 'email',
  sms: 'phone',
  phone: 'phone',
  wechat: 'wechatOpenId',
}

const recipientsOf = async (
  deps: Deps,
  { database, now }: PresentProgram,
  campaign: CampaignRow,
  terms: CampaignTerms,
  memberIds: readonly number[],
): Promise<readonly Recipient[]> => {
  const ids = JSON.stringify(memberIds)
  const channel = campaign.channel as MessageChannel
  const [addresses, wishes, consents, sent, accounts] = await readAll(database, [
    listAddressKinds({ ids }),
    listMessageWishes({ ids }),
    listLastConsents({ ids, purpose: campaign.purpose }),
    listMarketingSince({ ids, since: now - (terms.cap?.days ?? 0) * MS_PER_DAY }),
    listChannelAccounts({}),
  ])
  const needs = NEEDS[channel]
  const agreed = await consentChannel(deps, channel, accounts)
  return memberIds.map(memberId => ({
    memberId,
    isReachable: needs === undefined || addresses.some(row => row.memberId === memberId && row.kind === needs),
    consent: consents.find(row => row.memberId === memberId && row.channel === agreed)?.granted ?? null,
    sentAt: sent.filter(row => row.memberId === memberId).map(({ sendAt }) => sendAt),
    quietHours: wishes.flatMap(({ memberId: whose, quietFrom: from, quietUntil: until }) =>
      whose === memberId && from !== null && until !== null ? [{ from, until }] : [],
    ),
  }))
}

/** What is decided of a recipient, as it is kept: also of who is sent nothing, with the reason. */
const decided = (
  deps: Deps,
  { now }: PresentProgram,
  campaign: CampaignRow,
  terms: CampaignTerms,
  { recipient, occasion }: { readonly recipient: Recipient; readonly occasion: string },
) => {
  const decision = decideMessage(terms, recipient, now)
  const spoken = TASKS.has(campaign.channel) ? 'task' : 'waiting'
  const meant = (heldOut: boolean) => (heldOut ? 'held_out' : spoken)
  const status = decision.accepted ? meant(decision.value.heldOut) : decision.reason
  return addMessage({
    id: deps.ids.next(),
    campaignId: campaign.id,
    memberId: recipient.memberId,
    occasion,
    status,
    decidedAt: now,
    sendAt: decision.accepted ? decision.value.sendAt : now,
    attempts: 0,
    nextAt: status === 'waiting' ? deps.now() : null,
    carrierId: null,
    code: null,
    revision: 0,
    settledAt: null,
  })
}

/**
 * Decides for the next members of a campaign's audience who is sent what when. A member of the same campaign and
 * occasion has one message, whatever is cut off when.
 */
export const expandCampaign = async (
  deps: Deps,
  program: PresentProgram,
  campaign: CampaignRow,
  terms: CampaignTerms,
  size: number,
): Promise<void> => {
  const audience = JSON.parse(campaign.audience) as Audience
  const { ids, through, isLast } = await nextMembers(deps, program, audience, campaign.cursor, size)
  const recipients = await recipientsOf(deps, program, campaign, terms, ids)
  const moved = { status: isLast ? ('done' as const) : ('scheduled' as const), cursor: through }
  await program.database.commit(
    [
      moveCampaign({ id: campaign.id, revision: campaign.revision + 1, ...moved }),
      ...recipients.map(recipient => decided(deps, program, campaign, terms, { recipient, occasion: '' })),
    ],
    [],
  )
}

/** Decides for the next of those who have had a campaign's occasion. Of one that was cancelled nobody is decided on. */
export const expandOccasions = async (
  deps: Deps,
  program: PresentProgram,
  campaign: CampaignRow,
  terms: CampaignTerms,
  size: number,
): Promise<void> => {
  const { database, timeline } = program
  const [had] = await readAll(database, [listOccasions({ campaignId: campaign.id, limit: size })])
  const taken = takeOccasions({
    campaignId: campaign.id,
    taken: JSON.stringify(had.map(({ memberId, at }) => [memberId, at])),
  })
  if (campaign.status !== 'scheduled') return void (await database.commit([taken], []))
  const ids = [...new Set(had.map(({ memberId }) => memberId))]
  const recipients = new Map(
    (await recipientsOf(deps, program, campaign, terms, ids)).map(recipient => [recipient.memberId, recipient]),
  )
  const rows = had.map(({ memberId, at }) =>
    decided(deps, program, campaign, terms, {
      recipient: recipients.get(memberId)!,
      occasion: formatInstant(at, timeline.timeZone),
    }),
  )
  // Moved on without a change, so that a cancellation meanwhile is not overlooked.
  const moved = moveCampaign({ ...campaign, revision: campaign.revision + 1 })
  await database.commit([moved, taken, ...rows], [])
}
