import {
  decideMessage,
  MS_PER_DAY,
  type CampaignTerms,
  type MessageChannel,
  type NotSentReason,
  type Recipient,
} from '@laurel/core'
import {
  addMessage,
  listAddressKinds,
  listLastConsents,
  listMarketingSince,
  listMessageWishes,
  listMembersAfter,
  listMembersAmong,
  moveCampaign,
  readAll,
  type CampaignRow,
} from '@laurel/db'
import type { Deps } from '../../deps.ts'
import type { PresentProgram } from '../enter-program.ts'

/** Whom a campaign is for. */
export type Audience = { readonly kind: 'everybody' } | { readonly kind: 'members'; readonly ids: readonly number[] }

/** What goes to people of the shop rather than to a carrier. */
const TASKS: ReadonlySet<string> = new Set<MessageChannel>(['phone', 'post', 'visit'])

/** A visit is agreed on by phone. */
const CONSENT: Partial<Record<MessageChannel, string>> = { visit: 'phone' }

const nextMembers = async (
  { database }: PresentProgram,
  audience: Audience,
  cursor: number,
  size: number,
): Promise<{ readonly ids: readonly number[]; readonly through: number; readonly isLast: boolean }> => {
  if (audience.kind === 'everybody') {
    const [rows] = await readAll(database, [listMembersAfter({ afterId: cursor, limit: size })])
    const ids = rows.map(({ id }) => id)
    return { ids, through: ids.at(-1) ?? cursor, isLast: ids.length < size }
  }
  const left = audience.ids.filter(id => id > cursor).toSorted((a, b) => a - b)
  const named = left.slice(0, size)
  const [rows] = await readAll(database, [listMembersAmong({ ids: JSON.stringify(named) })])
  return { ids: rows.map(({ id }) => id), through: named.at(-1) ?? cursor, isLast: left.length <= size }
}

const recipientsOf = async (
  { database, now }: PresentProgram,
  campaign: CampaignRow,
  terms: CampaignTerms,
  memberIds: readonly number[],
): Promise<readonly Recipient[]> => {
  const ids = JSON.stringify(memberIds)
  const channel = campaign.channel as MessageChannel
  const [addresses, wishes, consents, sent] = await readAll(database, [
    listAddressKinds({ ids }),
    listMessageWishes({ ids }),
    listLastConsents({ ids, purpose: campaign.purpose }),
    listMarketingSince({ ids, since: now - (terms.cap?.days ?? 0) * MS_PER_DAY }),
  ])
  const needs = channel === 'email' ? 'email' : channel === 'sms' || channel === 'phone' ? 'phone' : null
  const consentChannel = CONSENT[channel] ?? channel
  return memberIds.map(memberId => ({
    memberId,
    isReachable: needs === null || addresses.some(row => row.memberId === memberId && row.kind === needs),
    consent: consents.find(row => row.memberId === memberId && row.channel === consentChannel)?.granted ?? null,
    sentAt: sent.filter(row => row.memberId === memberId).map(({ sendAt }) => sendAt),
    quietHours: wishes.flatMap(({ memberId: whose, quietFrom: from, quietUntil: until }) =>
      whose === memberId && from !== null && until !== null ? [{ from, until }] : [],
    ),
  }))
}

/**
 * Decides for the next members of a campaign's audience who is sent what when, and keeps a row of each: also of those
 * who are not, with the reason. A member of the same campaign and occasion has one row, whatever is cut off when.
 */
export const expandCampaign = async (
  deps: Deps,
  program: PresentProgram,
  campaign: CampaignRow,
  terms: CampaignTerms,
  size: number,
): Promise<void> => {
  const audience = JSON.parse(campaign.audience) as Audience
  const { ids, through, isLast } = await nextMembers(program, audience, campaign.cursor, size)
  const recipients = await recipientsOf(program, campaign, terms, ids)
  const statusOf = (reason: NotSentReason | null) => reason ?? (TASKS.has(campaign.channel) ? 'task' : 'waiting')
  const rows = recipients.map(recipient => {
    const decided = decideMessage(terms, recipient, program.now)
    const status = statusOf(decided.accepted ? null : decided.reason)
    return addMessage({
      id: deps.ids.next(),
      campaignId: campaign.id,
      memberId: recipient.memberId,
      occasion: '',
      status,
      decidedAt: program.now,
      sendAt: decided.accepted ? decided.value.sendAt : program.now,
      attempts: 0,
      nextAt: status === 'waiting' ? deps.now() : null,
      carrierId: null,
      code: null,
      revision: 0,
    })
  })
  await program.database.commit(
    [
      moveCampaign({
        id: campaign.id,
        status: isLast ? 'done' : 'scheduled',
        cursor: through,
        revision: campaign.revision + 1,
      }),
      ...rows,
    ],
    [],
  )
}
