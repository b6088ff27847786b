import type { Locale } from '../src/i18n/locale.ts'

/** Where the web app manifest of a language is. */
export function manifestPath(locale: Locale): string {
  return locale === 'en' ? '/kiosk/manifest.webmanifest' : `/kiosk/manifest.${locale}.webmanifest`
}
