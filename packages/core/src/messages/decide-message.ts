import { MS_PER_DAY, type Instant } from '../calendar/day.ts'
import { accept, reject, type Decision } from '../decision.ts'
import { isHeldOut } from './control-group.ts'
import { afterQuietHours, type QuietHours } from './quiet-hours.ts'

/** What a campaign says of everybody it may reach. */
export interface CampaignTerms {
  readonly id: number
  /** Advertising needs consent and is capped; a service message (an expiry, a receipt) is neither. */
  readonly purpose: 'marketing' | 'service'
  /** Of the audience, the share that is held out. */
  readonly controlShare: number
  /** At most so many marketing messages in so many days, from any campaign. */
  readonly cap: { readonly messages: number; readonly days: number } | null
  readonly quietHours: readonly QuietHours[]
  readonly timeZone: string
}

/** What is known of one member when a campaign would speak to them. */
export interface Recipient {
  readonly memberId: number
  /** Whether there is a number, an address, an account to send to. */
  readonly isReachable: boolean
  /** What they last said of this channel and purpose; null where they never said. */
  readonly consent: boolean | null
  /** When they were sent marketing messages, in no order. */
  readonly sentAt: readonly Instant[]
  readonly quietHours: readonly QuietHours[]
}

export type NotSentReason = 'unreachable' | 'no_consent' | 'frequency_cap' | 'always_quiet'

/** When a message goes, or would have gone to who is held out: from that hour on both are looked at. */
export interface MeantMessage {
  readonly sendAt: Instant
  readonly heldOut: boolean
}

/** The most of some instants that lie within a span around `at`, wherever the span begins: some may be later than it. */
const mostWithin = (span: number, at: Instant, instants: readonly Instant[]): number => {
  const begins = [at, ...instants].filter(begin => begin > at - span && begin <= at)
  return Math.max(...begins.map(begin => instants.filter(one => one >= begin && one < begin + span).length))
}

/**
 * Whether and when a member is sent a campaign's message (S15): right person, right hour. Who may not be spoken to is
 * told before who is held out, so that the control group is of the same people as those who are reached.
 */
export const decideMessage = (
  campaign: CampaignTerms,
  recipient: Recipient,
  at: Instant,
): Decision<MeantMessage, NotSentReason> => {
  const { purpose, cap } = campaign
  if (!recipient.isReachable) return reject('unreachable')
  // Silence is no consent to be advertised to (PIPL article 13); a service message may be declined, too.
  if (purpose === 'marketing' ? recipient.consent !== true : recipient.consent === false) return reject('no_consent')
  const sendAt = afterQuietHours(at, [...campaign.quietHours, ...recipient.quietHours], campaign.timeZone)
  if (sendAt === null) return reject('always_quiet')
  if (purpose === 'marketing' && cap) {
    const messages = mostWithin(cap.days * MS_PER_DAY, sendAt, recipient.sentAt)
    if (messages >= cap.messages) return reject('frequency_cap', { messages, days: cap.days })
  }
  return accept({ sendAt, heldOut: isHeldOut(campaign.id, recipient.memberId, campaign.controlShare) })
}
