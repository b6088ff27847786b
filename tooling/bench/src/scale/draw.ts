/** Draws that are the same for the same numbers, however often and in whichever order they are asked for. */

/** A number from 0 up to but not including `below`, by what it is for. */
export const draw = (below: number, ...of: readonly number[]): number => {
  let hash = 0x9e3779b9
  for (const part of of) {
    hash = Math.imul(hash ^ part, 0x85ebca6b)
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
    hash ^= hash >>> 16
  }
  return (hash >>> 0) % below
}

/** The place of number `i` among `count` in a shuffled order, of which there is one for each `round`. */
export const shuffled = (i: number, count: number, round: number): number => {
  // A step without a factor in common with the count visits every place once.
  let step = Math.max(1, Math.floor(count * 0.618) + 2 * round)
  while (greatestCommonDivisor(step, count) !== 1) step++
  return (i * step + draw(count, round)) % count
}

const greatestCommonDivisor = (a: number, b: number): number => (b === 0 ? a : greatestCommonDivisor(b, a % b))
