import type { Locale } from '../src/i18n/locale.ts'

/** What the device keeps: which program it belongs to, its own key, and nothing of any member. */
export interface Device {
  readonly program: string
  readonly key: string | null
}

const SLOT = 'laurel-kiosk'

const kept = (): Partial<Device> => {
  try {
    return JSON.parse(localStorage.getItem(SLOT) ?? '{}') as Partial<Device>
  } catch {
    return {}
  }
}

/** The device as it is: a program in the address wins over the one it was enrolled in, whose key is then none of it. */
export function readDevice(): Device | null {
  const { program, key } = kept()
  const asked = new URLSearchParams(location.search).get('program')
  if (asked && asked !== program) return { program: asked, key: null }
  return program ? { program, key: key ?? null } : null
}

export function keepDevice(device: Device): void {
  localStorage.setItem(SLOT, JSON.stringify(device))
}

/** What the screen speaks, each in its own words. */
export const LOCALES: readonly (readonly [locale: Locale, short: string, name: string])[] = [
  ['zh-CN', '简', '简体中文'],
  ['zh-TW', '繁', '繁體中文'],
  ['en', 'EN', 'English'],
]

/** What the screen speaks while nobody has chosen: the machine's own language. */
export function firstLocale(): Locale {
  const wanted = navigator.language.toLowerCase()
  if (!wanted.startsWith('zh')) return 'en'
  return /hant|tw|hk|mo/.test(wanted) ? 'zh-TW' : 'zh-CN'
}
