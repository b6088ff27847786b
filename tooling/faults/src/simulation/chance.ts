/** A stream of chance from one seed (mulberry32): the same seed gives the same, for ever. */
export interface Chance {
  /** A whole number from 0 up to, not including, `limit`. */
  readonly below: (limit: number) => number
  readonly pick: <T>(list: readonly T[]) => T
  /** True so many times in a hundred. */
  readonly percent: (share: number) => boolean
  readonly bytes: (length: number) => Uint8Array<ArrayBuffer>
}

export const chanceFrom = (seed: number): Chance => {
  let state = seed | 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (limit: number): number => Math.floor(next() * limit)
  return {
    below,
    pick: list => list[below(list.length)]!,
    percent: share => next() * 100 < share,
    bytes: length => Uint8Array.from({ length }, () => below(256)),
  }
}
