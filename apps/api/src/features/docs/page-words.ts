import type { DocsLocale } from './docs-languages.ts'

/** What the pages of errors say beside the errors themselves. */
interface PageWords {
  readonly all: string
  readonly summary: string
  readonly reference: string
  readonly language: string
}

export const PAGE_WORDS: Readonly<Record<DocsLocale, PageWords>> = {
  en: {
    all: 'Errors',
    summary: 'Every error that the API answers with: what it means, and how to mend it.',
    reference: 'API reference',
    language: 'Language',
  },
  'zh-CN': {
    all: '错误说明',
    summary: 'API 返回的每一种错误：含义与解决办法。',
    reference: 'API 参考（英文）',
    language: '语言',
  },
  'zh-TW': {
    all: '錯誤說明',
    summary: 'API 傳回的每一種錯誤：含義與解決辦法。',
    reference: 'API 參考（英文）',
    language: '語言',
  },
}
