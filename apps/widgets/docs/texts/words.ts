import type { Locale } from '../../src/i18n/locale.ts'
import type { DocsWords } from './docs-words.ts'
import { en } from './en.ts'
import { zhCn } from './zh-cn.ts'
import { zhTw } from './zh-tw.ts'

/** The documentation's texts, by language. */
export const DOCS_WORDS: Readonly<Record<Locale, DocsWords>> = { en, 'zh-CN': zhCn, 'zh-TW': zhTw }
