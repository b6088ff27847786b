import { dayOf, startOfDay, type KeptTransaction, type RulesTimeline } from '@laurel/core'
import type { InferSelectModel } from 'drizzle-orm'
import type { redemptionEnds, redemptions, reservations, rewardCounts } from '../rewards/rewards.tables.ts'
import { differ } from './differ.ts'

/** What is kept of a member's redemptions. */
export interface KeptRedemptions {
  readonly redemptions: readonly InferSelectModel<typeof redemptions>[]
  readonly ends: readonly InferSelectModel<typeof redemptionEnds>[]
  readonly reservations: readonly InferSelectModel<typeof reservations>[]
  readonly counts: readonly InferSelectModel<typeof rewardCounts>[]
}

type Redemption = KeptRedemptions['redemptions'][number]
type End = KeptRedemptions['ends'][number]

const moved = (transaction: KeptTransaction | undefined, debit: string, credit: string): number =>
  (transaction?.transfers ?? []).reduce(
    (sum, t) => (t.debit === debit && t.credit === credit && t.unit === 'points' ? sum + t.amount : sum),
    0,
  )

/** What came back and what expired of a redemption, against what it took. */
const verifyReturn = (
  { id, points }: Redemption,
  end: End | undefined,
  taken: KeptTransaction,
  journal: readonly KeptTransaction[],
): string[] => {
  const effects = journal.filter(t => t.causeId === id)
  const reverse = effects.filter(t => t.kind === 'reverse')
  const gaveBack = end !== undefined && end.end !== 'collected'
  const draws = new Map(taken.moves.map(move => [move.lot, -move.delta]))
  return [
    ...differ('transactions that gave it back', gaveBack ? 1 : 0, reverse.length),
    ...(gaveBack
      ? [
          ...differ('transaction of its end', reverse[0]?.id, end.transactionId),
          ...differ('points given back', moved(reverse[0], 'program:redemption', 'member:points'), points),
        ]
      : differ('effects of what was not given back', 0, effects.length)),
    ...reverse.flatMap(t =>
      t.moves.flatMap(move =>
        move.delta > 0 && move.delta <= (draws.get(move.lot) ?? 0)
          ? []
          : [`gave ${move.delta} back to the lot ${move.lot}, which it took ${draws.get(move.lot) ?? 0} from`],
      ),
    ),
    ...effects.flatMap(t =>
      t.kind === 'expire' && t.moves.some(move => !draws.has(move.lot))
        ? ['made points expire that were not its own']
        : [],
    ),
  ]
}

/** A reservation lapses at the start of a day after its last, and not before. */
const verifyLapse = ({ timeZone }: RulesTimeline, { collectBy }: Redemption, end: End | undefined): string[] => {
  if (end?.end !== 'lapsed') return []
  const day = dayOf(end.occurredAt, timeZone)
  return day > collectBy && startOfDay(day, timeZone) === end.occurredAt ? [] : ['lapsed out of its time']
}

const verifyRedemption = (
  timeline: RulesTimeline,
  kept: KeptRedemptions,
  redemption: Redemption,
  journal: readonly KeptTransaction[],
): string[] => {
  const transaction = journal.find(t => t.id === redemption.id)
  if (transaction?.kind !== 'redeem') return ['has no transaction']
  const end = kept.ends.find(e => e.redemptionId === redemption.id)
  const open = kept.reservations.some(r => r.redemptionId === redemption.id && r.collectBy === redemption.collectBy)
  const reservedOn = dayOf(transaction.occurredAt, timeline.timeZone)
  return [
    ...differ('points', redemption.pointsEach * redemption.quantity, redemption.points),
    ...differ('points in the journal', moved(transaction, 'member:points', 'program:redemption'), redemption.points),
    ...differ('transfers', redemption.points > 0 ? 1 : 0, transaction.transfers.length),
    ...differ('open', end === undefined, open),
    ...(redemption.collectBy > reservedOn ? [] : ['could never be collected']),
    ...verifyLapse(timeline, redemption, end),
    ...verifyReturn(redemption, end, transaction, journal),
  ]
}

/** What a check of redemptions found, and the transactions that they cause. */
export interface VerifiedRedemptions {
  readonly faults: readonly string[]
  readonly causes: readonly number[]
}

/** Each redemption against its transaction, each end against what it gave back, and the counts of the limits (S7). */
export const verifyRedemptions = (
  timeline: RulesTimeline,
  kept: KeptRedemptions,
  journal: readonly KeptTransaction[],
): VerifiedRedemptions => {
  const given = new Set(kept.ends.filter(e => e.end !== 'collected').map(e => e.redemptionId))
  const taken = new Map<string, number>()
  for (const { id, reward, quantity } of kept.redemptions)
    if (!given.has(id)) taken.set(reward, (taken.get(reward) ?? 0) + quantity)
  const counted = new Map(kept.counts.map(count => [count.reward, count.taken]))
  return {
    causes: [...kept.redemptions.map(({ id }) => id), ...kept.ends.flatMap(({ transactionId }) => transactionId ?? [])],
    faults: [
      ...kept.redemptions.flatMap(redemption =>
        verifyRedemption(timeline, kept, redemption, journal).map(fault => `redemption ${redemption.id}, ${fault}`),
      ),
      ...[...new Set([...taken.keys(), ...counted.keys()])].flatMap(reward =>
        differ(`pieces of ${reward}`, taken.get(reward) ?? 0, counted.get(reward) ?? 0),
      ),
    ],
  }
}
