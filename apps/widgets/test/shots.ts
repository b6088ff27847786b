import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { buildWidgets } from '../build.ts'
import { launchChromium } from './chromium.ts'
import { serveDetails } from './details.ts'
import { MockStore } from './mock-store.ts'
import { serveDemo } from './mock-shop.ts'
import { goal, summary } from './summaries.ts'

const out = join(import.meta.dirname, '../dist/shots')
const names = ['member-badge', 'points', 'tier-progress', 'member-card', 'rewards', 'history']

await buildWidgets()
await mkdir(out, { recursive: true })
const store = new MockStore()
await store.start()
const browser = await launchChromium()
try {
  await shootStates()
  await shootDemo()
} finally {
  await browser.close()
  await store.stop()
}

/** Every element in every state, side by side. */
async function shootStates(): Promise<void> {
  const top = summary({ points: 68450, name: '欧阳**' })
  serveDetails(store)
  store.script('ready', { body: summary() })
  store.script('failed', { status: 500 })
  store.script('loading', 'hang')
  store.script('top', {
    body: {
      ...top,
      tier: { code: 'SVIP', name: { en: 'SVIP card', 'zh-CN': 'SVIP卡' }, rank: 3, validThrough: '2027-03-09' },
      progress: [
        goal({
          goal: 'renew',
          tier: 'SVIP',
          window: 'validity',
          current: 41200,
          required: 60000,
          endsOn: '2027-03-09',
        }),
      ],
      balances: {
        ...top.balances,
        memberCash: { available: 0 },
        prepaid: { available: 0 },
        points: { available: 68450, pending: 300, expiring: [] },
      },
    },
  })
  store.script('spend', {
    body: {
      ...summary({ points: 24500, name: 'J. M***' }),
      tier: { code: 'VIP', name: { en: 'VIP', 'zh-CN': 'VIP卡' }, rank: 2, validThrough: null },
      progress: [
        goal({
          tier: 'Supreme',
          window: 'membershipYear',
          measure: 'spend',
          current: 800050,
          required: 2000000,
          endsOn: '2026-12-31',
        }),
      ],
    },
  })
  store.script('new', { body: { ...summary({ points: 1 }), tier: null, progress: [] } })
  const tokens = ['ready', 'top', 'spend', 'new', 'loading', 'failed', '']
  const cell = (name: string, token: string) =>
    `<laurel-${name} ${token && `member-token="${token}"`}></laurel-${name}>`
  for (const [file, lang, scheme, width, theme] of [
    ['states-light', 'en', 'light', 1200, ''],
    ['states-dark-zh-CN', 'zh-CN', 'dark', 1200, ''],
    ['states-narrow-zh-TW', 'zh-TW', 'light', 300, ''],
    ['theme-plain', 'en', 'light', 1200, 'plain'],
    ['theme-gold-zh-CN', 'zh-CN', 'light', 1200, 'gold'],
    ['theme-gold-dark', 'en', 'dark', 1200, 'gold'],
    ['theme-young-zh-TW', 'zh-TW', 'light', 1200, 'young'],
    ['theme-young-dark', 'en', 'dark', 1200, 'young'],
  ] as const) {
    const rows = tokens.map(token => `<div class="row">${names.map(name => cell(name, token)).join('')}</div>`).join('')
    const url =
      store.page(`<!doctype html><html lang="${lang}"><title>t</title><link rel="stylesheet" href="/shots.css">
      <script type="module" src="/widgets/laurel.js"></script><laurel-program theme="${theme}">${rows}</laurel-program>`)
    const context = await browser.newContext({
      viewport: { width, height: 800 },
      deviceScaleFactor: 1,
      colorScheme: scheme,
    })
    const page = await context.newPage()
    await page.route('**/shots.css', route =>
      route.fulfill({
        contentType: 'text/css',
        body: `:root{color-scheme:light dark;font:16px/1.5 system-ui,"Noto Sans CJK SC",sans-serif;background:light-dark(#f6f3ee,#141312)}
          .row{display:grid;grid-template-columns:${width > 600 ? '20rem 1fr 1fr' : '1fr'};gap:1.5rem;align-items:start;margin:1rem}`,
      }),
    )
    await page.goto(url)
    await page.locator('laurel-points[member-token=failed] >> css=button').waitFor()
    await page.locator('laurel-history[member-token=new] >> css=.entry').first().waitFor()
    await page.screenshot({ path: join(out, `${file}.png`), fullPage: true })
    await context.close()
  }
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
    await page.locator('.product').nth(5).waitFor()
    await page.locator('laurel-tier-progress >> css=.bar').first().waitFor()
    await page.screenshot({ path: join(out, `${file}.png`) })
    await page.locator('.product button').nth(5).click()
    await page.locator('.award').waitFor()
    await page.screenshot({ path: join(out, `${file}-bought.png`) })
    await page.locator('.toast').evaluate(toast => {
      toast.remove()
      scrollTo({ top: 0, behavior: 'instant' })
    })
    await page.screenshot({ path: join(out, `${file}-full.png`), fullPage: true })
    await context.close()
  }
}
