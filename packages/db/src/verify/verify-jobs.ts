import { dayOf, inactiveThrough, rulesOfWork, type Day, type KeptTransaction, type RulesTimeline } from '@laurel/core'
import type { SaleRow } from './verify.queries.ts'
import { differ } from './differ.ts'
import { wasKnownOn, type MergedCards } from './merged-cards.ts'

/** What of a kept member a posting of scheduled work is held against. */
interface JobMember {
  readonly registeredOn: Day
  readonly cards: MergedCards
  readonly purchases: readonly { readonly purchase: SaleRow }[]
}

/**
 * What beside its amounts a posting of scheduled work must be: of its own instant, not earlier than the member, and an
 * inactivity only of a member without a purchase in its time. The amounts are decided again as the books are rebuilt.
 */
export const verifyJob = (
  timeline: RulesTimeline,
  member: JobMember,
  byId: ReadonlyMap<number, KeptTransaction>,
  transaction: KeptTransaction,
): string[] => {
  const { job, seq, causeId } = transaction
  if (!job) return []
  const faults = differ(`day of ${job.name}`, dayOf(job.at, timeline.timeZone), job.day)
  if (job.day < member.registeredOn) faults.push(`transaction ${seq} of ${job.name} is before the member registered`)
  if (causeId !== null) faults.push(`transaction ${seq} of ${job.name} has another cause, too`)
  if (job.kind !== 'inactivity') return faults
  const rule = rulesOfWork(timeline, job.at, transaction.rulesVersion).document.expiry[
    job.code === 'points' ? 'points' : 'memberCash'
  ]
  const lastDay = rule.kind === 'inactivity' ? inactiveThrough(job.day, rule.months) : job.day
  const card = member.cards.cardOf.get(transaction.id)
  // A purchase without its transaction is named by itself.
  const wasKnown = (its: KeptTransaction | undefined) =>
    its === undefined || wasKnownOn(member.cards, byId, its, card, seq)
  const active = member.purchases.some(
    ({ purchase }) =>
      wasKnown(byId.get(purchase.id)) &&
      purchase.occurredOn > lastDay &&
      dayOf(purchase.occurredAt, timeline.timeZone) < job.day,
  )
  return active ? [...faults, `transaction ${seq} of ${job.name} clears a member who bought in its time`] : faults
}
