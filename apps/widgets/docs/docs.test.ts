import { expect, test } from 'vitest'
import { leftInEnglish } from '../test/left-in-english.ts'
import { serveDemo } from '../test/mock-shop.ts'
import { useStore } from '../test/use-store.ts'
import { DOCS_LANGUAGES } from './docs-page.ts'

const { store, visit } = useStore()

/** What has one name in every language. */
const NAMES = ['React', 'Vue']
const TAGS = ['member-badge', 'points', 'tier-progress', 'member-card', 'rewards', 'history']

test.each(
  DOCS_LANGUAGES.flatMap(({ locale, folder }) =>
    ([360, 1280, 1920] as const).map(width => ({ locale, folder, width, colorScheme: schemeAt(width) })),
  ),
)(
  '$locale at $width px in $colorScheme shows every element live in each state, axe finds nothing, nothing overflows',
  async ({ locale, folder, width, colorScheme }) => {
    serveDemo(store)
    const { page, violations } = await visit(`${store.url}/docs/widgets/${folder}`, {
      viewport: { width, height: 900 },
      colorScheme,
    })
    for (const tag of TAGS)
      for (const state of ['ready', 'loading', 'signedOut', 'failed'])
        await page.locator(`laurel-${tag} .card.${state}`).waitFor()
    expect(await page.locator('html').getAttribute('lang')).toBe(locale)
    expect(await page.getByRole('heading', { level: 2 }).count()).toBeGreaterThan(TAGS.length)
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
    expect(await violations()).toEqual([])
    if (locale !== 'en') expect(await leftInEnglish(page, NAMES)).toEqual([])
  },
)

test('each page names the others in their own words, by a link that the keyboard reaches first and that keeps the place', async () => {
  serveDemo(store)
  const { page } = await visit(`${store.url}/docs/widgets/#laurel-points`)
  const alternates = page.locator('link[hreflang]')
  expect(
    await alternates.evaluateAll(links =>
      links.map(link => [link.getAttribute('hreflang'), link.getAttribute('href')]),
    ),
  ).toEqual([
    ['en', '/docs/widgets/'],
    ['zh-CN', '/docs/widgets/zh-CN/'],
    ['zh-TW', '/docs/widgets/zh-TW/'],
    ['x-default', '/docs/widgets/'],
  ])
  await page.locator('laurel-points .card.ready').waitFor()
  await page.goto(`${store.url}/docs/widgets/`)
  await page.keyboard.press('Tab')
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('English')
  await page.evaluate(() => (location.hash = 'laurel-points'))
  await page.getByRole('link', { name: '繁體中文' }).press('Enter')
  await page.waitForURL('**/docs/widgets/zh-TW/#laurel-points')
  expect(await page.getByRole('link', { name: '繁體中文' }).getAttribute('aria-current')).toBe('page')
})

test('what there is to copy is copied by its button, and that is said', async () => {
  serveDemo(store)
  const { page } = await visit(`${store.url}/docs/widgets/zh-CN/`, {
    permissions: ['clipboard-read', 'clipboard-write'],
  })
  await page.getByRole('button', { name: '复制: React' }).click()
  await page.locator('#copied', { hasText: '已复制: React' }).waitFor()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain("import '@laurel/widgets/laurel.css'")
})

test('without JavaScript the languages can be changed and the tables read', async () => {
  const { page } = await visit(`${store.url}/docs/widgets/`, { javaScriptEnabled: false })
  await page.getByRole('link', { name: '简体中文' }).click()
  await page.getByRole('heading', { name: '会员组件' }).waitFor()
  await page.getByText('会员计划的公开密钥').first().waitFor()
  await page.locator('noscript p').waitFor()
})

function schemeAt(width: number): 'light' | 'dark' {
  return width === 1280 ? 'light' : 'dark'
}
