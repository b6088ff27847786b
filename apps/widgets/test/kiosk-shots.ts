// Pictures of the kiosk, in three sizes and three languages, to be looked at: `node test/kiosk-shots.ts`. Those of some
// sizes and languages: `node test/kiosk-shots.ts portrait zh-CN`.
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { buildWidgets } from '../build.ts'
import { launchChromium } from './chromium.ts'
import { keepSheet, SHOTS, type Row } from './contact-sheet.ts'
import { fakeVideo } from './fake-video.ts'
import { serveMall } from './mock-mall.ts'
import { MockStore } from './mock-store.ts'

const SIZES = { portrait: [1080, 1920], landscape: [1920, 1080], tablet: [834, 1112] } as const
const LANGUAGES = { en: 'English', 'zh-CN': '简体中文', 'zh-TW': '繁體中文' } as const

const LONG_BRANDS = {
  en: 'Harrington & Lindqvist Department Stores, Shanghai',
  'zh-CN': '上海南京东路新世界大丸百货会员中心',
  'zh-TW': '臺北信義新天地百貨會員中心',
}

const wanted = new Set(process.argv.slice(2))
/** Which of these are wanted: all, unless some are named. */
const chosen = <Name extends string>(all: Readonly<Record<Name, unknown>>): Name[] => {
  const names = Object.keys(all) as Name[]
  const some = names.filter(name => wanted.has(name))
  return some.length ? some : names
}

await buildWidgets()
await mkdir(join(SHOTS, 'kiosk'), { recursive: true })
const store = new MockStore()
await store.start()
const video = fakeVideo('Nobody’s card')
const browser = await launchChromium(
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
  `--use-file-for-fake-video-capture=${video.path}`,
)
try {
  for (const size of chosen(SIZES)) {
    const rows: Row[] = []
    for (const locale of chosen(LANGUAGES)) {
      const names = await shoot(size, locale)
      rows.push({ name: locale, pictures: names.map(name => ({ file: `kiosk/${size}-${locale}-${name}.png` })) })
      if (rows.length === Object.keys(LANGUAGES).length) await keepSheet(browser, `kiosk-${size}`, names, rows)
    }
  }
} finally {
  await browser.close()
  await store.stop()
  video.remove()
}

/** Pictures of every screen, by their names. */
async function shoot(size: keyof typeof SIZES, locale: keyof typeof LANGUAGES): Promise<string[]> {
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
  const names: string[] = []
  const picture = async (name: string) => {
    names.push(name)
    await page.screenshot({ path: join(SHOTS, `kiosk/${size}-${locale}-${name}.png`) })
  }
  await page.goto(`${store.url}/kiosk/?program=pk_test_mall`)
  await page.locator('.keypad.letters').waitFor()
  await picture('0-enrol')
  await page.locator('.field input').fill('ABCDEFGH')
  await page.locator('button.wide').click()
  await page.locator('.attract button.wide').first().waitFor()
  await picture('1-attract')
  await page.locator('.attract button.wide', { hasNotText: /phone|手机|手機/ }).click()
  await page.locator('video').waitFor()
  await page.waitForFunction(() => document.querySelector('video')!.currentTime > 0)
  await picture('1-camera')
  await page.locator('.step button.wide').click()
  await press(page, '13900001111')
  await picture('2-phone')
  await page.locator('button.wide').click()
  await page.locator('.test').waitFor()
  await press(page, '246810')
  await picture('3-code')
  mall.refuses.set('POST /v1/kiosk/sessions', [409, 'not_registered'])
  await page.locator('button.wide').click()
  await page.locator('.consent').first().waitFor()
  for (const key of 'WEI')
    await page.locator('.keyboard button', { hasText: new RegExp(`^\\s*${key}\\s*$`, 'i') }).click()
  await page.locator('.consent input').check()
  await page.locator('.wishes input').first().check()
  await picture('4-register')
  await page.locator('.field input').fill('欧阳')
  await page.locator('button.wide').click()
  await overview(page)
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
  await page.emulateMedia({ media: 'print' })
  // A roll 80 mm wide, less its margins.
  await page.setViewportSize({ width: 272, height: 423 })
  await picture('8-slip')
  await page.emulateMedia({ media: 'screen' })
  await page.setViewportSize({ width, height })
  await page.locator('dialog .primary').click()
  await page.locator('.tabs button').nth(2).click()
  await page.locator('laurel-history >> css=.entry').first().waitFor()
  await picture('9-history')
  await page.locator('.tabs button').nth(3).click()
  await page.locator('laurel-member-card >> css=.bars').waitFor()
  await picture('a-card')
  await page.clock.fastForward(48_000)
  await page.locator('.seconds').waitFor()
  await picture('b-idle')
  await page.locator('.overlay .secondary').click()
  mall.brand = LONG_BRANDS[locale]
  mall.refuses.clear()
  await page.clock.runFor(61_000)
  await page.locator('.brand', { hasText: mall.brand }).waitFor()
  await page.locator('.size').click()
  await picture('c-attract-large')
  await page.locator('.attract .primary').click()
  await press(page, '13900001111')
  await picture('c-phone-large')
  await page.locator('button.wide').click()
  await page.locator('.test').waitFor()
  await press(page, '246810')
  await page.locator('button.wide').click()
  await overview(page)
  await picture('c-overview-large')
  mall.refuses.set('GET /v1/me/rewards', [401, 'token_expired'])
  await page.locator('.tabs button').nth(1).click()
  await page.locator('.notice').waitFor()
  await picture('c-visit-over')
  await context.setOffline(true)
  await page.locator('.offline').waitFor()
  await picture('d-offline')
  await context.close()
  return names
}

async function overview(page: Page): Promise<void> {
  await page.locator('laurel-tier-progress >> css=.bar').first().waitFor()
  await page.locator('.shelf').waitFor()
}

async function press(page: Page, digits: string): Promise<void> {
  for (const digit of digits) await page.locator('.keypad button', { hasText: digit }).click()
}
