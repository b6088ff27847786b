// Pictures of the kiosk, in three sizes and three languages, to be looked at: `node test/kiosk-shots.ts`.
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { buildWidgets } from '../build.ts'
import { launchChromium } from './chromium.ts'
import { serveMall } from './mock-mall.ts'
import { MockStore } from './mock-store.ts'

const out = join(import.meta.dirname, '../dist/shots/kiosk')
const SIZES = { portrait: [1080, 1920], landscape: [1920, 1080], tablet: [834, 1112] } as const
const LANGUAGES = { en: 'English', 'zh-CN': '简体中文', 'zh-TW': '繁體中文' } as const

await buildWidgets()
await mkdir(out, { recursive: true })
const store = new MockStore()
await store.start()
const browser = await launchChromium()
try {
  for (const size of Object.keys(SIZES) as (keyof typeof SIZES)[])
    for (const locale of Object.keys(LANGUAGES) as (keyof typeof LANGUAGES)[]) await shoot(size, locale)
} finally {
  await browser.close()
  await store.stop()
}

async function shoot(size: keyof typeof SIZES, locale: keyof typeof LANGUAGES): Promise<void> {
  const [width, height] = SIZES[size]
  const context = await browser.newContext({
    viewport: { width, height },
    locale,
    reducedMotion: 'reduce',
    serviceWorkers: 'block',
  })
  const page = await context.newPage()
  await page.clock.install({ time: '2026-11-22T10:00:07Z' })
  const mall = await serveMall(page)
  const picture = (name: string) => page.screenshot({ path: join(out, `${size}-${locale}-${name}.png`) })
  await page.goto(`${store.url}/kiosk/?program=pk_test_mall`)
  await page.locator('.keypad.letters').waitFor()
  await picture('0-enrol')
  await page.locator('.field input').fill('ABCDEFGH')
  await page.locator('button.wide').click()
  await page.locator('.attract button.wide').waitFor()
  await picture('1-attract')
  await page.locator('.attract button.wide').click()
  await press(page, '13900001111')
  await picture('2-phone')
  await page.locator('button.wide').click()
  await page.locator('.test').waitFor()
  await press(page, '246810')
  await picture('3-code')
  mall.refuses.set('POST /v1/kiosk/sessions', [409, 'not_registered'])
  await page.locator('button.wide').click()
  await page.locator('.consent').first().waitFor()
  await picture('4-register')
  await page.locator('.field input').fill('欧阳')
  await page.locator('button.wide').click()
  await page.locator('laurel-tier-progress >> css=.bar').first().waitFor()
  await picture('5-overview')
  await page.locator('.tabs button').nth(1).click()
  await page.locator('.gifts .primary').first().waitFor()
  await picture('6-rewards')
  await page.locator('.gifts .primary').first().click()
  await page.locator('dialog').waitFor()
  await picture('7-confirm')
  await page.locator('dialog .primary').click()
  await page.locator('.pick-up-code').waitFor()
  await picture('8-pick-up')
  await page.locator('dialog .primary').click()
  await page.locator('.tabs button').nth(2).click()
  await page.locator('.receipts').waitFor()
  await picture('9-history')
  await page.locator('.tabs button').nth(3).click()
  await page.locator('.qr').waitFor()
  await picture('a-card')
  await page.clock.runFor(48_000)
  await page.locator('.seconds').waitFor()
  await picture('b-idle')
  await page.locator('.overlay .secondary').click()
  await page.locator('.size').click()
  await picture('c-attract-large')
  await context.setOffline(true)
  await page.locator('.offline').waitFor()
  await picture('d-offline')
  await context.close()
}

async function press(page: Page, digits: string): Promise<void> {
  for (const digit of digits) await page.locator('.keypad button', { hasText: digit }).click()
}
