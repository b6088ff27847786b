import type { Locale } from '../src/i18n/locale.ts'

/** A country or region whose numbers can be chosen: its calling code, and its code in ISO 3166. */
interface Place {
  readonly calling: string
  readonly region: string
}

/** What is typed of a phone: the digits, and the calling code that was chosen. */
export interface TypedPhone {
  /** Empty where the digits begin with the calling code; null while nobody has chosen. */
  readonly calling: string | null
  readonly phone: string
}

/** Where a shop that counts in this currency most likely is, as the API reads numbers. */
const HOMES: Readonly<Record<string, Place>> = {
  CNY: { calling: '86', region: 'CN' },
  HKD: { calling: '852', region: 'HK' },
  MOP: { calling: '853', region: 'MO' },
  TWD: { calling: '886', region: 'TW' },
  SGD: { calling: '65', region: 'SG' },
  MYR: { calling: '60', region: 'MY' },
  JPY: { calling: '81', region: 'JP' },
  KRW: { calling: '82', region: 'KR' },
  THB: { calling: '66', region: 'TH' },
  USD: { calling: '1', region: 'US' },
  CAD: { calling: '1', region: 'CA' },
  GBP: { calling: '44', region: 'GB' },
  CHF: { calling: '41', region: 'CH' },
  AUD: { calling: '61', region: 'AU' },
  NZD: { calling: '64', region: 'NZ' },
}
const NEIGHBOURS = ['CNY', 'HKD', 'MOP', 'TWD'].map(currency => HOMES[currency]!)
/** How numbers are read best, by calling code. */
const GROUPS: Readonly<Record<string, readonly number[]>> = {
  '86': [3, 4, 4],
  '852': [4, 4],
  '853': [4, 4],
  '65': [4, 4],
  '1': [3, 3, 4],
}
const OTHER_GROUPS = [3, 3, 3, 3, 3]

/** The places to choose from, home first. */
export function placesOf(currency: string): readonly Place[] {
  const home = HOMES[currency]
  return home ? [home, ...NEIGHBOURS.filter(({ region }) => region !== home.region)] : NEIGHBOURS
}

/** The calling code that holds; empty where the digits begin with one. */
export const callingOf = ({ calling }: TypedPhone, currency: string): string =>
  calling ?? placesOf(currency)[0]!.calling

/** A number as the API takes it: `+`, the calling code, the rest. */
export const internationalPhone = (typed: TypedPhone, currency: string): string =>
  `+${callingOf(typed, currency)}${typed.phone}`

/** Digits in groups, as the numbers of a place are read. */
export function grouped(digits: string, calling: string): string {
  const parts: string[] = []
  let rest = digits
  for (const length of GROUPS[calling] ?? OTHER_GROUPS) {
    parts.push(rest.slice(0, length))
    rest = rest.slice(length)
  }
  return [...parts, rest].filter(Boolean).join(' ')
}

/** What a place is called that has no word of ours. */
export const nameOfRegion = (region: string, locale: Locale): string =>
  new Intl.DisplayNames(locale, { type: 'region', style: 'short' }).of(region) ?? region
