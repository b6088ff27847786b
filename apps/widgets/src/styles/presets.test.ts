import { expect, test } from 'vitest'
import { serveDetails } from '../../test/details.ts'
import { summary } from '../../test/summaries.ts'
import { allElements, useStore } from '../../test/use-store.ts'

const { store, open } = useStore()
const PRESETS = ['plain', 'gold', 'young'] as const
/** The accent of a preset, light and dark. */
const accents = { plain: ['#171717', '#f5f5f5'], gold: ['#7d5b1c', '#e6c88a'], young: ['#5a2be0', '#bda8ff'] } as const
const rgb = (hex: string) => `rgb(${[1, 3, 5].map(at => Number.parseInt(hex.slice(at, at + 2), 16)).join(', ')})`

test.each(PRESETS.flatMap(preset => (['light', 'dark'] as const).map(scheme => [preset, scheme] as const)))(
  '%s in %s reads well: axe finds nothing, and nothing shifts from before the script until it is worn',
  async (preset, scheme) => {
    store.script('t', { body: summary() })
    serveDetails(store)
    const further =
      '<laurel-rewards member-token="t"></laurel-rewards><laurel-history member-token="t"></laurel-history>'
    const body = `${allElements('t')}${further}`.replaceAll('member-token', `theme="${preset}" member-token`)
    const { page, violations, shift } = await open(body, { head: '', colorScheme: scheme, reducedMotion: 'reduce' })
    await shift()
    await page.addScriptTag({ url: '/widgets/laurel.js', type: 'module' })
    for (const tag of ['laurel-tier-progress', 'laurel-rewards', 'laurel-history'])
      await page.locator(`${tag} .card.ready`).waitFor()
    expect(await shift()).toBe(0)
    const fill = page.locator('laurel-tier-progress .fill').first()
    expect(await fill.evaluate(node => getComputedStyle(node).backgroundColor)).toBe(
      rgb(accents[preset][scheme === 'light' ? 0 : 1]),
    )
    expect(await violations()).toEqual([])
  },
)

test('a preset is set for the page, by a program or by an element; the page’s own properties come before it', async () => {
  store.script('t', { body: summary() })
  const point = '<laurel-points member-token="t"></laurel-points>'
  const { page } = await open(`<laurel-program theme="gold dark">${point}</laurel-program>${point}`)
  const radii = () =>
    page
      .locator('laurel-points .card.ready')
      .evaluateAll(cards => cards.map(card => getComputedStyle(card).borderRadius))
  await page.waitForFunction(() => document.querySelector('laurel-points')!.shadowRoot!.adoptedStyleSheets.length > 4)
  expect(await radii()).toEqual(['2px', '12px'])
  expect(
    await page
      .locator('laurel-points .card')
      .first()
      .evaluate(card => getComputedStyle(card).backgroundColor),
  ).toBe('rgb(29, 24, 19)')
  await page.evaluate(() => window.Laurel.configure({ theme: 'young' }))
  await page.waitForFunction(
    () => document.querySelectorAll('laurel-points')[1]!.shadowRoot!.adoptedStyleSheets.length > 4,
  )
  expect(await radii()).toEqual(['2px', '24px'])
  await page.evaluate(() => document.documentElement.style.setProperty('--laurel-radius', '5px'))
  expect(await radii()).toEqual(['5px', '5px'])
})

test('a name that every object has is no preset, and names may stand on lines of their own', async () => {
  store.script('t', { body: summary() })
  const { page } = await open(
    ['constructor', '__proto__', 'gold\n dark']
      .map(theme => `<laurel-points theme="${theme}" member-token="t"></laurel-points>`)
      .join(''),
  )
  const cards = page.locator('laurel-points .card.ready')
  await cards.nth(2).waitFor()
  expect(await cards.evaluateAll(nodes => nodes.map(node => getComputedStyle(node).borderRadius))).toEqual([
    '12px',
    '12px',
    '2px',
  ])
})
