import { expect, test } from 'vitest'
import { summary } from './summaries.ts'
import { allElements, TAGS, useStore } from './use-store.ts'

const { store, open } = useStore()

/** How wide a place the elements get, in CSS pixels: a phone's card, a side column, a wide one. */
const WIDTHS = [280, 340, 480] as const

test('the watch for layout shift does see one', async () => {
  const { page, shift } = await open('<div id="late"></div><p>Below</p>')
  await shift()
  await page.evaluate(() => (document.querySelector('#late') as HTMLElement).style.setProperty('height', '200px'))
  expect(await shift()).toBeGreaterThan(0)
})

test.each(WIDTHS.flatMap(width => (['en', 'zh-CN', 'zh-TW'] as const).map(lang => [width, lang] as const)))(
  'at %i px in %s every state takes the same space',
  async (width, lang) => {
    store.script('ready', { body: summary() })
    store.script('loading', 'hang')
    store.script('failed', { status: 500 })
    const states = ['ready', 'loading', 'failed', '']
    const { page } = await open(states.map(token => `<section>${allElements(token)}</section>`).join(''), {
      lang,
      viewport: { width: width + 32, height: 900 },
    })
    for (const state of ['ready', 'failed', 'signedOut', 'loading'])
      await page.locator(`laurel-tier-progress .card.${state}`).waitFor()
    for (const tag of TAGS) {
      const boxes = await page
        .locator(tag)
        .evaluateAll(hosts =>
          hosts.map(host => host.getBoundingClientRect()).map(({ width, height }) => [width, height]),
        )
      expect(new Set(boxes.map(String)).size, `${tag}: ${JSON.stringify(boxes)}`).toBe(1)
      const overflowing = await page
        .locator(`${tag} .card`)
        .evaluateAll(
          cards =>
            cards.filter(card => card.scrollWidth > card.clientWidth || card.scrollHeight > card.clientHeight).length,
        )
      expect(overflowing, tag).toBe(0)
    }
  },
)

test.each([
  ['ready', { body: summary() }],
  ['failed', { status: 500 }],
] as const)('nothing shifts from before the script until %s', async (state, reply) => {
  let release = () => {}
  const gate = new Promise<void>(resolve => (release = resolve))
  store.script('t', { ...reply, waitFor: gate })
  const { page, shift } = await open(allElements('t'), { head: '' })
  expect(await page.locator('laurel-points').innerText()).toBe('Your membership')
  await shift()
  await page.addScriptTag({ url: '/widgets/laurel.js', type: 'module' })
  await page.locator('laurel-tier-progress .card.loading').waitFor()
  expect(await shift()).toBe(0)
  release()
  for (const tag of TAGS) await page.locator(`${tag} .card.${state}`).waitFor()
  expect(await shift()).toBe(0)
})

test.each(
  (['light', 'dark'] as const).flatMap(colorScheme =>
    (['en', 'zh-CN', 'zh-TW'] as const).map(lang => [colorScheme, lang] as const),
  ),
)('in %s and %s, axe finds nothing in any state', async (colorScheme, lang) => {
  store.script('ready', { body: summary() })
  store.script('loading', 'hang')
  store.script('failed', { status: 500 })
  const { page, violations } = await open(['ready', 'loading', 'failed', ''].map(allElements).join(''), {
    lang,
    colorScheme,
    reducedMotion: 'reduce',
  })
  for (const state of ['ready', 'failed', 'signedOut'])
    await page.locator(`laurel-tier-progress .card.${state}`).waitFor()
  await page.locator('laurel-tier-progress summary').click()
  expect(await violations()).toEqual([])
})

test.each(TAGS)('%s says that it loads, and to whom it belongs', async tag => {
  store.script('t', 'hang')
  const { page } = await open(`<${tag} member-token="t"></${tag}>`)
  const card = page.locator(`${tag} .card`)
  expect(await card.getAttribute('aria-busy')).toBe('true')
  expect(await card.innerText()).toContain('Loading your membership')
  expect(await card.getAttribute('aria-label')).toMatch(/Membership|Your points|Your tier/)
})

test.each(TAGS)('%s shows the store’s own words to who is signed out', async tag => {
  const { page } = await open(`<${tag}><a slot="signed-out" href="/login">Log in at our counter</a></${tag}>`)
  await page.locator(`${tag} .card.signedOut`).waitFor()
  await page.getByRole('link', { name: 'Log in at our counter' }).click()
  expect(new URL(page.url()).pathname).toBe('/login')
})

test.each(TAGS)('%s that has failed is tried again by keyboard, and keeps the focus', async tag => {
  let release = () => {}
  const gate = new Promise<void>(resolve => (release = resolve))
  store.script('t', { status: 500 }, { body: summary(), waitFor: gate })
  const { page } = await open(`<${tag} member-token="t"></${tag}>`)
  const retry = page.getByRole('button', { name: 'Try again' })
  await retry.waitFor()
  expect(await page.locator(`${tag} [role=status]`).innerText()).not.toBe('')
  expect((await retry.boundingBox())!.height).toBeGreaterThanOrEqual(44)
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  const trying = page.getByRole('button', { name: 'Trying…' })
  await trying.waitFor()
  expect(await trying.evaluate(button => (button.getRootNode() as ShadowRoot).activeElement === button)).toBe(true)
  release()
  await page.locator(`${tag} .card.ready`).waitFor()
  expect(await page.evaluate(() => document.activeElement?.localName)).toBe(tag)
})

test.each(TAGS)('%s takes colours from custom properties, light or dark from theme', async tag => {
  store.script('t', { body: summary() })
  const { page } = await open(`<${tag} member-token="t"></${tag}>`, { colorScheme: 'light' })
  const card = page.locator(`${tag} .card.ready`)
  const look = () => card.evaluate(node => [getComputedStyle(node).backgroundColor, getComputedStyle(node).color])
  const light = await look()
  await page.locator(tag).evaluate(host => host.setAttribute('theme', 'dark'))
  const dark = await look()
  expect(dark).not.toEqual(light)
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.locator(tag).evaluate(host => host.setAttribute('theme', 'light'))
  expect(await look()).toEqual(light)
  await page.locator(tag).evaluate(host => host.setAttribute('theme', 'auto'))
  expect(await look()).toEqual(dark)
  await page.locator(tag).evaluate(host => (host as HTMLElement).style.setProperty('--laurel-surface', 'rgb(1, 2, 3)'))
  expect((await look())[0]).toBe('rgb(1, 2, 3)')
})

test('right to left, nothing leaves its card and the bar fills from the right', async () => {
  store.script('t', { body: summary() })
  const { page } = await open(`<div dir="rtl">${allElements('t')}</div>`)
  for (const tag of TAGS) {
    const card = page.locator(`${tag} .card.ready`)
    await card.waitFor()
    expect(await card.evaluate(node => node.scrollWidth <= node.clientWidth), tag).toBe(true)
  }
  const [bar, fill] = await Promise.all([
    page.locator('laurel-tier-progress .bar').first().boundingBox(),
    page.locator('laurel-tier-progress .fill').first().boundingBox(),
  ])
  expect(fill!.x + fill!.width).toBeCloseTo(bar!.x + bar!.width, 0)
})

test('for who prefers reduced motion no placeholder breathes', async () => {
  store.script('t', 'hang')
  const { page } = await open(allElements('t'), { reducedMotion: 'reduce' })
  await page.locator('laurel-tier-progress .card.loading').waitFor()
  const moving = await page.evaluate(
    tags => tags.map(tag => document.querySelector(tag)!.getAnimations({ subtree: true }).length),
    TAGS,
  )
  expect(moving).toEqual([0, 0, 0])
})
