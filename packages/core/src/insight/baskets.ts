import { basketOf, pairsOf } from './pairings.ts'
import type { KeptReceipt } from './sold-receipt.ts'

/** On how many of a member's receipts two categories came together; one category with itself where `a` is `b`. */
export interface BasketCount {
  readonly a: string
  readonly b: string
  readonly receipts: number
}

/** Counts of several receipts or members, put together. */
export class Baskets {
  readonly #counts = new Map<string, BasketCount>()

  add({ a, b, receipts }: BasketCount): void {
    const key = JSON.stringify([a, b])
    this.#counts.set(key, { a, b, receipts: receipts + (this.#counts.get(key)?.receipts ?? 0) })
  }

  counts(): readonly BasketCount[] {
    return [...this.#counts.values()]
  }
}

/** What a member's baskets come to: each category, and each two of them, the lower first. */
export const basketCounts = (receipts: readonly KeptReceipt[]): readonly BasketCount[] => {
  const counts = new Baskets()
  for (const { lines } of receipts) {
    const basket = basketOf(lines)
    for (const category of basket) counts.add({ a: category, b: category, receipts: 1 })
    for (const [a, b] of pairsOf(basket)) counts.add({ a, b, receipts: 1 })
  }
  return counts.counts()
}

/** Two categories that come together over the whole program. */
export interface ProgramPairing {
  readonly categories: readonly [string, string]
  readonly receipts: number
  /** The share of all receipts that have both. */
  readonly support: number
  /** The share of the receipts with the first that have the second too, and the other way round. */
  readonly confidence: readonly [number, number]
  /** How much more often they come together than they would by chance. */
  readonly lift: number
}

/**
 * What is bought together over a program of so many receipts, by the counts of all its members (Agrawal, Imieliński and
 * Swami 1993): the most frequent first, `limit` of them.
 */
export const programPairings = (
  counts: readonly BasketCount[],
  receipts: number,
  limit: number,
): readonly ProgramPairing[] => {
  const single = new Map(counts.filter(({ a, b }) => a === b).map(count => [count.a, count.receipts]))
  return counts
    .filter(({ a, b }) => a !== b)
    .toSorted((x, y) => y.receipts - x.receipts || (x.a < y.a || (x.a === y.a && x.b < y.b) ? -1 : 1))
    .slice(0, limit)
    .map(({ a, b, receipts: both }) => {
      const [ofA, ofB] = [single.get(a) ?? both, single.get(b) ?? both]
      return {
        categories: [a, b],
        receipts: both,
        support: both / receipts,
        confidence: [both / ofA, both / ofB],
        lift: (both * receipts) / (ofA * ofB),
      }
    })
}
