import type { Locale } from '../src/i18n/locale.ts'
import { manifestPath } from './manifest-path.ts'
import type { Speech } from './words.ts'

/** The page says its language, its name and what it is for, as whoever stands there reads. */
export function tellLanguage({ locale, words: { app } }: Speech): void {
  document.documentElement.lang = locale
  document.title = app.name
  document.querySelector('meta[name="description"]')?.setAttribute('content', app.description)
}

/**
 * Whoever installs the page finds it again under a name in the machine's language. The page itself names no manifest: a
 * browser that had read that one would go on with it for a while.
 */
export function offerManifest(locale: Locale): void {
  const link = document.createElement('link')
  link.rel = 'manifest'
  link.href = manifestPath(locale)
  document.head.append(link)
}
