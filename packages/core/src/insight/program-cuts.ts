import type { Day } from '../calendar/day.ts'
import type { InsightRules } from '../program/rules.schema.ts'
import { contributionOf, type Served } from './contribution.ts'

/** What of a buyer decides where a program's cuts lie. */
export interface BuyerFigures extends Served {
  readonly lastOn: Day
  readonly purchaseDays: number
}

/** The four values that part a program's buyers into five classes: each the highest of its class. */
export type QuintileCuts = readonly [number, number, number, number]

/** Where the classes of a program's buyers are parted, as of a night. */
export interface ProgramCuts {
  readonly buyers: number
  readonly receipts: number
  readonly recency: QuintileCuts
  readonly frequency: QuintileCuts
  readonly monetary: QuintileCuts
  /** The lowest sales of those who together make the important share of all sales. */
  readonly importantFromMinor: number
  /** The lowest sales of those who are worth special rewards. */
  readonly rewardedFromMinor: number
  /** The lowest contribution of heavy users, and the highest of those who waste effort. */
  readonly heavyFromMinor: number
  readonly wasteThroughMinor: number
}

/** Buyers, one after another; a million of them are three columns of numbers. */
export class BuyerColumns {
  readonly #insight: InsightRules
  readonly #lastOn: number[] = []
  readonly #purchaseDays: number[] = []
  readonly #sales: number[] = []
  readonly #contribution: number[] = []
  #receipts = 0

  constructor(insight: InsightRules) {
    this.#insight = insight
  }

  add(buyer: BuyerFigures & { readonly receipts: number }): void {
    this.#receipts += buyer.receipts
    this.#lastOn.push(buyer.lastOn)
    this.#purchaseDays.push(buyer.purchaseDays)
    this.#sales.push(buyer.salesMinor)
    this.#contribution.push(contributionOf(this.#insight, buyer).amountMinor)
  }

  /** Where their classes are parted (S12); null where there are none. */
  cuts(): ProgramCuts | null {
    const buyers = this.#sales.length
    if (buyers === 0) return null
    const { heavyShare, wasteShare, rewardedShare, importantSalesShare } = this.#insight
    const sales = ascending(this.#sales)
    const contribution = ascending(this.#contribution)
    return {
      buyers,
      receipts: this.#receipts,
      recency: quintiles(ascending(this.#lastOn)),
      frequency: quintiles(ascending(this.#purchaseDays)),
      monetary: quintiles(sales),
      importantFromMinor: lowestOfShare(sales, importantSalesShare),
      rewardedFromMinor: fromTop(sales, rewardedShare),
      heavyFromMinor: fromTop(contribution, heavyShare),
      wasteThroughMinor: contribution[Math.max(0, Math.ceil(buyers * wasteShare) - 1)]!,
    }
  }
}

const ascending = (values: readonly number[]): Float64Array => Float64Array.from(values).toSorted()

const quintiles = (sorted: Float64Array): QuintileCuts => {
  const cut = (fifths: number) => sorted[Math.ceil((sorted.length * fifths) / 5) - 1]!
  return [cut(1), cut(2), cut(3), cut(4)]
}

/** The lowest value of the top share of those who are sorted. */
const fromTop = (sorted: Float64Array, share: number): number =>
  sorted[Math.min(sorted.length - 1, sorted.length - Math.ceil(sorted.length * share))]!

/** The lowest value of the highest ones that make a share of the sum of all. */
const lowestOfShare = (sorted: Float64Array, share: number): number => {
  const wanted = sorted.reduce((sum, value) => sum + value, 0) * share
  let sum = 0
  let at = sorted.length
  while (at > 0 && sum < wanted) sum += sorted[--at]!
  return sorted[Math.min(at, sorted.length - 1)]!
}

/** 1 to 5: in which fifth of the program's buyers a value lies; equal values lie in one, the lowest of theirs. */
export const fifthOf = (cuts: QuintileCuts, value: number): number => 1 + cuts.filter(cut => value > cut).length
