import type { Locale } from '../src/i18n/locale.ts'

/** The languages of the documentation: where each has its page, and what it calls itself. */
export const DOCS_LANGUAGES = [
  { locale: 'en', folder: '', name: 'English' },
  { locale: 'zh-CN', folder: 'zh-CN/', name: '简体中文' },
  { locale: 'zh-TW', folder: 'zh-TW/', name: '繁體中文' },
] as const satisfies readonly { readonly locale: Locale; readonly folder: string; readonly name: string }[]

/** A page of the documentation without its frame. The texts are HTML. */
export interface PageParts {
  readonly locale: Locale
  /** Behind the language's folder, the same in each; with a slash at its end unless it is empty. */
  readonly path: string
  readonly title: string
  readonly description: string
  /** Only spoken: what the links to the other languages are for. */
  readonly languages: string
  /** Further style sheets and scripts. */
  readonly head: string
  readonly nav: string
  readonly main: string
}

/** Where a page of the documentation is, in a language. */
export function addressOf(locale: Locale, path = ''): string {
  const language = DOCS_LANGUAGES.find(one => one.locale === locale)
  return `/docs/widgets/${language?.folder}${path}`
}

/** A page of the documentation. The other languages are links: it needs no script to change them. */
export function pageShell({ locale, path, title, description, languages, head, nav, main }: PageParts): string {
  return `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="description" content="${description}">
<title>${title}</title>
${DOCS_LANGUAGES.map(other => `<link rel="alternate" hreflang="${other.locale}" href="${addressOf(other.locale, path)}">`).join('\n')}
<link rel="alternate" hreflang="x-default" href="${addressOf('en', path)}">
<link rel="icon" href="/demo/products/mark.svg" type="image/svg+xml">
<link rel="stylesheet" href="/docs/widgets/docs.css">
${head}</head>
<body>
<header>
<nav aria-label="${languages}"><ul class="languages">${DOCS_LANGUAGES.map(other => languageLink(other, locale, path)).join('')}</ul></nav>
${nav}
</header>
<main>
${main}
</main>
</body>
</html>
`
}

function languageLink({ locale, name }: (typeof DOCS_LANGUAGES)[number], current: Locale, path: string): string {
  const isCurrent = locale === current ? ' aria-current="page"' : ''
  return `<li><a href="${addressOf(locale, path)}" lang="${locale}" hreflang="${locale}"${isCurrent}>${name}</a></li>`
}
