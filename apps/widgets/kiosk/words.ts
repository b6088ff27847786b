import type { Locale } from '../src/i18n/locale.ts'
import type { LocalizedName } from './kiosk-api.ts'
import { en } from './texts/en.ts'
import type { KioskWords } from './texts/kiosk-words.ts'
import { zhCn } from './texts/zh-cn.ts'
import { zhTw } from './texts/zh-tw.ts'

/** The texts of the kiosk by language. */
export const KIOSK_WORDS: Readonly<Record<Locale, KioskWords>> = { en, 'zh-CN': zhCn, 'zh-TW': zhTw }

/** One language of the kiosk: its texts, and how it writes numbers, money and days. */
export class Speech {
  readonly locale: Locale
  readonly words: KioskWords

  constructor(locale: Locale) {
    this.locale = locale
    this.words = KIOSK_WORDS[locale]
  }

  points(amount: number): string {
    return this.words.points(new Intl.NumberFormat(this.#tag).format(amount))
  }

  money(minor: number, currency: string): string {
    const format = new Intl.NumberFormat(this.#tag, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' })
    return format.format(minor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2))
  }

  /** A day, or the day of an instant as the program wrote it. */
  day(text: string): string {
    const day = new Date(`${text.slice(0, 10)}T00:00:00Z`)
    return new Intl.DateTimeFormat(this.#tag, { dateStyle: 'medium', timeZone: 'UTC' }).format(day)
  }

  name(text: LocalizedName): string {
    return text[this.locale] ?? text['en'] ?? Object.values(text)[0] ?? ''
  }

  refusal(code: string): string {
    return this.words.refusals[code] ?? this.words.failed
  }

  get #tag(): string {
    return this.locale === 'en' ? 'en-GB' : this.locale
  }
}
