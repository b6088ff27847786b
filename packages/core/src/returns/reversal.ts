/** What earlier returns of the purchase have taken back of a unit, and what has become of its lots meanwhile. */
export interface ReversedSoFar {
  /** What its lots have lost by expiry. */
  readonly expired: number
  /** What earlier returns counted against that. */
  readonly lapsed: number
  /** What earlier returns took although it had been spent. */
  readonly spent: number
}

/** What a return takes back of a unit, by what has become of it. Below zero where kept goods round to more. */
export interface Reversal {
  /** Taken back altogether: the award before less the award after. */
  readonly reversed: number
  /** What had expired already: it is not owed, so nothing moves. */
  readonly lapsed: number
  /** What had been spent: it comes from other lots, or is owed. The rest was still in the purchase's lots. */
  readonly spent: number
}

/**
 * Splits what a return takes back: first what is left of the purchase's own lots, then what of them has expired, then
 * what was spent. What rounding gives back goes the same way in reverse, so that any order of returns ends alike.
 */
export const splitReversal = (
  reversed: number,
  own: ReversedSoFar & {
    /** What the purchase's own lots still hold. */
    readonly remaining: number
    /** Whether what it earned would have expired by now. */
    readonly hasLapsed: boolean
  },
): Reversal => {
  if (reversed >= 0) {
    const beyond = reversed - Math.min(reversed, own.remaining)
    const lapsed = Math.min(beyond, Math.max(0, own.expired - own.lapsed))
    return { reversed, lapsed, spent: beyond - lapsed }
  }
  const spent = Math.min(-reversed, own.spent)
  const rest = -reversed - spent
  const lapsed = own.hasLapsed ? rest : Math.min(rest, Math.max(0, own.lapsed))
  return { reversed, lapsed: 0 - lapsed, spent: 0 - spent }
}

/** What a return of a receipt of an old system counts for: it takes back nothing, since nothing was given here. */
export const nothingOwed = (reversed: number): Reversal => ({ reversed, lapsed: reversed, spent: 0 })

/** What moves in the books for it: above zero from the member, below zero to the member. */
export const owedOf = ({ reversed, lapsed }: Reversal): number => reversed - lapsed
