/** The languages that the widgets speak. */
export type Locale = 'en' | 'zh-CN' | 'zh-TW'

/** A language for texts, and the tag for numbers and dates (which may know a region of its own). */
export interface LocaleChoice {
  readonly locale: Locale
  readonly tag: string
}

/** Chooses for a BCP 47 tag such as `zh-Hant-HK`, `zh_CN` or `en-US`; English for what we do not speak. */
export function chooseLocale(wanted: string): LocaleChoice {
  const tag = wanted.trim().replaceAll('_', '-').toLowerCase()
  if (/^zh(-|$)/.test(tag)) {
    const isTraditional = !tag.includes('-hans') && /-(hant|tw|hk|mo)\b/.test(tag)
    return isTraditional ? { locale: 'zh-TW', tag: 'zh-TW' } : { locale: 'zh-CN', tag: 'zh-CN' }
  }
  // Plain "en" means day before month: the widgets' home is not America.
  return { locale: 'en', tag: /^en-[a-z]{2}$/.test(tag) ? tag : 'en-GB' }
}

/** The `lang` that applies to `element`, through shadow roots; empty when the page names none. */
export function nearestLang(element: Element): string {
  let node: Element | null = element
  while (node) {
    const marked: Element | null = node.closest('[lang]')
    if (marked) return marked.getAttribute('lang') ?? ''
    const root: Node = node.getRootNode()
    node = root instanceof ShadowRoot ? root.host : null
  }
  return ''
}
