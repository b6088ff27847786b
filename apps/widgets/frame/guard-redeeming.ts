import { chooseLocale, type Locale } from '../src/i18n/locale.ts'
import type { MemberElement } from '../src/session/member-element.ts'

const COVERED: Readonly<Record<Locale, string>> = {
  en: 'Something on this page covers the button. Redeem when you can see all of it.',
  'zh-CN': '页面上有内容遮住了按钮，请在按钮完全可见时再兑换。',
  'zh-TW': '頁面上有內容遮住了按鈕，請在按鈕完全可見時再兌換。',
}
/** How often the browser looks, in milliseconds; no less is allowed. */
const DELAY_MS = 100

interface VisibilityEntry extends IntersectionObserverEntry {
  readonly isVisible?: boolean
}

/**
 * Refuses a press on what redeems while the page around covers it, fades it or distorts it: a press that was meant for
 * something else. Where a browser cannot tell (all but Chromium's), `frame-ancestors` and the question are what is left.
 */
export function guardRedeeming(element: MemberElement): void {
  if (!('trackVisibility' in IntersectionObserver.prototype)) return
  let watched: Element | null = null
  /** Null before the browser has looked: too soon for anybody to have read the question. */
  let isSeen: boolean | null = null
  const observer = new IntersectionObserver(
    entries => {
      for (const { target, isVisible } of entries as VisibilityEntry[])
        if (target === watched) isSeen = isVisible === true
    },
    { trackVisibility: true, delay: DELAY_MS, threshold: 1 } as IntersectionObserverInit,
  )
  const watch = (button: Element | null): void => {
    observer.disconnect()
    isSeen = null
    watched = button
    if (button) observer.observe(button)
  }
  element.addController({
    hostUpdated() {
      const button = element.shadowRoot?.querySelector('dialog button[part=redeem]') ?? null
      if (button !== watched) watch(button)
    },
  })
  const guard = (event: Event): void => {
    if (isSeen || !watched || !event.composedPath().includes(watched)) return
    event.stopImmediatePropagation()
    event.preventDefault()
    if (isSeen === false) say(watched)
    // In a page that draws nothing anew the browser may not have looked at all: it is asked once more.
    else watch(watched)
  }
  addEventListener('click', guard, true)
}

/** Beside the button: a modal dialog is all that can be heard. */
function say(button: Element): void {
  const form = button.closest('form')
  const before = form?.previousElementSibling
  const words = before?.matches('[role=alert]') ? before : document.createElement('p')
  words.className = 'message'
  words.setAttribute('role', 'alert')
  words.textContent = COVERED[chooseLocale(document.documentElement.lang).locale]
  if (words !== before) form?.before(words)
}
