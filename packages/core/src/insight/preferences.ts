import { weekdayOf, type Day } from '../calendar/day.ts'
import { hourOf } from '../calendar/zone.ts'
import { mulDiv } from '../money/mul-div.ts'
import { SCALE } from '../money/scaled.ts'
import { basketOf, pairsOf } from './pairings.ts'
import { priceBand, type PriceBand } from './price-band.ts'
import { sharesOf, Tally, wholeOf, type Share } from './shares.ts'
import type { KeptLine, KeptReceipt } from './sold-receipt.ts'

/** How many of each list are told. */
const BEST = 10

/** What of its kept goods a receipt line can tell of. */
const goodsKinds = {
  sizes: 'size',
  colors: 'color',
  brands: 'brand',
  categories: 'category',
  styles: 'style',
} as const
export type GoodsKind = keyof typeof goodsKinds

/** What a member likes, by what was bought and kept (S10). Shares are scaled by 10,000, the best first. */
export interface Preferences extends Readonly<Record<GoodsKind, readonly Share<string>[]>> {
  readonly priceBand: PriceBand | null
  readonly stores: readonly Share<string>[]
  /** ISO 8601 weekdays, 1 Monday to 7 Sunday, of the program's calendar. */
  readonly weekdays: readonly Share<number>[]
  /** Hours of the program's clocks, 0 to 23. */
  readonly hours: readonly Share<number>[]
  /** The units bought on promotion; null without a purchase. */
  readonly promotionShare: number | null
  /** The median of the days between one day of purchase and the next, doubled, so that it is whole; null without two. */
  readonly cycleDaysX2: number | null
  /** Categories that come on one receipt, and the share of the receipts that have both. */
  readonly pairings: readonly Share<readonly [string, string]>[]
}

/** How long it takes until a purchase weighs half; null where each weighs the same. */
export type HalfLifeDays = number | null

/** Twice the median of the gaps between consecutive days, which come in order and once each. */
export const cycleDaysX2 = (purchaseDays: readonly Day[]): number | null => {
  const gaps = purchaseDays
    .slice(1)
    .map((day, i) => day - purchaseDays[i]!)
    .toSorted((a, b) => a - b)
  const upper = gaps.length >> 1
  const median = gaps[upper]
  if (median === undefined) return null
  return gaps.length % 2 === 1 ? median * 2 : gaps[upper - 1]! + median
}

/** The share of what was bought on promotion, by units. */
const promotionShare = (lines: readonly KeptLine[]): number | null => {
  const units = lines.reduce((sum, line) => sum + line.units, 0)
  const promotional = lines.reduce((sum, line) => (line.promotional ? sum + line.units : sum), 0)
  return units === 0 ? null : mulDiv(promotional, SCALE, units, 'halfUp')
}

/**
 * What a member's kept receipts, oldest first, say of their taste. With a half-life recent purchases weigh more where
 * lists are ordered; the shares themselves stay plain. How old a purchase is counts from the last one: what all weigh
 * less by as time goes on cancels out.
 */
export const preferencesOf = (
  timeZone: string,
  receipts: readonly KeptReceipt[],
  purchaseDays: readonly Day[],
  halfLife: HalfLifeDays,
): Preferences => {
  const isWeighed = halfLife !== null
  const lastOn = purchaseDays.at(-1) ?? 0
  const goods = {
    sizes: new Tally<string>(),
    colors: new Tally<string>(),
    brands: new Tally<string>(),
    categories: new Tally<string>(),
    styles: new Tally<string>(),
  }
  const kinds = Object.keys(goodsKinds) as GoodsKind[]
  const [stores, weekdays, hours, pairs] = [
    new Tally<string>(),
    new Tally<number>(),
    new Tally<number>(),
    new Tally<string>(),
  ]
  for (const { store, occurredAt, occurredOn, lines } of receipts) {
    const weight = halfLife === null ? 1 : 0.5 ** ((lastOn - occurredOn) / halfLife)
    stores.add(store, 1, weight)
    weekdays.add(weekdayOf(occurredOn), 1, weight)
    hours.add(hourOf(occurredAt, timeZone), 1, weight)
    for (const pair of pairsOf(basketOf(lines))) pairs.add(JSON.stringify(pair), 1, weight)
    for (const line of lines)
      for (const kind of kinds) {
        const value = line[goodsKinds[kind]]
        if (value !== null) goods[kind].add(value, line.units, weight)
      }
  }
  const listed = <Value>(tally: Tally<Value>, whole = wholeOf(tally.entries())) =>
    sharesOf(tally.entries(), { whole, isWeighed, limit: BEST })
  const lines = receipts.flatMap(receipt => receipt.lines)
  return {
    sizes: listed(goods.sizes),
    colors: listed(goods.colors),
    brands: listed(goods.brands),
    categories: listed(goods.categories),
    styles: listed(goods.styles),
    priceBand: priceBand(lines),
    stores: listed(stores),
    weekdays: listed(weekdays),
    hours: listed(hours),
    promotionShare: promotionShare(lines),
    cycleDaysX2: cycleDaysX2(purchaseDays),
    pairings: listed(pairs, wholeOf(stores.entries())).map(share => ({
      ...share,
      value: JSON.parse(share.value) as [string, string],
    })),
  }
}
