import { marked } from 'marked'
import type { Locale } from '../src/i18n/locale.ts'
import { addressOf, pageShell } from './page-shell.ts'
import { DOCS_WORDS } from './texts/words.ts'

/** The threat model as a page of the documentation, from its Markdown. */
export function securityPage(markdown: string, locale: Locale): string {
  const words = DOCS_WORDS[locale]
  const { title, back, summary } = words.security
  return pageShell({
    locale,
    path: 'security/',
    title: `${title} · ${words.documentTitle}`,
    description: summary,
    languages: words.language,
    head: '',
    nav: `<p><a href="${addressOf(locale)}">${back}</a></p>`,
    // A wide table scrolls in its own box, which the keyboard reaches.
    main: marked
      .parse(markdown, { async: false })
      .replaceAll('<table>', `<div class="wide" role="group" aria-label="${title}" tabindex="0"><table>`)
      .replaceAll('</table>', '</table></div>'),
  })
}
