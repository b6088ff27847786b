// How long a page with the elements keeps a slow phone from answering, and whether it moves:
//   pnpm --filter @laurel/widgets measure
// A task's length is its processor time, as often as this machine is faster than the phone, by processor time too:
// throttling by DevTools goes by the wall clock, and would measure whatever else the machine does. The best of several
// visits counts, for a busy machine is slower by its caches too.
import { pageFunctions } from 'lighthouse/core/lib/page-functions.js'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { buildWidgets } from '../build.ts'
import { launchChromium } from './chromium.ts'
import { MockStore } from './mock-store.ts'
import { serveDemo } from './mock-shop.ts'
import { summary } from './summaries.ts'
import { longestTask, markBeginning, processorShare } from './task-trace.ts'

const SLOWDOWN = 4
/** What Lighthouse's BenchmarkIndex says of the desktop whose fourth is its phone: the middle of 1500 to 2000. */
const DESKTOP_INDEX = 1750
/** From here on the browser itself calls a task long. */
const LONG_MS = 50
/** What a busy machine adds even to the best of visits: only beyond it is a task held to be too long. */
const NOISE = 1.5
const MOST_VISITS = 12
const WIDTHS = [412, 800, 1350]

const three = ['laurel-member-badge', 'laurel-points', 'laurel-tier-progress']
const all = [...three, 'laurel-member-card', 'laurel-rewards', 'laurel-history']

const store = new MockStore()
const sum = { passed: 0, failed: 0 }

await buildWidgets()
await store.start()
const browser = await launchChromium()
try {
  serveDemo(store)
  store.script('t', { body: summary() })
  const elements = three.map(tag => `<${tag} member-token="t">Your membership</${tag}>`).join('')
  const page = (script: string, content: string) =>
    store.page(`<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Store</title>
    <link rel="stylesheet" href="/widgets/laurel.css">${script}</head><body><h1>Store</h1>${content}</body></html>`)
  const bare = await leastTaskOf(browser, page('', '<p>Your membership</p>'), [])
  console.log(`· the same page without them: longest task ${bare.toFixed(1)} ms at that speed`)
  const plain = page('<script type="module" src="/widgets/laurel.js"></script>', elements)
  await measure(browser, 'a page with the three elements', plain, three)
  await measure(browser, 'the demo', `${store.url}/demo/`, all)
  for (const locale of ['en-GB', 'zh-CN', 'zh-TW'])
    await measureShift(browser, `the theme editor in ${locale}`, `${store.url}/demo/theme/`, all, locale)
  for (const locale of ['zh-CN', 'zh-TW'])
    await measureShift(browser, `the demo in ${locale}`, `${store.url}/demo/`, all, locale)
} finally {
  await browser.close()
  await store.stop()
}
console.log(`${sum.passed} passed, ${sum.failed} failed`)
process.exitCode = sum.failed ? 1 : 0

/** The longest task of the best visit, in milliseconds of the phone: after the first visit without a long one it is known. */
async function leastTaskOf(browser: Browser, url: string, tags: readonly string[]): Promise<number> {
  const tasks: number[] = []
  while (tasks.length < MOST_VISITS && !tasks.some(length => length <= LONG_MS))
    tasks.push((await slowdownHere(browser)) * (await longestTaskOf(browser, url, tags)))
  return Math.min(...tasks)
}

async function measure(browser: Browser, name: string, url: string, tags: readonly string[]): Promise<void> {
  const least = await leastTaskOf(browser, url, tags)
  tell(
    `${name}: longest task ${least.toFixed(1)} of ${LONG_MS} ms at a ${SLOWDOWN}th of a desktop’s speed`,
    least <= LONG_MS * NOISE,
  )
  await measureShift(browser, name, url, tags)
}

async function measureShift(
  browser: Browser,
  name: string,
  url: string,
  tags: readonly string[],
  locale = 'en-GB',
): Promise<void> {
  for (const width of WIDTHS) {
    const shift = await shiftOf(browser, url, tags, { locale, viewport: { width, height: 900 } })
    tell(`${name}, ${width} px wide: layout shift ${shift}`, shift === 0)
  }
}

function tell(guarantee: string, holds: boolean): void {
  console.log(`${holds ? '✓' : '✗'} ${guarantee}`)
  sum[holds ? 'passed' : 'failed'] += 1
}

/** How much faster than the phone this machine is at the moment: Lighthouse's index, were the processor the page's alone. */
async function slowdownHere(browser: Browser): Promise<number> {
  const page = await browser.newPage()
  await markBeginning(page)
  await page.goto('about:blank')
  let index = 0
  const share = await processorShare(browser, async () => {
    await page.reload()
    index = await page.evaluate<number>(`(${pageFunctions.computeBenchmarkIndex})()`)
  })
  await page.context().close()
  return (SLOWDOWN * index) / share / DESKTOP_INDEX
}

async function longestTaskOf(browser: Browser, url: string, tags: readonly string[]): Promise<number> {
  const page = await browser.newPage({ locale: 'en-GB', viewport: { width: 800, height: 900 } })
  await markBeginning(page)
  const longest = await longestTask(browser, () => enter(page, url, tags))
  await page.context().close()
  return longest
}

/** The layout shift of a visit with a throttled processor, where what comes late would be seen to come. */
async function shiftOf(
  browser: Browser,
  url: string,
  tags: readonly string[],
  visit: BrowserContextOptions,
): Promise<number> {
  const page = await browser.newPage(visit)
  const session = await page.context().newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN })
  await page.addInitScript(`
    globalThis.shift = 0
    new PerformanceObserver(list => { for (const entry of list.getEntries()) shift += entry.value })
      .observe({ type: 'layout-shift', buffered: true })`)
  await enter(page, url, tags)
  const { result } = await session.send('Runtime.evaluate', { expression: 'shift' })
  await page.context().close()
  return Number(result.value)
}

/**
 * Visits a page until its elements show the member, and a second longer. Asked by the protocol itself: Playwright's own
 * waiting brings a script into the page, which would be measured.
 */
async function enter(page: Page, url: string, tags: readonly string[]): Promise<void> {
  const session = await page.context().newCDPSession(page)
  await page.goto(url, { waitUntil: 'commit' })
  const { exceptionDetails } = await session.send('Runtime.evaluate', {
    awaitPromise: true,
    expression: `new Promise((resolve, reject) => {
      const isReady = tag => document.querySelector(tag)?.shadowRoot?.querySelector('.card.ready')
      const look = () => ${JSON.stringify(tags)}.every(isReady) ? setTimeout(resolve, 1000) : setTimeout(look, 100)
      look()
      setTimeout(reject, 30_000)
    })`,
  })
  if (exceptionDetails) throw new Error(`The elements of ${url} show nobody.`)
}
