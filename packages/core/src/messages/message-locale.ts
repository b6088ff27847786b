/** The languages of templates: English is the one that is always there. */
export const messageLocales = ['en', 'zh-CN', 'zh-TW'] as const
export type MessageLocale = (typeof messageLocales)[number]
