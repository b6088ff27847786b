import type { Locale } from '../src/i18n/locale.ts'
import { KIOSK_WORDS } from './words.ts'

/** The web app manifest in a language. By its `id` it is the same app in each: who changes language installs no second one. */
export function appManifest(lang: Locale): object {
  const { name, shortName, description } = KIOSK_WORDS[lang].app
  return {
    id: '/kiosk/',
    lang,
    name,
    short_name: shortName,
    description,
    start_url: '/kiosk/',
    scope: '/kiosk/',
    display: 'fullscreen',
    display_override: ['fullscreen', 'standalone'],
    orientation: 'any',
    background_color: '#1f4636',
    theme_color: '#1f4636',
    icons: [
      { src: '/kiosk/icon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' },
      { src: '/kiosk/icon-maskable.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'maskable' },
    ],
  }
}
