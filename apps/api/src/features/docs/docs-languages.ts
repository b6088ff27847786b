/** The languages of the pages of errors: where each has its pages, and what it calls itself. English is first and has the stable address. */
export const DOCS_LANGUAGES = [
  { locale: 'en', folder: '', name: 'English' },
  { locale: 'zh-CN', folder: 'zh-CN/', name: '简体中文' },
  { locale: 'zh-TW', folder: 'zh-TW/', name: '繁體中文' },
] as const

export type DocsLanguage = (typeof DOCS_LANGUAGES)[number]
export type DocsLocale = DocsLanguage['locale']
