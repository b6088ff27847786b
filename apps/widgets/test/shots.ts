// Pictures of every element in every state and of the demo, to be looked at: `node test/shots.ts`.
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { buildWidgets } from '../build.ts'
import { launchChromium } from './chromium.ts'
import { keepSheet, SHOTS, type Picture } from './contact-sheet.ts'
import { browserFor, ELEMENTS, matrixBody, nameOf, serveStates, settle, STATES, VIEWS, type View } from './matrix.ts'
import { MockStore } from './mock-store.ts'
import { serveDemo } from './mock-shop.ts'
import { dress, writePage } from './store-page.ts'

await buildWidgets()
await mkdir(SHOTS, { recursive: true })
const store = new MockStore()
await store.start()
const browser = await launchChromium()
try {
  await shootElements()
  await shootDemo()
} finally {
  await browser.close()
  await store.stop()
}

/** Every element in every state, as everybody sees it: a sheet for each element. */
async function shootElements(): Promise<void> {
  const boxes = new Map<View, Map<string, Picture>>()
  for (const view of VIEWS) boxes.set(view, await shootView(view))
  for (const tag of ELEMENTS) {
    const rows = VIEWS.map(view => ({
      name: nameOf(view),
      pictures: Object.keys(STATES).map(state => boxes.get(view)!.get(`${tag}-${state}`)!),
    }))
    await keepSheet(browser, tag, Object.keys(STATES), rows)
  }
}

/** One picture of everything in one view, and where in it each element is in each state. */
async function shootView(view: View): Promise<Map<string, Picture>> {
  const file = `elements-${nameOf(view)}.png`
  serveStates(store)
  const context = await browser.newContext(browserFor(view))
  const page = await context.newPage()
  await dress(page)
  await page.goto(writePage(store, matrixBody(view), { lang: view.lang }))
  await settle(page)
  await page.screenshot({ path: join(SHOTS, file), fullPage: true })
  const places = await page.locator('.sheet > div > *').evaluateAll(hosts =>
    hosts.map(host => {
      const { x, y, width, height } = host.getBoundingClientRect()
      // What is only the last known says so over its edge.
      return { id: host.id, box: { x: x - 8, y: y - 12, width: width + 16, height: height + 20 } }
    }),
  )
  await context.close()
  return new Map(places.map(({ id, box }) => [id, { file, box }]))
}

/** The demo shop as different visitors see it, before and after buying. */
async function shootDemo(): Promise<void> {
  serveDemo(store)
  for (const [file, locale, scheme, width, height] of [
    ['demo-desktop-light', 'en-GB', 'light', 1440, 900],
    ['demo-desktop-dark', 'en-GB', 'dark', 1440, 900],
    ['demo-zh-CN', 'zh-CN', 'light', 1440, 900],
    ['demo-tablet', 'zh-TW', 'light', 834, 1112],
    ['demo-phone', 'en-GB', 'light', 360, 740],
    ['demo-phone-dark-zh-CN', 'zh-CN', 'dark', 360, 740],
    ['demo-kiosk', 'zh-CN', 'light', 1080, 1920],
  ] as const) {
    const context = await browser.newContext({
      viewport: { width, height },
      locale,
      colorScheme: scheme,
      reducedMotion: 'reduce',
    })
    const page = await context.newPage()
    await page.goto(`${store.url}/demo/`)
    await page.locator('.product button').nth(5).waitFor()
    await page.locator('laurel-tier-progress >> css=.bar').first().waitFor()
    await page.screenshot({ path: join(SHOTS, `${file}.png`) })
    await page.locator('.product button').nth(5).click()
    await page.locator('.award').waitFor()
    await page.screenshot({ path: join(SHOTS, `${file}-bought.png`) })
    await page.locator('.toast').evaluate(toast => {
      toast.remove()
      scrollTo({ top: 0, behavior: 'instant' })
    })
    await page.screenshot({ path: join(SHOTS, `${file}-full.png`), fullPage: true })
    await context.close()
  }
}
