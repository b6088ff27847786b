import type { Day, KeptMerge, KeptTransaction } from '@laurel/core'

/** A merge of two cards into one. */
export interface MergeOfCards extends KeptMerge {
  readonly fromId: number
  readonly intoId: number
  /** When the survivor had been registered by then. */
  readonly registeredOn: Day
  readonly fromRegisteredOn: Day
}

/** The cards that were merged into a member's. */
export interface MergedCards {
  readonly merges: readonly MergeOfCards[]
  /** On which of them a transaction was made; none that was made on the member's own. */
  readonly cardOf: ReadonlyMap<number, number>
}

/**
 * Whether what a transaction stands for was known on a card at a place of the journal: it is the card's own and before it,
 * or of a card that had been merged into it by then. `card` is undefined for the member's own.
 */
export const wasKnownOn = (
  { merges, cardOf }: MergedCards,
  byId: ReadonlyMap<number, KeptTransaction>,
  { id, seq }: KeptTransaction,
  card: number | undefined,
  place: number,
): boolean => {
  let [its, at] = [cardOf.get(id), seq]
  while (its !== card) {
    const merge = merges.find(({ fromId }) => fromId === its)
    const taken = merge && byId.get(merge.id)
    if (!taken) return false
    its = cardOf.get(taken.id)
    at = taken.seq
  }
  return at <= place
}
