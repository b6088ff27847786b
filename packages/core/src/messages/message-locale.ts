/** The languages of templates. */
export const messageLocales = ['en', 'zh-CN', 'zh-TW'] as const
export type MessageLocale = (typeof messageLocales)[number]

/** What somebody reads who reads a language: first itself, then the one nearest to it. */
const nearest: Readonly<Record<MessageLocale, readonly MessageLocale[]>> = {
  en: ['en'],
  'zh-CN': ['zh-CN', 'zh-TW'],
  'zh-TW': ['zh-TW', 'zh-CN'],
}

/**
 * The language of a text for somebody: theirs, else the other script of it, else the program's, else the first that there
 * is. Throws a RangeError where there is none at all.
 */
export const textLocale = (
  texts: Readonly<Partial<Record<MessageLocale, unknown>>>,
  wanted: MessageLocale,
  usual: MessageLocale,
): MessageLocale => {
  const found = [...nearest[wanted], usual, ...messageLocales].find(locale => texts[locale] !== undefined)
  if (!found) throw new RangeError('a text in no language')
  return found
}
