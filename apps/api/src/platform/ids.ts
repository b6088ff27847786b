// Ids are 53-bit integers: a second (32 bits, since 2025) and a place within it (21 bits). They sort by time, bind as
// plain numbers, and keep a receipt of three lines under 750 bytes, where a text id of 30 characters in every row and
// index would not. Two processes that pick the same one collide on a unique index, and the loser decides again.
const EPOCH_SECONDS = Date.UTC(2025, 0, 1) / 1000
const PLACES = 2 ** 21
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'
const LENGTH = 11

/** A maker of ids that never gives the same one twice in a process. */
export interface Ids {
  readonly next: () => number
}

export const makeIds = (now: () => number, randomBelow: (limit: number) => number): Ids => {
  let second = 0
  let place = 0
  let given = 0
  return {
    next: () => {
      const present = Math.floor(now() / 1000) - EPOCH_SECONDS
      if (present > second) {
        second = present
        place = randomBelow(PLACES)
        given = 0
      } else if (given === PLACES) {
        second++
        given = 0
      }
      given++
      return second * PLACES + ((place + given) % PLACES)
    },
  }
}

export type IdPrefix = 'mem' | 'pur' | 'txn' | 'key' | 'prog'

/** An id as clients see it, such as `mem_0a1b2c3d4e5`: Crockford's base 32, so that text sorts as numbers do. */
export const encodeId = (prefix: IdPrefix, id: number): string => {
  let text = ''
  for (let rest = id, i = 0; i < LENGTH; i++, rest = Math.floor(rest / 32)) text = ALPHABET[rest % 32]! + text
  return `${prefix}_${text}`
}

/** The number behind an id, or null where the text is none of that kind. */
export const decodeId = (prefix: IdPrefix, text: string): number | null => {
  if (text.length !== prefix.length + 1 + LENGTH || !text.startsWith(`${prefix}_`)) return null
  let id = 0
  for (const letter of text.slice(prefix.length + 1)) {
    const digit = ALPHABET.indexOf(letter)
    if (digit < 0) return null
    id = id * 32 + digit
  }
  return Number.isSafeInteger(id) ? id : null
}
