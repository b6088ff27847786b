// Read aloud and typed at a counter: no 0 and O, no 1 and I.
const ALPHABET = /[2-9A-HJ-NP-Z]/g

/** What a member shows to collect a gift. */
export const PICK_UP_CODE_LENGTH = 8

/**
 * A code of so many letters and digits that nobody guesses: 32 to that power of them. Drawn from random text by leaving
 * out what reads like something else, so that each code is as likely as every other.
 */
export const readableCode = (randomText: (length: number) => string, length: number): string => {
  let code = ''
  while (code.length < length) code += (randomText(32).match(ALPHABET) ?? []).join('')
  return code.slice(0, length)
}
