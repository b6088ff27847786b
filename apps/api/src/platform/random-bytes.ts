/** Gives so many random bytes. */
export type RandomBytes = (length: number) => Uint8Array<ArrayBuffer>

/** A request draws a few bytes several times, and each drawing has its price: they are taken from what was drawn at once. */
const DRAWN_AT_ONCE = 2_048
const drawn = new Uint8Array(DRAWN_AT_ONCE)
let taken = DRAWN_AT_ONCE

/** The runtime's own randomness; the only place that asks for it. */
export const systemRandomBytes: RandomBytes = length => {
  if (length > DRAWN_AT_ONCE / 8) return crypto.getRandomValues(new Uint8Array(length))
  if (taken + length > DRAWN_AT_ONCE) {
    crypto.getRandomValues(drawn)
    taken = 0
  }
  const bytes = drawn.slice(taken, taken + length)
  // Nobody finds in memory what a secret was drawn from.
  drawn.fill(0, taken, taken + length)
  taken += length
  return bytes
}
