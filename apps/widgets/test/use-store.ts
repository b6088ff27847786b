import axe from 'axe-core'
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest'
import { MockStore } from './mock-store.ts'
import { dress, writePage } from './store-page.ts'

/** The elements, by their tags. */
export const TAGS = ['laurel-member-badge', 'laurel-points', 'laurel-tier-progress'] as const

/** How a visitor comes. */
export interface Visit extends BrowserContextOptions {
  readonly lang?: string
  readonly head?: string
  /** Whether time stands still until the test moves it. */
  readonly frozen?: boolean
  /** Whether the page asks for changes by itself, which would disturb who counts requests. */
  readonly live?: boolean
  /** What the browser will complain of, because the test has it so. */
  readonly expects?: string
}

/** A page that is watched: what it logs as an error, or breaks of its CSP, fails the test. */
export interface WatchedPage {
  readonly page: Page
  /** The layout shift since the page began. */
  shift(): Promise<number>
  /** What axe finds wrong. */
  violations(): Promise<string[]>
}

/**
 * A mock store and a browser for the tests of one file: the one that all share, unless they need their own. What a test has
 * the browser complain of is named in `expects`.
 */
export function useStore(openBrowser = () => chromium.connect(inject('chromium'))) {
  const store = new MockStore()
  let browser: Browser
  let problems: string[] = []

  beforeAll(async () => {
    await store.start()
    browser = await openBrowser()
  })
  afterEach(async () => {
    await Promise.all(browser.contexts().map(context => context.close()))
    store.reset()
    const seen = problems
    problems = []
    expect(seen).toEqual([])
  })
  afterAll(async () => {
    await browser.close()
    await store.stop()
  })

  async function visit(
    url: string,
    { frozen = false, live = false, expects, ...options }: Visit = {},
  ): Promise<WatchedPage> {
    const context = await browser.newContext({ viewport: { width: 800, height: 900 }, ...options })
    const page = await context.newPage()
    if (frozen) await page.clock.install({ time: '2026-11-22T10:00:00Z' })
    page.on('pageerror', error => problems.push(String(error)))
    page.on('console', message => {
      // What the network answers is the test's own script; all else is a fault.
      const isExpected =
        message.text().startsWith('Failed to load resource') || message.text().includes(expects ?? '\0')
      if (message.type() === 'error' && !isExpected) problems.push(message.text())
    })
    await page.addInitScript(watchShift)
    await dress(page)
    if (!live) await page.route('**/elements/live-*', route => route.abort())
    await page.goto(url)
    return { page, shift: () => readShift(page), violations: () => findViolations(page) }
  }

  /** Opens a page that includes the script as a store would. */
  function open(body: string, options: Visit = {}): Promise<WatchedPage> {
    const { lang, head, ...rest } = options
    return visit(writePage(store, body, { lang, head }), rest)
  }

  return { store, open, visit }
}

/** Every element with the same token. */
export function allElements(token: string): string {
  return TAGS.map(tag => `<${tag} member-token="${token}">Your membership</${tag}>`).join('<p>Between</p>')
}

interface ShiftWindow extends Window {
  shift: number
}

function watchShift(): void {
  const here = window as unknown as ShiftWindow
  here.shift = 0
  new PerformanceObserver(list => {
    for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[]) here.shift += entry.value
  }).observe({ type: 'layout-shift', buffered: true })
}

/** Two frames later all shifts of what has been drawn are told. */
function readShift(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>(resolve => {
        requestAnimationFrame(() => requestAnimationFrame(() => resolve((window as unknown as ShiftWindow).shift)))
      }),
  )
}

async function findViolations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source)
  // What is in a frame is asked there: from here axe would wait for its answer.
  const results = await page.evaluate(() => {
    // Preloading writes sheets of another origin into the page, which its CSP forbids.
    const preload = [...document.styleSheets].every(({ href }) => !href || new URL(href).origin === location.origin)
    return (window as unknown as { axe: typeof axe }).axe.run({ iframes: false, preload })
  })
  return results.violations.map(({ id, nodes }) => `${id}: ${nodes.map(node => node.html).join(' ')}`)
}
