import type { ShopLanguage } from './shop-texts.ts'
import { translatePage } from './shop-texts.ts'

const root = document.documentElement

/** Language and appearance: chosen before, else what the browser prefers. `onLanguage` follows each change. */
export function setUpPreferences(onLanguage: () => void): void {
  const themeButton = document.querySelector<HTMLButtonElement>('#theme')
  const languageButtons = document.querySelectorAll<HTMLButtonElement>('[data-language]')
  const isDark = () =>
    getComputedStyle(root).colorScheme === 'dark' ||
    (!root.dataset['theme'] && matchMedia('(prefers-color-scheme: dark)').matches)
  const showTheme = () => themeButton?.setAttribute('aria-pressed', String(isDark()))
  const setLanguage = (language: string) => {
    root.lang = language
    for (const button of languageButtons)
      button.setAttribute('aria-pressed', String(button.dataset['language'] === language))
    translatePage()
    onLanguage()
  }

  const theme = recall('theme')
  if (theme) root.dataset['theme'] = theme
  showTheme()
  themeButton?.addEventListener('click', () => {
    root.dataset['theme'] = isDark() ? 'light' : 'dark'
    keep('theme', root.dataset['theme'])
    showTheme()
  })
  for (const button of languageButtons)
    button.addEventListener('click', () => {
      const language = button.dataset['language'] ?? 'en'
      keep('language', language)
      setLanguage(language)
    })
  setLanguage(recall('language') ?? preferredLanguage())
}

function preferredLanguage(): ShopLanguage {
  const [first = 'en'] = navigator.languages
  if (!first.startsWith('zh')) return 'en'
  return /hant|tw|hk|mo/i.test(first) ? 'zh-TW' : 'zh-CN'
}

/** Storage may be refused, in a private window for instance: then a choice lasts as long as the page. */
function keep(name: string, value: string): void {
  try {
    localStorage.setItem(`maison-${name}`, value)
  } catch {}
}

function recall(name: string): string | null {
  try {
    return localStorage.getItem(`maison-${name}`)
  } catch {
    return null
  }
}
