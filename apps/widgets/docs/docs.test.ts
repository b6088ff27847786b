import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { marked } from 'marked'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { serveDetails } from '../test/details.ts'
import { leftInEnglish } from '../test/left-in-english.ts'
import { MockStore } from '../test/mock-store.ts'
import { summary } from '../test/summaries.ts'
import { useStore } from '../test/use-store.ts'
import { EXAMPLE_STATES, type ExampleState } from './examples/example-states.ts'
import { DOCS_LANGUAGES } from './page-shell.ts'
import { policyFor } from './policy.ts'

const { store, visit } = useStore()

/** What has one name in every language. */
const NAMES = ['React', 'Vue']
const TAGS = ['member-badge', 'points', 'tier-progress', 'member-card', 'rewards', 'history']

/** What tells that an element is in a state. */
const LOOKS: Readonly<Record<ExampleState, string>> = {
  ready: '.card.ready',
  new: '.card.ready',
  top: '.card.ready',
  empty: '.empty',
  toCollect: '.ticket .code',
  asking: '.open',
  redeemed: '.open',
  large: '.open',
  kiosk: '.card.ready',
  loading: '.card.loading',
  signedOut: '.card.signedOut',
  ownWords: 'a[slot]',
  stale: '.stale',
  waiting: '.codes [role=status]',
  failed: '.card.failed',
  ended: '.card.failed',
}

test.each(
  DOCS_LANGUAGES.flatMap(({ locale, folder }) =>
    ([360, 1280, 1920] as const).map(width => ({ locale, folder, width, colorScheme: schemeAt(width) })),
  ),
)(
  '$locale at $width px in $colorScheme shows every element live, axe finds nothing in what is unfolded, nothing overflows',
  async ({ locale, folder, width, colorScheme }) => {
    const { page, violations } = await visit(`${store.url}/docs/widgets/${folder}`, {
      viewport: { width, height: 900 },
      colorScheme,
    })
    for (const tag of TAGS) await page.locator(`.stage > laurel-${tag} .card.ready`).waitFor()
    expect(await page.locator('html').getAttribute('lang')).toBe(locale)
    expect(await page.getByRole('heading', { level: 2 }).count()).toBeGreaterThan(TAGS.length)
    await page.evaluate(() => document.querySelectorAll('details').forEach(fold => (fold.open = true)))
    expect(await overflow(page)).toBeLessThanOrEqual(0)
    expect(await violations()).toEqual([])
    if (locale !== 'en') expect(await leftInEnglish(page, NAMES)).toEqual([])
  },
)

test.each(DOCS_LANGUAGES)(
  'in $locale each element is shown in each of its states, which are made when they are chosen, and nothing overflows a phone',
  async ({ locale, folder }) => {
    const { page } = await visit(`${store.url}/docs/widgets/${folder}`, {
      viewport: { width: 360, height: 900 },
      reducedMotion: 'reduce',
    })
    const shown: string[] = []
    for (const choice of await page.locator('.states input').all()) {
      const [tag, state] = [await choice.getAttribute('name'), await choice.getAttribute('value')]
      await choice.check({ force: true })
      await page
        .locator(`#${tag} .stage.${state} ${LOOKS[state as ExampleState]}`)
        .first()
        .waitFor()
      expect(await overflow(page), `${tag} ${state}`).toBeLessThanOrEqual(0)
      if (locale !== 'en') expect(await leftInEnglish(page, NAMES), `${tag} ${state}`).toEqual([])
      shown.push(state!)
    }
    expect(new Set(shown)).toEqual(new Set(EXAMPLE_STATES))
    // One element at a time, and two in the provider.
    expect(await page.locator('.stage > *').count()).toBe(TAGS.length + 1)
  },
)

test('on a phone the page is not longer than 15,000 pixels', async () => {
  const { page } = await visit(`${store.url}/docs/widgets/`, { viewport: { width: 360, height: 900 } })
  for (const tag of TAGS) await page.locator(`.stage > laurel-${tag} .card.ready`).waitFor()
  expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBeLessThan(15_000)
})

test('the keyboard goes through the states, and what each means is said', async () => {
  const { page } = await visit(`${store.url}/docs/widgets/`)
  await page.locator('#laurel-points .card.ready').waitFor()
  await page.getByRole('radio', { name: 'Signed in' }).nth(3).focus()
  await page.keyboard.press('ArrowDown')
  await page.locator('#laurel-points .stage.new .card.ready').waitFor()
  expect(await page.locator('#laurel-points .says').innerText()).toBe('Nothing earned yet, and no tier.')
})

test('the question and the pick-up code are opened by a button, which has the focus again afterwards', async () => {
  const { page } = await visit(`${store.url}/docs/widgets/`)
  const rewards = page.locator('#laurel-rewards')
  await rewards.getByRole('radio', { name: 'The question' }).check({ force: true })
  await rewards.getByRole('button', { name: 'Open it' }).click()
  await page.getByRole('dialog', { name: 'Redeem Silk scarf?' }).waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Open it')
  await rewards.getByRole('radio', { name: 'Pick-up code' }).check({ force: true })
  await rewards.getByRole('button', { name: 'Open it' }).click()
  await page.getByRole('dialog', { name: 'It is yours' }).getByText('K7M5-Q2XW').waitFor()
  await page.keyboard.press('Escape')
  await rewards.locator('.ticket', { hasText: 'K7M5-Q2XW' }).waitFor()
  expect(await rewards.locator('.head span').innerText()).toBe('5,400 points')
})

test('the policy that the page gives to copy lets every element work from another origin, in the page and in a frame', async () => {
  const shop = new MockStore()
  await shop.start()
  try {
    serveDetails(store)
    store.script('t', { body: summary() })
    store.frameFor(shop.url)
    const inPage = TAGS.map(tag => `<laurel-${tag}></laurel-${tag}>`).join('')
    const html = `<!doctype html><html lang="zh-CN"><head><title>Shop</title>
      <link rel="stylesheet" href="${store.url}/widgets/laurel.css">
      <script type="module" src="${store.url}/widgets/laurel.js"></script></head><body>
      <laurel-program publishable-key="pk_test_1" member-token="t" theme="gold">${inPage}
      <laurel-rewards isolate></laurel-rewards></laurel-program></body></html>`
    const { page } = await visit(shop.page(html, policyFor(store.url, store.url)))
    for (const tag of TAGS) await page.locator(`laurel-${tag} .card.ready`).first().waitFor()
    await page.locator('laurel-rewards[isolate] .card.isolated').waitFor()
    await page.frameLocator('laurel-rewards[isolate] iframe').locator('.card.ready').waitFor()
    const picture = page.locator('laurel-rewards img').first()
    await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0)
  } finally {
    await shop.stop()
  }
})

test.each(DOCS_LANGUAGES)(
  'in $locale a link leads to the threat model, which axe finds right and which does not overflow a phone',
  async ({ locale, folder }) => {
    const { page, violations } = await visit(`${store.url}/docs/widgets/${folder}`, {
      viewport: { width: 360, height: 900 },
    })
    await page.locator('#security a').click()
    await page.waitForURL(`**/docs/widgets/${folder}security/`)
    expect(await page.locator('html').getAttribute('lang')).toBe(locale)
    expect(await page.locator('.languages [aria-current]').getAttribute('lang')).toBe(locale)
    expect(await page.getByRole('table').count()).toBe(2)
    // No mark of the Markdown is left over.
    expect(await page.locator('main').innerText()).not.toContain('**')
    expect(await overflow(page)).toBeLessThanOrEqual(0)
    expect(await violations()).toEqual([])
    if (locale !== 'en') expect(await leftInEnglish(page)).toEqual([])
  },
)

test('each translation of the threat model has what the English one has, and names the same code', async () => {
  const shapes = await Promise.all(
    DOCS_LANGUAGES.map(async ({ folder }) => {
      const file = join(import.meta.dirname, '../../../docs', folder, 'widgets-security.md')
      const blocks = marked.lexer(await readFile(file, 'utf8')).filter(({ type }) => type !== 'space')
      return blocks.map(({ type, raw }) => ({ type, codes: (raw.match(/`[^`]+`/g) ?? []).toSorted() }))
    }),
  )
  for (const shape of shapes) expect(shape).toEqual(shapes[0])
})

test('each page names the others in their own words, by a link that the keyboard reaches first and that keeps the place', async () => {
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
  await page.locator('#laurel-points .card.ready').waitFor()
  await page.goto(`${store.url}/docs/widgets/`)
  await page.keyboard.press('Tab')
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('English')
  await page.evaluate(() => (location.hash = 'laurel-points'))
  await page.getByRole('link', { name: '繁體中文' }).press('Enter')
  await page.waitForURL('**/docs/widgets/zh-TW/#laurel-points')
  expect(await page.getByRole('link', { name: '繁體中文' }).getAttribute('aria-current')).toBe('page')
})

test('what there is to copy is copied by its button, and that is said', async () => {
  const { page } = await visit(`${store.url}/docs/widgets/zh-CN/`, {
    permissions: ['clipboard-read', 'clipboard-write'],
  })
  await page.getByText('React', { exact: true }).click()
  await page.getByRole('button', { name: '复制: React' }).click()
  await page.locator('#copied', { hasText: '已复制: React' }).waitFor()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain("import '@laurel/widgets/laurel.css'")
})

test('without JavaScript the languages can be changed and the tables read', async () => {
  const { page } = await visit(`${store.url}/docs/widgets/`, { javaScriptEnabled: false })
  await page.getByRole('link', { name: '简体中文' }).click()
  await page.getByRole('heading', { name: '会员组件' }).waitFor()
  await page.locator('#laurel-points summary', { hasText: '属性（attribute）' }).click()
  await page.locator('#laurel-points').getByText('会员计划的公开密钥').waitFor()
  await page.locator('noscript p').waitFor()
})

function schemeAt(width: number): 'light' | 'dark' {
  return width === 1280 ? 'light' : 'dark'
}

/** By how much the page is wider than the screen. */
function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
}
