import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { leftInEnglish } from '../test/left-in-english.ts'
import { serveDemo } from '../test/mock-shop.ts'
import { useStore, type Visit } from '../test/use-store.ts'
import { en } from './texts/en.ts'

const { store, visit } = useStore()

/** What has one name in every language. */
const NAMES = ['Maison Laurel', 'Atelier N° 8', 'Lumière', 'Anna Schmidt']

async function enter(options: Visit = {}) {
  serveDemo(store)
  const watched = await visit(`${store.url}/demo/`, {
    locale: 'en-GB',
    viewport: { width: 1440, height: 900 },
    ...options,
  })
  await watched.page.locator('laurel-tier-progress .card.ready').waitFor()
  await watched.page.locator('.product button').nth(5).waitFor()
  return watched
}

const buyFirst = (page: Page, name: string) => page.getByRole('button', { name }).click()
const plain = (text: string) => text.replaceAll('\u00a0', ' ')

test('an English visitor is told by the page itself what its English words are', async () => {
  const { page } = await visit(`${store.url}/demo/`, { javaScriptEnabled: false })
  const words = new Map<string, unknown>(Object.entries(en))
  for (const [kind, read] of [
    ['text', (node: Element) => node.textContent],
    ['label', (node: Element) => node.getAttribute('aria-label')],
  ] as const)
    for (const node of await page.locator(`[data-${kind}]`).all()) {
      const said = (await node.evaluate(read))?.replaceAll(/\s+/g, ' ').trim()
      expect(said).toBe(words.get((await node.getAttribute(`data-${kind}`)) ?? ''))
    }
})

test('buying moves the widgets and explains the award to the last point', async () => {
  const { page } = await enter({ reducedMotion: 'reduce' })
  expect(await page.locator('laurel-points .card').innerText()).toContain('17,098')
  await buyFirst(page, 'Satin lipstick')
  await page.locator('.award').waitFor()
  expect(await page.locator('laurel-points .card').innerText()).toContain('18,698')
  expect(await page.locator('laurel-member-badge .card').innerText()).toContain('18,698 points')
  expect(plain(await page.locator('laurel-tier-progress .card').innerText())).toContain(
    '¥2,582 to Supreme card by 31 Dec',
  )
  expect(await page.locator('#toasts').innerText()).toContain('Satin lipstick, rouge: 1,600 points earned.')
  const why = (await page.locator('#why').innerText()).replaceAll(/\s+/g, ' ')
  for (const words of [
    'Satin lipstick, rouge ¥320 × 5 = 1,600 points',
    'Counted in cash ¥320',
    'Rate 1 point per ¥1',
    'Multiplier ×5, for this brand',
    'Also looked at Birthday ×2',
    'Member cash +¥16',
    'Tier stays VIP card',
    'Rounding Down, once per line',
    'Rules Version 1',
  ])
    expect(why).toContain(words)
})

test('the purchase that reaches the next tier says so', async () => {
  const { page } = await enter()
  await buyFirst(page, 'Leather saddle bag')
  await page.locator('.award').waitFor()
  expect(await page.locator('#why').innerText()).toContain('VIP card → Supreme card')
  await page.locator('laurel-tier-progress', { hasText: 'You hold the highest tier.' }).waitFor()
})

test('the page, its widgets and the award change language together', async () => {
  const { page } = await enter()
  await buyFirst(page, 'Satin lipstick')
  await page.locator('.award').waitFor()
  await page.getByRole('button', { name: '简体中文' }).click()
  expect(await page.locator('#why').innerText()).toContain('品牌多倍积分')
  expect(await page.locator('h1').innerText()).toBe('静而暖，久相伴。')
  await page.locator('laurel-points', { hasText: '我的积分' }).waitFor()
  await page.getByRole('button', { name: '繁體中文' }).click()
  expect(await page.locator('#why').innerText()).toContain('品牌多倍點數')
  await page.locator('laurel-points', { hasText: '我的點數' }).waitFor()
  await page.reload()
  await page.locator('laurel-points', { hasText: '我的點數' }).waitFor()
})

test('another customer sees their own membership, and no award of the one before', async () => {
  const { page } = await enter()
  await buyFirst(page, 'Satin lipstick')
  await page.locator('.award').waitFor()
  await page.getByLabel('Shopping as').selectOption('mem_anna')
  await page.locator('laurel-member-badge', { hasText: 'A***' }).waitFor()
  expect(await page.locator('#why').innerText()).toContain('every point is explained here')
})

test('a purchase that fails is told, charges nothing and can be tried again', async () => {
  const { page } = await enter()
  await page.route('**/demo/api/buy', route => route.fulfill({ status: 503 }))
  await buyFirst(page, 'Camel wool coat')
  await page.locator('.toast', { hasText: 'Nothing was charged' }).waitFor()
  await page.unroute('**/demo/api/buy')
  await buyFirst(page, 'Camel wool coat')
  await page.locator('.award').waitFor()
})

test('the shop still sells when the widgets do not load', async () => {
  serveDemo(store)
  const { page } = await visit('about:blank', { locale: 'en-GB' })
  await page.route('**/widgets/laurel.js', route => route.abort())
  await page.goto(`${store.url}/demo/`)
  await buyFirst(page, 'Satin lipstick')
  await page.locator('.award').waitFor()
  expect(await page.locator('laurel-points').innerText()).toContain('Your points are on your receipt')
})

test.each([
  ['light', 'en-GB'],
  ['dark', 'zh-CN'],
  ['light', 'zh-TW'],
] as const)('in %s and %s axe finds nothing, before and after buying', async (colorScheme, locale) => {
  const { page, violations } = await enter({ colorScheme, locale, reducedMotion: 'reduce' })
  expect(await violations()).toEqual([])
  await page.locator('.product button').last().click()
  await page.locator('.toast').waitFor()
  await page.locator('.award').waitFor()
  expect(await violations()).toEqual([])
  if (locale !== 'en-GB') expect(await leftInEnglish(page, NAMES)).toEqual([])
})

test.each([
  ['a narrow phone', 360, 740],
  ['a tablet', 834, 1112],
  ['a desktop', 1440, 900],
  ['the kiosk', 1080, 1920],
])('on %s nothing overflows, and every target can be hit with a finger', async (_, width, height) => {
  const { page } = await enter({ viewport: { width, height }, locale: 'en-GB' })
  await buyFirst(page, 'Satin lipstick')
  // Its link is smaller while it comes.
  await page.locator('.toast').evaluate(toast => Promise.all(toast.getAnimations().map(({ finished }) => finished)))
  const found = await page.evaluate(() => {
    const small = [...document.querySelectorAll<HTMLElement>('a:not(.skip), button, select')].filter(target => {
      const { width, height } = target.getBoundingClientRect()
      return width > 0 && (width < 44 || height < 44)
    })
    return {
      overflow: document.documentElement.scrollWidth - innerWidth,
      small: small.map(target => target.outerHTML.slice(0, 80)),
    }
  })
  expect(found).toEqual({ overflow: 0, small: [] })
})

test.each(
  (['en-GB', 'zh-CN', 'zh-TW'] as const).flatMap(locale =>
    [320, 412, 800, 1350].map(width => [locale, width] as const),
  ),
)('in %s, %d px wide, nothing moves while the shop and its widgets arrive, down to its foot', async (locale, width) => {
  const { page, shift } = await enter({ locale, viewport: { width, height: 6000 } })
  for (const name of ['member-card', 'rewards', 'history']) await page.locator(`laurel-${name} .card.ready`).waitFor()
  expect(await shift()).toBe(0)
})

test('the keyboard goes from the skip link to a purchase and to its why', async () => {
  const { page } = await enter()
  await page.keyboard.press('Tab')
  expect(await page.evaluate(() => document.activeElement?.className)).toBe('skip')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('Camel wool coat')
  await page.keyboard.press('Enter')
  const link = page.getByRole('link', { name: 'See why' })
  await link.focus()
  await page.keyboard.press('Enter')
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('why')
})

test('light or dark is chosen by the visitor and kept', async () => {
  const { page } = await enter({ colorScheme: 'light' })
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
  const light = await paper()
  await page.getByRole('button', { name: 'Dark appearance' }).click()
  const dark = await paper()
  expect(dark).not.toBe(light)
  await page.reload()
  expect(await paper()).toBe(dark)
  expect(await page.getByRole('button', { name: 'Dark appearance' }).getAttribute('aria-pressed')).toBe('true')
})

test('nothing comes from another host', async () => {
  serveDemo(store)
  const hosts = new Set<string>()
  const { page } = await visit('about:blank')
  page.on('request', request => hosts.add(new URL(request.url()).origin))
  await page.goto(`${store.url}/demo/`)
  await page.locator('.product button').nth(5).waitFor()
  expect([...hosts]).toEqual([store.url])
})
