import { sha256 } from '@noble/hashes/sha2.js'
import { utf8ToBytes } from '@noble/hashes/utils.js'

/** So many 32-bit words of a key's hash are kept: of a billion files of 200,000 keys, none has two that are taken for one. */
const WORDS = 3
/** So many places there are at first; as many again whenever three in four are taken. */
const PLACES = 1024

/** So many rows of a unit can be counted. */
const MOST = 0xffff

/** Where units began that may get further rows, and how many each has. */
interface Places {
  readonly words: Uint32Array
  /** The first row of each; 0 where there is none. */
  readonly units: Uint32Array
  readonly rows: Uint16Array
}

const placesOf = (count: number): Places => ({
  words: new Uint32Array(count * WORDS),
  units: new Uint32Array(count),
  rows: new Uint16Array(count),
})

/**
 * The units of a file by their keys, however long those are: eighteen bytes a place, so that a file of receipts weighs
 * little more than one of members.
 */
export class UnitPlaces {
  #places = placesOf(PLACES)
  #count = 0

  /** Counts a row of the unit with a key, which begins with this row where there is none yet. */
  add(key: string, row: number): { readonly unit: number; readonly rows: number } {
    if (this.#count >= this.#places.units.length * 0.75) this.#double()
    const words = new Uint32Array(sha256(utf8ToBytes(key)).slice(0, WORDS * 4).buffer)
    const at = placeOf(this.#places, words)
    const { units, rows } = this.#places
    if (units[at] === 0) {
      this.#count++
      this.#places.words.set(words, at * WORDS)
      units[at] = row
    }
    // A row beyond the most that can be counted is one too many all the same.
    rows[at] = Math.min(rows[at]! + 1, MOST)
    return { unit: units[at]!, rows: rows[at]! }
  }

  #double(): void {
    const before = this.#places
    this.#places = placesOf(before.units.length * 2)
    for (const [i, unit] of before.units.entries()) {
      if (unit === 0) continue
      const words = before.words.subarray(i * WORDS, (i + 1) * WORDS)
      const at = placeOf(this.#places, words)
      this.#places.words.set(words, at * WORDS)
      this.#places.units[at] = unit
      this.#places.rows[at] = before.rows[i]!
    }
  }
}

/** The place of a hash, or the free one that it would take. */
const placeOf = ({ words, units }: Places, hash: Uint32Array): number => {
  const mask = units.length - 1
  let at = hash[0]! & mask
  while (units[at] !== 0 && hash.some((word, i) => words[at * WORDS + i] !== word)) at = (at + 1) & mask
  return at
}
