import { expect, test } from 'vitest'
import { leftInEnglish } from '../../test/left-in-english.ts'
import { serveDemo } from '../../test/mock-shop.ts'
import { useStore } from '../../test/use-store.ts'

const { store, visit } = useStore()

async function enter(locale = 'en-GB', width = 1280, height = 900) {
  serveDemo(store)
  const watched = await visit(`${store.url}/demo/theme/`, { locale, viewport: { width, height } })
  await watched.page.locator('laurel-tier-progress .card.ready').waitFor()
  return watched
}

test('every colour that an element takes can be chosen, the focus ring and the mark of the tier too', async () => {
  const { page } = await enter()
  await page.getByLabel('Focus ring').fill('#0000ff')
  await page.getByLabel('Mark of the tier').fill('#ff00ff')
  expect(await page.locator('#css').innerText()).toContain('  --laurel-focus: #0000ff;\n  --laurel-medal: #ff00ff;')
  const disc = page.locator('laurel-tier-progress .disc').first()
  expect(await disc.evaluate(node => getComputedStyle(node).fill)).toBe('rgb(255, 0, 255)')
})

test('what is chosen is seen at once, and is the CSS that is offered', async () => {
  const { page } = await enter()
  const accent = () => page.getByLabel('Accent', { exact: true }).inputValue()
  await expect.poll(accent).not.toBe('#000000')
  const usual = await accent()
  await page.getByLabel('Preset').selectOption('gold')
  await page.getByLabel('Appearance').selectOption('dark')
  await page.getByLabel('Accent', { exact: true }).fill('#ff8800')
  await page.getByLabel('Corners').fill('1')
  expect(await page.locator('#css').innerText()).toBe(
    '<laurel-program theme="gold dark">…</laurel-program>\n\n:root {\n  --laurel-accent: #ff8800;\n  --laurel-radius: 1em;\n}',
  )
  const fill = page.locator('laurel-tier-progress .fill').first()
  expect(await fill.evaluate(node => getComputedStyle(node).backgroundColor)).toBe('rgb(255, 136, 0)')
  await page.getByRole('button', { name: 'Start over' }).click()
  await page.locator('#css', { hasText: '<laurel-program theme="auto">…</laurel-program>' }).waitFor()
  await expect.poll(accent).toBe(usual)
})

test.each(
  (['en-GB', 'zh-CN', 'zh-TW'] as const).flatMap(locale =>
    [320, 412, 800, 1350].map(width => [locale, width] as const),
  ),
)('in %s, %d px wide, nothing moves while the controls and the preview arrive', async (locale, width) => {
  for (const height of [900, 6000]) {
    const { page, shift } = await enter(locale, width, height)
    for (const name of ['member-card', 'rewards', 'history']) await page.locator(`laurel-${name} .card.ready`).waitFor()
    expect(await shift()).toBe(0)
  }
})

test.each([
  ['en-GB', 1280],
  ['zh-CN', 390],
  ['zh-TW', 1280],
])('in %s at %i px axe finds nothing, and nothing overflows', async (locale, width) => {
  const { page, violations } = await enter(locale, width)
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
  expect(await violations()).toEqual([])
  if (locale !== 'en-GB') expect(await leftInEnglish(page, ['Laurel'])).toEqual([])
})
