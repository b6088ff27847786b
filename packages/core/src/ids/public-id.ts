const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'
const LENGTH = 11

export type IdPrefix =
  | 'mem'
  | 'pur'
  | 'ret'
  | 'txn'
  | 'key'
  | 'prog'
  | 'top'
  | 'adj'
  | 'ref'
  | 'tier'
  | 'job'
  | 'red'
  | 'use'
  | 'cpn'
  | 'stf'
  | 'apr'
  | 'fam'
  | 'note'
  | 'cons'
  | 'cmp'
  | 'msg'
  | 'imp'
  | 'evt'
  | 'wh'
  | 'seg'
  | 'ksk'
  | 'chl'
  | 'kss'

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
