import { en } from './texts/en.ts'
import { zhCn } from './texts/zh-cn.ts'
import { zhTw } from './texts/zh-tw.ts'

/** The languages of the shop. */
export type ShopLanguage = 'en' | 'zh-CN' | 'zh-TW'

const texts = { en, 'zh-CN': zhCn, 'zh-TW': zhTw } as const

/** The language that the page is in. */
function pageLanguage(): ShopLanguage {
  const { lang } = document.documentElement
  return lang === 'zh-CN' || lang === 'zh-TW' ? lang : 'en'
}

/** The shop's words in the language of the page. */
export function words() {
  return texts[pageLanguage()]
}

/** A number in the language of the page. */
export function number(value: number): string {
  return value.toLocaleString(pageLanguage())
}

/** Money from minor units; whole amounts without decimals. */
export function money(minor: number, currency: string): string {
  const options = { style: 'currency', currency, currencyDisplay: 'narrowSymbol' } as const
  const minimumFractionDigits = minor % 100 === 0 ? 0 : 2
  return (minor / 100).toLocaleString(pageLanguage(), { ...options, minimumFractionDigits })
}

/** A name in the language of the page, or in the nearest that has one. */
export function nameOf(name: Readonly<Record<string, string>>): string {
  return name[pageLanguage()] ?? name['zh-CN'] ?? name['en'] ?? Object.values(name)[0] ?? ''
}

/** Puts the words where the page names them by `data-text`, or by `data-label` for what is only spoken. */
export function translatePage(): void {
  const table = new Map<string, unknown>(Object.entries(words()))
  for (const element of document.querySelectorAll<HTMLElement>('[data-text]')) {
    const text = table.get(element.dataset['text'] ?? '')
    if (typeof text === 'string') element.textContent = text
  }
  for (const element of document.querySelectorAll<HTMLElement>('[data-label]')) {
    const text = table.get(element.dataset['label'] ?? '')
    if (typeof text === 'string') element.setAttribute('aria-label', text)
  }
}
