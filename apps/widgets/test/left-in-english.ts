import type { Page } from 'playwright-core'

/**
 * The texts of a page, also those that are only spoken and those inside of elements, which stand in Latin letters alone.
 * Code, tags, names and what is marked as another language are none of a translation's business.
 */
export function leftInEnglish(page: Page, names: readonly string[] = []): Promise<string[]> {
  return page.evaluate(known => {
    const found = new Set<string>()
    const look = (text: string | null) => {
      const words = known.reduce((rest, name) => rest.replaceAll(name, ''), (text ?? '').trim())
      const isTag = /^laurel-[a-z-]+$/.test(words)
      const isCode = /^(?=.*\d)[\dA-Z -]+$/.test(words)
      if (!isTag && !isCode && /[a-z]{2,}/i.test(words) && !/\p{Script=Han}/u.test(words)) found.add(words)
    }
    const enter = (root: Document | ShadowRoot) => {
      for (const element of root.querySelectorAll<HTMLElement>('*')) {
        if (element.shadowRoot) enter(element.shadowRoot)
        if (element.closest('code, pre, script, style, title, noscript, [lang]:not(html), [hidden]')) continue
        if (element.parentElement?.shadowRoot && !element.assignedSlot) continue
        for (const name of ['aria-label', 'title', 'alt', 'placeholder']) look(element.getAttribute(name))
        for (const node of element.childNodes)
          if (node instanceof Text && (!element.shadowRoot || node.assignedSlot)) look(node.textContent)
      }
    }
    look(document.title)
    enter(document)
    return [...found]
  }, names)
}
