// Read aloud and typed at a counter: no 0 and O, no 1 and I.
const ALPHABET = /[2-9A-HJ-NP-Z]/g
const LENGTH = 8

/**
 * A code of eight letters and digits that nobody guesses: 32 ^ 8 of them. Drawn from random text by leaving out what
 * reads like something else, so that each code is as likely as every other.
 */
export const pickUpCode = (randomText: (length: number) => string): string => {
  let code = ''
  while (code.length < LENGTH) code += (randomText(32).match(ALPHABET) ?? []).join('')
  return code.slice(0, LENGTH)
}
