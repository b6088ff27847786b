import type { KeptTransaction } from '@laurel/core'
import { differ } from './differ.ts'
import type { MergedCards } from './merged-cards.ts'

/**
 * Both transactions of each merge: the last of the merged card's, and one of that of whom it was merged into. What they
 * move is decided again as the books are rebuilt.
 */
export const verifyMerges = ({ merges, cardOf }: MergedCards, byId: ReadonlyMap<number, KeptTransaction>): string[] => {
  const lastOf = new Map<number, KeptTransaction>()
  for (const [id, card] of cardOf) {
    const entry = byId.get(id)!
    if (entry.seq > (lastOf.get(card)?.seq ?? -Infinity)) lastOf.set(card, entry)
  }
  const known = new Set(merges.map(({ fromId }) => fromId))
  return merges.flatMap(({ id, fromTransactionId, fromId, intoId }) => {
    const [taken, given] = [byId.get(id), byId.get(fromTransactionId)]
    if (taken?.kind !== 'transfer' || given?.kind !== 'transfer') return [`merge ${id} lacks a transaction`]
    return [
      ...differ(`end of the journal of merged card ${fromId}`, lastOf.get(fromId)?.id, fromTransactionId),
      // The member's own card is in no list of merged ones.
      ...differ(`card that merge ${id} was made into`, known.has(intoId) ? intoId : undefined, cardOf.get(id)),
      ...differ(`instant of merge ${id}`, given.occurredAt, taken.occurredAt),
    ]
  })
}
