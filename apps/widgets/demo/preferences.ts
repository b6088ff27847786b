import type { ShopLanguage } from './shop-texts.ts'
import { translatePage } from './shop-texts.ts'

const root = document.documentElement

/** Language and appearance as chosen before, else as the browser prefers: before the page is drawn. */
export function takeUpPreferences(): void {
  const theme = recall('theme')
  if (theme) root.dataset['theme'] = theme
  speak(recall('language') ?? preferredLanguage())
}

/** Lets the visitor choose, and keeps what they choose; `onLanguage` follows each change. */
export function offerPreferences(onLanguage: () => void): void {
  const themeButton = document.querySelector<HTMLButtonElement>('#theme')
  const showTheme = () => themeButton?.setAttribute('aria-pressed', String(isDark()))
  showTheme()
  themeButton?.addEventListener('click', () => {
    root.dataset['theme'] = isDark() ? 'light' : 'dark'
    keep('theme', root.dataset['theme'])
    showTheme()
  })
  afterDrawing(signLanguages)
  for (const button of languageButtons())
    button.addEventListener('click', () => {
      const language = button.dataset['language'] ?? 'en'
      keep('language', language)
      speak(language)
      onLanguage()
    })
}

/** Signs in another script come after the first draw: to find its font costs a slow phone some 10 ms. */
function signLanguages(): void {
  for (const button of languageButtons()) button.textContent = button.dataset['sign'] ?? ''
}

function afterDrawing(work: () => void): void {
  requestAnimationFrame(() => setTimeout(work))
}

const languageButtons = () => document.querySelectorAll<HTMLButtonElement>('[data-language]')

function speak(language: string): void {
  for (const button of languageButtons())
    button.setAttribute('aria-pressed', String(button.dataset['language'] === language))
  if (root.lang === language) return
  root.lang = language
  translatePage()
}

function isDark(): boolean {
  const { theme } = root.dataset
  return theme ? theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches
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
