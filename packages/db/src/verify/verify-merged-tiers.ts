import {
  dayOf,
  decideTierHistory,
  joinTiers,
  lastHolding,
  type KeptTransaction,
  type MergingMember,
  type PublishedTimeline,
  type TierAct,
} from '@laurel/core'
import { differ } from './differ.ts'
import { wasKnownOn, type MergeOfCards } from './merged-cards.ts'
import { netOfReturns, rebuiltDays } from './rebuilt-days.ts'
import { rebuiltTierActs } from './verify-by-hand.ts'
import type { KeptMember } from './kept-member.ts'

type ById = ReadonlyMap<number, KeptTransaction>

/** Whether what a transaction stands for was known somewhere. */
type Known = (transaction: KeptTransaction) => boolean

/** What counted toward a tier as long as no more was known. */
const countedWhere = (
  { journal, purchases, acts }: KeptMember,
  byId: ById,
  known: Known,
): Pick<MergingMember, 'activity'> & { readonly acts: readonly TierAct[] } => {
  const isKnown = (id: number): boolean => {
    const transaction = byId.get(id)
    return transaction !== undefined && known(transaction)
  }
  const receipts = purchases
    .filter(({ purchase }) => isKnown(purchase.id))
    .map(one => ({ ...one, returns: one.returns.filter(({ return: { id } }) => isKnown(id)) }))
  const ofHand = {
    tierActs: acts.tierActs.filter(({ id }) => isKnown(id)),
    reversals: acts.reversals.filter(({ id }) => isKnown(id)),
    undos: acts.undos.filter(({ id }) => isKnown(id)),
  }
  return {
    activity: rebuiltDays({ journal, purchases: receipts }),
    acts: rebuiltTierActs(ofHand, journal, receipts.map(netOfReturns)),
  }
}

const verifyMergedTier = (
  timeline: PublishedTimeline,
  member: KeptMember,
  byId: ById,
  merge: MergeOfCards,
): string[] => {
  const { cards } = member
  const [taken, given] = [byId.get(merge.id), byId.get(merge.fromTransactionId)]
  // A merge that lacks one is named by itself.
  if (!taken || !given) return []
  const { id, occurredAt: at, seq, rulesVersion } = taken
  const place = { id, at, seq, rulesVersion, day: dayOf(at, timeline.timeZone) }
  const present = { ...timeline.whenHeld(at, rulesVersion), version: timeline.version }
  const wasInto: Known = transaction => wasKnownOn(cards, byId, transaction, cards.cardOf.get(id), seq - 1)
  const wasFrom: Known = transaction => wasKnownOn(cards, byId, transaction, merge.fromId, given.seq - 1)
  const merging = (registeredOn: number, known: Known): MergingMember => {
    const counted = { registeredOn, ...countedWhere(member, byId, known) }
    return { ...counted, held: lastHolding(decideTierHistory(present, counted, place.day)) }
  }
  const [into, from] = [merging(merge.registeredOn, wasInto), merging(merge.fromRegisteredOn, wasFrom)]
  const { acts } = countedWhere(member, byId, transaction => wasInto(transaction) || wasFrom(transaction))
  const { act, held } = joinTiers(present, into, from, acts, place)
  const kept = member.acts.tierActs.find(row => row.id === id)
  const cardText = (card: {
    readonly before: string | null
    readonly tier: string | null
    readonly from: number | null
    readonly since: number | null
    readonly through: number | null
    readonly throughAfter: number | null
  }): string =>
    `${card.tier} from ${card.from} through ${card.through}, held since ${card.since}, then through ${card.throughAfter}, after ${card.before}`
  return differ(
    `card that merge ${id} kept`,
    act && cardText({ ...act, before: into.held.tier, throughAfter: held.through }),
    kept ? cardText({ ...kept, before: kept.tierBefore, from: kept.validFrom }) : null,
  )
}

/**
 * Which card each merge kept, decided again from what was known of both just then: receipts that came late, returns and
 * reversals since are not.
 */
export const verifyMergedTiers = (timeline: PublishedTimeline, member: KeptMember, byId: ById): string[] =>
  member.cards.merges.flatMap(merge => verifyMergedTier(timeline, member, byId, merge))
