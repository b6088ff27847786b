import type { LocalizedName } from '../api/me.ts'
import { chooseLocale, type Locale } from './locale.ts'
import { en } from './en.ts'
import type { Texts } from './texts.ts'

/** What becomes of the decimals of a whole amount, as `Intl.NumberFormat` has it. */
export type Zeros = 'stripIfInteger' | 'auto'

/** All that depends on the reader's language, for one element. */
export class Language {
  /** What was asked for, as it was written. */
  declare readonly wanted: string
  declare readonly locale: Locale
  declare readonly texts: Texts
  readonly #tag: string

  constructor(wanted: string, texts: Texts = en) {
    const { locale, tag } = chooseLocale(wanted)
    this.wanted = wanted
    this.locale = locale
    this.texts = texts
    this.#tag = tag
  }

  number(value: number): string {
    return value.toLocaleString(this.#tag)
  }

  /** Points as a number with their word. */
  points(value: number): string {
    return this.texts.pointsOf(this.number(value), value)
  }

  /** Money from minor units of an ISO 4217 currency; whole amounts without decimals, or with them for `auto`. */
  money(minor: number, currency: string, zeros: Zeros = 'stripIfInteger'): string {
    const format = Intl.NumberFormat(this.#tag, {
      style: 'currency',
      currency,
      currencyDisplay: 'narrowSymbol',
      trailingZeroDisplay: zeros,
    } as Intl.NumberFormatOptions)
    return format.format(minor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2))
  }

  /**
   * A day `YYYY-MM-DD` of the program's time zone, as it is there: no conversion into the visitor's zone.
   * `isNear` leaves the year out where it is the present one.
   */
  day(day: string, isNear = false): string {
    const date = new Date(day)
    const words = date.toLocaleDateString(this.#tag, {
      year: isNear && date.getUTCFullYear() === new Date().getFullYear() ? undefined : 'numeric',
      month: this.locale === 'en' ? 'short' : 'long',
      day: 'numeric',
      timeZone: 'UTC',
    })
    // A day is one word: a line must not break inside it.
    return words.replaceAll(' ', '\u00a0')
  }

  /** A time of today, on the visitor's own clock. */
  time(instant: number): string {
    return new Date(instant).toLocaleTimeString(this.#tag, { timeStyle: 'short' })
  }

  /** A merchant's name in this language, or in the nearest one that has it. */
  name(name: LocalizedName): string {
    const kin = this.locale === 'en' ? '' : name['zh-CN'] || name['zh-TW']
    return name[this.locale] || kin || name['en'] || Object.values(name)[0] || ''
  }
}
