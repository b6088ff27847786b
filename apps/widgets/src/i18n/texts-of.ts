import { en } from './en.ts'
import type { Locale } from './locale.ts'
import type { Texts } from './texts.ts'
import { zhCn } from './zh-cn.ts'
import { zhTw } from './zh-tw.ts'

const texts: Readonly<Record<Locale, Texts>> = { en, 'zh-CN': zhCn, 'zh-TW': zhTw }

/** The texts of a language. */
export function textsOf(locale: Locale): Texts {
  return texts[locale]
}
