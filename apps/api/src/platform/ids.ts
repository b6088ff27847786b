// Ids are 53-bit integers: a second (32 bits, since 2025) and a place within it (21 bits). They sort by time, bind as
// plain numbers, and keep a receipt of three lines under 750 bytes, where a text id of 30 characters in every row and
// index would not. Two processes that pick the same one collide on a unique index, and the loser decides again.
const EPOCH_SECONDS = Date.UTC(2025, 0, 1) / 1000
const PLACES = 2 ** 21

/** A maker of ids that never gives the same one twice in a process, each above the one before. */
export interface Ids {
  readonly next: () => number
  /** Goes on in the second after the present one: another process has sealed ids that this one would still give. */
  readonly leap: () => void
}

/** The lowest id that is made at an instant or later, whichever process makes it. */
export const firstIdAt = (instant: number): number => (Math.floor(instant / 1000) - EPOCH_SECONDS) * PLACES

/** The second in which an id was made. */
export const madeAt = (id: number): number => (Math.floor(id / PLACES) + EPOCH_SECONDS) * 1000

export const makeIds = (now: () => number, randomBelow: (limit: number) => number): Ids => {
  let second = 0
  let place = 0
  const begin = (at: number) => {
    second = at
    // In the lower half: what follows in this second has room above.
    place = randomBelow(PLACES / 2)
  }
  const present = () => Math.floor(now() / 1000) - EPOCH_SECONDS
  return {
    leap: () => begin(Math.max(present(), second) + 1),
    next: () => {
      const at = present()
      if (at > second) begin(at)
      else if (++place === PLACES) {
        second++
        place = 0
      }
      return second * PLACES + place
    },
  }
}

export { decodeId, encodeId } from '@laurel/core'
