import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { card, serveDetails } from '../../../test/details.ts'
import { summary } from '../../../test/summaries.ts'
import { useStore } from '../../../test/use-store.ts'

const { store, open } = useStore()
const element = '<laurel-member-card member-token="t">Show your card at the counter</laurel-member-card>'
const NOW = Date.parse('2026-11-22T10:00:00Z')

async function shown(lang = 'en', codes = 20) {
  store.script('t', { body: summary() })
  serveDetails(store)
  let asked = 0
  store.answer('/v1/me/card', () => ({ body: card(NOW + 30_000 * (codes - 1) * asked++, codes) }))
  const watched = await open(element, { lang, frozen: true })
  const box = watched.page.locator('laurel-member-card .card.ready')
  await box.waitFor()
  return { ...watched, box }
}

const digits = (page: Page) => page.locator('laurel-member-card .digits').first().innerText()

test.each([
  ['en', ['李*', 'ME card', '6800 1200 0001 7', 'New code in', 'Show to the cashier']],
  ['zh-CN', ['ME卡', '秒后更新', '出示给收银员']],
  ['zh-TW', ['ME卡', '秒後更新', '出示給收銀員']],
])('in %s it says whose card it is, and how long its code holds', async (lang, words) => {
  const { box } = await shown(lang)
  const text = await box.innerText()
  for (const word of words) expect(text).toContain(word)
})

test('in large letters on a narrow screen its digits still stand in one line, none of them cut', async () => {
  store.script('t', { body: summary() })
  serveDetails(store)
  const { page } = await open(`<div class="kiosk">${element}</div>`, { viewport: { width: 320, height: 900 } })
  const line = page.locator('laurel-member-card .digits')
  await line.waitFor()
  const [inside, around] = [await line.boundingBox(), await page.locator('laurel-member-card .codes').boundingBox()]
  expect(inside!.x).toBeGreaterThan(around!.x)
  expect(inside!.x + inside!.width).toBeLessThan(around!.x + around!.width)
  expect(inside!.height).toBeLessThan(30)
})

test('its codes are others every thirty seconds, and the time that is left is counted down', async () => {
  const { page, box } = await shown()
  await page.clock.pauseAt(NOW + 61_000)
  const paths = () =>
    box.locator('svg.qr path, svg.bars path').evaluateAll(all => all.map(one => one.getAttribute('d')))
  const left = async () => Number(/in (\d+) s/.exec(await page.getByRole('timer').innerText())?.[1])
  // When a code ends depends on how long the card took to come: begin well before an end.
  if ((await left()) < 10) await page.clock.runFor(12_000)
  const [first, drawn] = [await digits(page), await paths()]
  const before = await left()
  await page.clock.runFor(5000)
  expect([before - (await left()), await digits(page)]).toEqual([5, first])
  await page.clock.runFor(30_000)
  expect(await digits(page)).not.toBe(first)
  const redrawn = await paths()
  expect(redrawn.map((path, index) => path === drawn[index])).toEqual([false, false])
})

test('new codes are there before the last one ends; with none left it shows none rather than an old one', async () => {
  const { page } = await shown('en', 3)
  await page.clock.runFor(35_000)
  await page.waitForLoadState('networkidle')
  await page.clock.runFor(55_000)
  expect(await digits(page)).toMatch(/^29/)
  store.answer('/v1/me/card', () => ({ status: 503, body: {} }))
  await page.clock.runFor(120_000)
  await page.getByText('a new code comes as soon as there is one').waitFor()
  expect(await page.locator('laurel-member-card svg.qr').count()).toBe(0)
})

test('the cashier sees it large, over everything, until it is closed by button or Escape', async () => {
  const { page, violations } = await shown()
  await page.getByRole('button', { name: 'Show to the cashier' }).press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Hold this to the scanner.' })
  await dialog.waitFor()
  const [box, viewport] = [await dialog.boundingBox(), page.viewportSize()!]
  expect([box!.width, box!.height]).toEqual([viewport.width, viewport.height])
  expect(await violations()).toEqual([])
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Show to the cashier' }).press('Enter')
  await page.getByRole('button', { name: 'Close' }).press('Enter')
  await dialog.waitFor({ state: 'detached' })
})

test('whatever the theme, a scanner sees black on white', async () => {
  const { page, box } = await shown()
  await page.locator('laurel-member-card').evaluate(host => host.setAttribute('theme', 'dark'))
  const field = box.locator('.codes')
  expect(await field.evaluate(node => [getComputedStyle(node).backgroundColor, getComputedStyle(node).color])).toEqual([
    'rgb(255, 255, 255)',
    'rgb(0, 0, 0)',
  ])
})

test('once it has left the page nothing ticks and nothing is asked', async () => {
  const { page } = await shown('en', 2)
  await page.waitForLoadState('networkidle')
  await page.locator('laurel-member-card').evaluate(host => host.remove())
  let asked = 0
  store.answer('/v1/me/card', () => {
    asked += 1
    return { body: card(NOW) }
  })
  await page.clock.runFor(120_000)
  expect(asked).toBe(0)
})

test('markup in a name or a tier is shown as the text that it is', async () => {
  const evil = '<img src=x onerror="window.owned=1"><script>window.owned=1</script>'
  const body = summary({ name: evil })
  body.tier = { code: 'X', name: { en: evil }, rank: 1 }
  store.script('t', { body })
  serveDetails(store)
  store.answer('/v1/me/card', () => ({ body: { ...card(Date.now()), name: evil } }))
  const { page } = await open(element)
  const box = page.locator('laurel-member-card .card.ready')
  await box.waitFor()
  expect(await box.innerText()).toContain(evil)
  expect(await box.locator('img, script').count()).toBe(0)
  expect(await page.evaluate('window.owned')).toBeUndefined()
})
