/** Chance that can be played again: the same seed draws the same numbers. */
export interface Random {
  /** A whole number from 0 up to, not including, `bound`. */
  readonly below: (bound: number) => number
  readonly pick: <Item>(items: readonly [Item, ...Item[]]) => Item
}

/** Mulberry32: 32 bits of state are plenty to choose what fails. `stream` keeps two users of one seed apart. */
export const randomOf = (seed: number, stream = 0): Random => {
  let state = (seed ^ Math.imul(stream + 1, 0x9e3779b9)) >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let word = Math.imul(state ^ (state >>> 15), state | 1)
    word ^= word + Math.imul(word ^ (word >>> 7), word | 61)
    return (word ^ (word >>> 14)) >>> 0
  }
  const below = (bound: number) => next() % bound
  return { below, pick: items => items[below(items.length)]! }
}
