import { expect, test } from 'vitest'
import { serveDetails } from './details.ts'
import { summary } from './summaries.ts'
import { useStore } from './use-store.ts'

const { store, open } = useStore()
const TAGS = ['laurel-rewards', 'laurel-history', 'laurel-member-card'] as const
const STATES = ['ready', 'loading', 'failed', 'signedOut'] as const

/** Every further element in every state. */
const everyState = STATES.map(state =>
  TAGS.map(tag => `<${tag} ${state === 'signedOut' ? '' : `member-token="${state}"`}>Your membership</${tag}>`).join(
    '',
  ),
).join('')

function serveStates(): void {
  serveDetails(store)
  store.script('ready', { body: summary() })
  store.script('loading', 'hang')
  store.script('failed', { status: 500 })
}

test.each(
  (['light', 'dark'] as const).flatMap(colorScheme =>
    (
      [
        ['en', 280],
        ['zh-CN', 360],
        ['zh-TW', 640],
      ] as const
    ).map(([lang, width]) => [colorScheme, lang, width] as const),
  ),
)('in %s, %s and %i px every state takes the same space, and axe finds nothing', async (colorScheme, lang, width) => {
  serveStates()
  const { page, violations } = await open(everyState, {
    lang,
    colorScheme,
    reducedMotion: 'reduce',
    viewport: { width: width + 32, height: 900 },
  })
  for (const tag of TAGS) {
    for (const state of STATES) await page.locator(`${tag} .card.${state}`).waitFor()
    const heights = await page.locator(tag).evaluateAll(hosts => hosts.map(host => host.getBoundingClientRect().height))
    expect(new Set(heights).size, `${tag}: ${heights}`).toBe(1)
    const overflowing = await page
      .locator(`${tag} .card, ${tag} .list, ${tag} .codes`)
      .evaluateAll(boxes => boxes.filter(box => box.scrollWidth > box.clientWidth).length)
    expect(overflowing, tag).toBe(0)
  }
  expect(await violations()).toEqual([])
})

test('nothing shifts from before the script until everything is there', async () => {
  let release = () => {}
  const gate = new Promise<void>(resolve => (release = resolve))
  serveDetails(store)
  store.script('t', { body: summary(), waitFor: gate })
  const body = TAGS.map(tag => `<${tag} member-token="t">Your membership</${tag}>`).join('<p>Between</p>')
  const { page, shift } = await open(body, { head: '', lang: 'zh-CN' })
  await shift()
  await page.addScriptTag({ url: '/widgets/laurel.js', type: 'module' })
  for (const tag of TAGS) await page.locator(`${tag} .card.loading`).waitFor()
  release()
  for (const tag of TAGS) await page.locator(`${tag} .card.ready`).waitFor()
  expect(await shift()).toBe(0)
})

test('right to left, nothing leaves its card', async () => {
  serveStates()
  const { page } = await open(`<div dir="rtl">${everyState}</div>`)
  for (const tag of TAGS) {
    const card = page.locator(`${tag} .card.ready`)
    await card.waitFor()
    expect(await card.evaluate(node => node.scrollWidth <= node.clientWidth), tag).toBe(true)
  }
})
