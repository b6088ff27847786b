import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { openProfile } from '../test/chromium.ts'
import { MockStore } from '../test/mock-store.ts'

// A profile of its own: what is private can neither be installed nor keep a shell.
const store = new MockStore()
const SAME_APP = { id: '/kiosk/', start_url: '/kiosk/', scope: '/kiosk/', display: 'fullscreen' }
const profile = mkdtempSync(join(tmpdir(), 'laurel-kiosk-'))
let context: BrowserContext
let page: Page

beforeAll(async () => {
  await store.start()
  store.answer('/v1/kiosk', () => ({
    body: {
      name: 'Lifts',
      program: { name: 'Wangfujing', mode: 'live', currency: 'CNY' },
      identifiesBy: ['cardCode', 'phone'],
    },
  }))
  context = await openProfile(profile)
  page = await context.newPage()
  await page.goto(store.page('<!doctype html><title>t</title>'))
  await page.evaluate(() =>
    localStorage.setItem('laurel-kiosk', JSON.stringify({ program: 'pk_live_mall', key: 'kk_live_mall' })),
  )
  await page.goto(`${store.url}/kiosk/`)
  await page.locator('.attract').waitFor()
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready
  })
})
afterEach(() => context.setOffline(false))
afterAll(async () => {
  await context.close()
  await store.stop()
  rmSync(profile, { recursive: true, force: true })
})

test('a browser would install it, full screen, as it is', async () => {
  expect(await installed(page)).toMatchObject({ ...SAME_APP, lang: 'en', name: 'Laurel kiosk', short_name: 'Kiosk' })
})

test.each([
  ['zh-CN', 'Laurel 会员自助机', '会员可在此屏幕自助查询和兑换。'],
  ['zh-TW', 'Laurel 會員自助機', '會員可在此螢幕自助查詢和兌換。'],
])(
  'on a machine in %s it is installed as the same app, under a name in that language',
  async (lang, name, description) => {
    const folder = mkdtempSync(join(tmpdir(), 'laurel-kiosk-'))
    const machine = await openProfile(folder, lang)
    try {
      const screen = await machine.newPage()
      await screen.goto(`${store.url}/kiosk/?program=pk_live_mall`)
      await screen.locator('.keypad').waitFor()
      expect(await screen.title()).toBe(name)
      expect(await screen.locator('meta[name="description"]').getAttribute('content')).toBe(description)
      expect(await installed(screen)).toMatchObject({
        ...SAME_APP,
        lang,
        name,
        short_name: name.slice(-3),
        description,
      })
    } finally {
      await machine.close()
      rmSync(folder, { recursive: true, force: true })
    }
  },
)

test('started without a network it says so, and comes back alone', async () => {
  await context.setOffline(true)
  await page.reload()
  await page.locator('.offline').waitFor()
  await context.setOffline(false)
  await page.locator('.offline').waitFor({ state: 'detached' })
  await page.locator('.attract').waitFor()
})

test('what it keeps for that is its shell, and no answer of the API', async () => {
  const kept = await page.evaluate(async () => {
    const caching = (await caches.keys()).map(async name => (await caches.open(name)).keys())
    return (await Promise.all(caching)).flat().map(({ url }) => new URL(url).pathname)
  })
  expect(kept.toSorted()).toEqual([
    '/kiosk/',
    '/kiosk/icon.svg',
    '/kiosk/kiosk.css',
    '/kiosk/kiosk.js',
    '/kiosk/manifest.webmanifest',
    '/kiosk/manifest.zh-CN.webmanifest',
    '/kiosk/manifest.zh-TW.webmanifest',
  ])
})

/** The manifest as the browser reads it, once nothing stands against installing the page. */
async function installed(screen: Page): Promise<unknown> {
  const devtools = await screen.context().newCDPSession(screen)
  expect(await devtools.send('Page.getInstallabilityErrors')).toEqual({ installabilityErrors: [] })
  const { errors, data } = await devtools.send('Page.getAppManifest')
  expect(errors).toEqual([])
  const { appId } = await devtools.send('Page.getAppId')
  expect(appId).toBe(`${store.url}/kiosk/`)
  return JSON.parse(data!)
}
