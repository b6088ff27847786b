import { mulDiv } from '../money/mul-div.ts'
import { SCALE } from '../money/scaled.ts'

/** A value and its share of the whole, scaled by 10,000. */
export interface Share<Value> {
  readonly value: Value
  readonly share: number
  /** The share where recent purchases weigh more, scaled likewise; null where the program does not say so. */
  readonly recentShare: number | null
}

/** How much a value was bought: how often, and that again with recent purchases weighing more. */
export interface Weighed<Value> {
  readonly value: Value
  readonly count: number
  readonly weight: number
}

/** Counts values, each once for what it comes with. */
export class Tally<Value> {
  readonly #byValue = new Map<Value, { count: number; weight: number }>()

  add(value: Value, count: number, weight: number): void {
    const before = this.#byValue.get(value)
    if (before === undefined) this.#byValue.set(value, { count, weight: count * weight })
    else {
      before.count += count
      before.weight += count * weight
    }
  }

  /** How much of each, in the order in which they first came. */
  entries(): readonly Weighed<Value>[] {
    return [...this.#byValue].map(([value, { count, weight }]) => ({ value, count, weight }))
  }
}

const compare = <Value>(a: Value, b: Value): number => (a < b ? -1 : a > b ? 1 : 0)

/** Each value's share of `whole`, the largest first; of equal ones the lower value. At most `limit` of them. */
export const sharesOf = <Value>(
  entries: readonly Weighed<Value>[],
  {
    whole,
    isWeighed,
    limit,
  }: {
    readonly whole: { readonly count: number; readonly weight: number }
    readonly isWeighed: boolean
    readonly limit: number
  },
): readonly Share<Value>[] =>
  entries
    .toSorted((a, b) => (isWeighed ? b.weight - a.weight : 0) || b.count - a.count || compare(a.value, b.value))
    .slice(0, limit)
    .map(({ value, count, weight }) => ({
      value,
      share: mulDiv(count, SCALE, whole.count, 'halfUp'),
      recentShare: isWeighed ? Math.round((weight / whole.weight) * SCALE) : null,
    }))

/** All of what was counted. */
export const wholeOf = (entries: readonly Weighed<unknown>[]): { count: number; weight: number } => ({
  count: entries.reduce((sum, entry) => sum + entry.count, 0),
  weight: entries.reduce((sum, entry) => sum + entry.weight, 0),
})
