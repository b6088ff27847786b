import { splitPhone } from './phone.ts'

/** Digits that are hidden at the least. */
const HIDDEN = 4

/**
 * A phone number as it may be shown where others look on: `139****1111` of a Chinese mobile phone, else with its calling
 * code, `+852 ****4567`. Of a long number the first digits are shown too.
 */
export const maskPhone = (phone: string | null): string | null => {
  if (phone === null) return null
  const { callingCode, national } = splitPhone(phone)
  const last = Math.max(0, Math.min(4, national.length - HIDDEN))
  const first = Math.max(0, Math.min(3, national.length - HIDDEN - last))
  const isChineseMobile = callingCode === '86' && /^1\d{10}$/.test(national)
  const before = callingCode === '' || isChineseMobile ? '' : `+${callingCode} `
  return `${before}${national.slice(0, first)}****${national.slice(national.length - last)}`
}

/** A name as it may be shown where others look on: `李*`, `A*** S***`. */
export const maskName = (name: string | null): string | null =>
  name === null
    ? null
    : name
        .split(/\s+/)
        .map(word => {
          const [first = '', ...rest] = word
          return /\p{Script=Han}|\p{Script=Hangul}|\p{Script=Hiragana}|\p{Script=Katakana}/u.test(first)
            ? first + '*'.repeat(Math.max(1, rest.length))
            : `${first}***`
        })
        .join(' ')
