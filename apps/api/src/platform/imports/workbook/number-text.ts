import { dayFrom, formatDay, type Day } from '@laurel/core'

/** How a number in a cell is to be read. */
export type NumberFormat =
  | { readonly as: 'plain' }
  /** Zeros are put before it, up to so many digits. */
  | { readonly as: 'padded'; readonly digits: number }
  | { readonly as: 'date'; readonly hasYear: boolean }

const PLAIN: NumberFormat = { as: 'plain' }
const DATE: NumberFormat = { as: 'date', hasYear: true }

/** Formats that every workbook knows by number (ECMA-376 part 1, 18.8.30): dates, in the East Asian editions, too. */
const DATES = new Set([14, 15, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58])
const DAY_AND_MONTH = 16

/** What of a format's code is no letter of it: quoted, escaped, filling, in brackets. */
const NO_LETTERS = /"[^"]*"|[\\_*].|\[[^\]]*\]/g

/** How numbers of a format are read, by its number or, where the workbook has made it, its code. */
export const numberFormat = (id: number, code: string | undefined): NumberFormat => {
  if (code === undefined) return id === DAY_AND_MONTH ? { as: 'date', hasYear: false } : DATES.has(id) ? DATE : PLAIN
  const letters = code.replace(NO_LETTERS, '').split(';')[0]!.toLowerCase()
  if (/^0{2,}$/.test(letters)) return { as: 'padded', digits: letters.length }
  if (letters.includes('general') || !/[yd]/.test(letters)) return PLAIN
  return { as: 'date', hasYear: letters.includes('y') }
}

/** A spreadsheet keeps fifteen digits of a number: of a longer one the last are gone. */
const TOO_LONG = 1e15

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i

/**
 * A number of a cell as text, all of its digits written out; null where it cannot be known any more. Dates are days counted
 * from 1900, or from 1904.
 */
export const numberText = (raw: string, format: NumberFormat, is1904: boolean): string | null => {
  const value = NUMBER.test(raw.trim()) ? Number(raw) : NaN
  if (!(Math.abs(value) < TOO_LONG)) return null
  if (format.as === 'date') return dateText(value, format.hasYear, is1904)
  const exact = Number(value.toPrecision(15))
  const text = Number.isInteger(exact) ? exact.toFixed(0) : String(exact)
  return format.as === 'padded' && /^\d+$/.test(text) ? text.padStart(format.digits, '0') : text
}

const SECONDS = 24 * 60 * 60
/** The 29 February 1900 that the first spreadsheets counted, and that never was. */
const NEVER_WAS = 60
const LAST_DAY = dayFrom(9999, 12, 31)

const dayOfSerial = (serial: number, is1904: boolean): Day | null => {
  if (is1904) return dayFrom(1904, 1, 1) + serial
  if (serial < 1 || serial === NEVER_WAS) return null
  return dayFrom(1899, 12, serial < NEVER_WAS ? 31 : 30) + serial
}

const two = (number: number): string => String(number).padStart(2, '0')

const dateText = (value: number, hasYear: boolean, is1904: boolean): string | null => {
  if (value < 0) return null
  const seconds = Math.round(value * SECONDS)
  const day = dayOfSerial(Math.floor(seconds / SECONDS), is1904)
  if (day === null || day > LAST_DAY) return null
  const time = seconds % SECONDS
  const date = formatDay(day).slice(hasYear ? 0 : 'yyyy-'.length)
  if (time === 0) return date
  return `${date} ${two(Math.floor(time / 3600))}:${two(Math.floor(time / 60) % 60)}:${two(time % 60)}`
}
