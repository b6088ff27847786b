import { problemTable, type ProblemCode } from '../../platform/problem-table.ts'
import { DOCS_LANGUAGES, type DocsLanguage, type DocsLocale } from './docs-languages.ts'
import { ERROR_TEXTS } from './error-texts/error-texts.ts'
import { PAGE_WORDS } from './page-words.ts'

const CODES = Object.keys(problemTable) as ProblemCode[]

/** The page of an error in a language: what it means and how to mend it. */
export function errorPage(code: ProblemCode, locale: DocsLocale): string {
  const { title, mend } = ERROR_TEXTS[code]
  const words = PAGE_WORDS[locale]
  return page({
    locale,
    path: code,
    title: `${code} · Laurel`,
    description: plain(title[locale]),
    back: `<a href="${addressOf(locale)}">${words.all}</a> · <a href="/docs">${words.reference}</a>`,
    main: `<h1>${prose(title[locale])}</h1>
<p><code>${code}</code> <span>· HTTP ${problemTable[code].status}</span></p>
<p>${prose(mend[locale])}</p>`,
  })
}

/** All errors in a language, by what they mean. */
export function errorList(locale: DocsLocale): string {
  const words = PAGE_WORDS[locale]
  const item = (code: ProblemCode) =>
    `<li><a href="${addressOf(locale, code)}">${prose(ERROR_TEXTS[code].title[locale])}</a> <span><code>${code}</code> · ${problemTable[code].status}</span></li>`
  return page({
    locale,
    path: '',
    title: `${words.all} · Laurel`,
    description: words.summary,
    back: `<a href="/docs">${words.reference}</a>`,
    main: `<h1>${words.all}</h1>
<p>${words.summary}</p>
<ul class="errors">${CODES.map(item).join('\n')}</ul>`,
  })
}

function addressOf(locale: DocsLocale, path = ''): string {
  const { folder } = DOCS_LANGUAGES.find(language => language.locale === locale)!
  return `/docs/errors/${folder}${path}`
}

interface Page {
  readonly locale: DocsLocale
  /** Behind the language's folder, the same in each. */
  readonly path: string
  readonly title: string
  readonly description: string
  readonly back: string
  readonly main: string
}

function page({ locale, path, title, description, back, main }: Page): string {
  const { language } = PAGE_WORDS[locale]
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
<link rel="icon" href="/assets/reference/mark.svg" type="image/svg+xml">
<link rel="stylesheet" href="/assets/reference/errors.css">
</head>
<body>
<header>
<nav aria-label="${language}"><ul class="languages">${DOCS_LANGUAGES.map(other => languageLink(other, locale, path)).join('')}</ul></nav>
<p>${back}</p>
</header>
<main>
${main}
</main>
</body>
</html>
`
}

function languageLink({ locale, name }: DocsLanguage, current: DocsLocale, path: string): string {
  const isCurrent = locale === current ? ' aria-current="page"' : ''
  return `<li><a href="${addressOf(locale, path)}" lang="${locale}" hreflang="${locale}"${isCurrent}>${name}</a></li>`
}

/** What stands between backticks is code. */
function prose(text: string): string {
  return escaped(text).replace(/`([^`]+)`/g, '<code>$1</code>')
}

function plain(text: string): string {
  return escaped(text.replaceAll('`', '')).replaceAll('"', '&quot;')
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}
