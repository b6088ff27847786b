import type { Browser, BrowserContext, Page } from 'playwright-core'
import { expect } from 'vitest'
import { PERSONAL, serveMall, type Mall } from './mock-mall.ts'
import { useStore, type Visit } from './use-store.ts'

/** The code of a member's card, as a scanner types it. */
export const CARD = '81234567890123451231234567'
/** The screens that it must look right on. */
export const SIZES = {
  portrait: { width: 1080, height: 1920 },
  landscape: { width: 1920, height: 1080 },
  tablet: { width: 834, height: 1112 },
}

/** A kiosk in a browser, and the mall behind it. */
export interface Standing {
  readonly page: Page
  readonly mall: Mall
  readonly violations: () => Promise<string[]>
}

/** A mock store whose kiosk is visited, by the browser that all files share unless the test opens its own. */
export function useKiosk(openBrowser?: () => Promise<Browser>) {
  const { store, visit } = useStore(openBrowser)

  /** A screen that was enrolled before, with nobody at it, in a browser that may be prepared first. */
  async function stand(
    options: Visit = {},
    prepare: (context: BrowserContext) => Promise<unknown> = async () => {},
  ): Promise<Standing> {
    const { page, violations } = await visit(store.page('<!doctype html><title>t</title>'), {
      frozen: true,
      serviceWorkers: 'block',
      reducedMotion: 'reduce',
      locale: 'en-GB',
      viewport: SIZES.portrait,
      ...options,
    })
    const mall = await serveMall(page)
    await page.evaluate(() =>
      localStorage.setItem('laurel-kiosk', JSON.stringify({ program: 'pk_test_mall', key: 'kk_test_mall' })),
    )
    await prepare(page.context())
    await page.goto(`${store.url}/kiosk/`)
    await page.locator('.attract').waitFor()
    return { page, mall, violations }
  }

  return { store, visit, stand }
}

/** What a wedge scanner does: keys as fast as they come, then Enter, to whatever has the focus. */
export function scan(page: Page, code = CARD, isComposing = false): Promise<void> {
  return page.evaluate(
    ([text, composing]) => {
      for (const key of [...text, 'Enter']) {
        const target = document.activeElement ?? document.body
        const isTaken = !target.dispatchEvent(
          new KeyboardEvent('keydown', {
            // An input method that takes the keys tells where they are, and nothing else.
            key: composing ? 'Process' : key,
            code: key === 'Enter' ? key : /\d/.test(key) ? `Digit${key}` : `Key${key.toUpperCase()}`,
            shiftKey: /[A-Z]/.test(key) && key.length === 1,
            bubbles: true,
            composed: true,
            cancelable: true,
          }),
        )
        if (!isTaken && key.length === 1 && target instanceof HTMLInputElement) {
          target.value += key
          target.dispatchEvent(new InputEvent('input', { bubbles: true }))
        }
      }
    },
    [code, isComposing] as const,
  )
}

/** Presses keys of the screen. */
export const press = async (page: Page, digits: string): Promise<void> => {
  for (const digit of digits) await page.locator('.keypad button', { hasText: digit }).click()
}
/** Lets time pass, in steps that leave the network time to answer. */
export const pass = async (page: Page, ms: number): Promise<void> => {
  for (let left = ms; left > 0; left -= 5000) await page.clock.runFor(Math.min(5000, left))
}
/** What the mall was asked under a name. */
export const asked = (mall: Mall, name: string) => mall.asked.filter(one => one.name === name)
/** Somebody comes with a card. */
export const enter = async ({ page }: Standing): Promise<void> => {
  await scan(page)
  await page.locator('laurel-points >> css=.value').waitFor()
}
/** Opens a tab by its words. */
export const tab = (page: Page, name: string) => page.locator('.tabs button', { hasText: name }).click()

/** Everything that is in the page, shadow roots too, and in what the browser keeps for it. */
export const remains = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const textOf = (node: Node): string =>
      [...node.childNodes]
        .map(child => {
          const own = child instanceof Element ? [...child.attributes].map(({ value }) => value).join(' ') : ''
          const shadow = child instanceof Element && child.shadowRoot ? textOf(child.shadowRoot) : ''
          const value = child instanceof HTMLInputElement ? child.value : ''
          return `${own} ${shadow} ${value} ${child.nodeType === Node.TEXT_NODE ? child.nodeValue : ''} ${textOf(child)}`
        })
        .join(' ')
    const kept = [JSON.stringify(localStorage), JSON.stringify(sessionStorage), location.href, document.cookie]
    return `${textOf(document)} ${kept.join(' ')} ${JSON.stringify(history.state)}`
  })

/** Nobody stands there, and nothing of who did is left. */
export async function expectNobody({ page, mall }: Standing): Promise<void> {
  await page.locator('.attract').waitFor()
  const left = await remains(page)
  for (const trace of PERSONAL) expect(left).not.toContain(trace)
  expect(await page.evaluate(() => document.querySelectorAll('dialog').length)).toBe(0)
  expect(asked(mall, 'DELETE /v1/kiosk/sessions').at(-1)?.key).toBe('kk_test_mall')
}
