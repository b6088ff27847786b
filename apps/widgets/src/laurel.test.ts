import { expect, test } from 'vitest'
import { summary } from '../test/summaries.ts'
import { allElements, TAGS, useStore } from '../test/use-store.ts'

const { store, open } = useStore()
const script = (version: number) => `<script type="module" src="/widgets/laurel.js?v=${version}"></script>`

/** Loads the script as a later part of the page might; a string, for the test runner would rewrite an import. */
const load = (version: number) => `import('/widgets/laurel.js?v=${version}').then(() => {})`

test('loaded twice, or in two versions, it is silent, and the elements still share one request', async () => {
  store.script('t', { body: summary() })
  const { page } = await open(allElements('t') + script(2), { head: script(1) + script(1) })
  for (const tag of TAGS) await page.locator(`${tag} .card.ready`).waitFor()
  await page.addScriptTag({ url: '/widgets/laurel.js?v=3', type: 'module' })
  await page.evaluate(() => window.Laurel.refresh())
  expect(store.calls).toHaveLength(2)
})

test('an element that only the later version defines joins the member of the first', async () => {
  store.script('t', { body: summary() })
  // The first version knows no badge: its name is taken only when the second comes.
  const { page } = await open(allElements('t'), { head: '' })
  await page.evaluate(() => {
    const define = customElements.define.bind(customElements)
    customElements.define = (name, element) => void (name !== 'laurel-member-badge' && define(name, element))
    Object.assign(window, { restore: () => (customElements.define = define) })
  })
  await page.evaluate(load(1))
  await page.evaluate(() => customElements.whenDefined('laurel-tier-progress').then(() => {}))
  await page.evaluate('restore()')
  await page.evaluate(load(2))
  for (const tag of TAGS) await page.locator(`${tag} .card.ready`).waitFor()
  expect(store.calls).toHaveLength(1)
})

test('it adds one name to the page, which nobody can tamper with by mistake', async () => {
  const { page } = await open('', { head: '' })
  const names = () => page.evaluate(() => Object.keys(window))
  const before = new Set(await names())
  await page.evaluate(load(1))
  const added = (await names()).filter(name => !before.has(name))
  expect(added.filter(name => name !== 'litElementVersions' && !/^(lit|reactive)/.test(name))).toEqual(['Laurel'])
  expect(await page.evaluate(() => Object.isFrozen(window.Laurel))).toBe(true)
})

test('it lives under default-src self: no inline style, no inline script, no blocked request', async () => {
  store.script('t', { body: summary() })
  const { page } = await open(allElements('t'))
  await page.evaluate(() => {
    Object.assign(window, { blocked: 0 })
    document.addEventListener(
      'securitypolicyviolation',
      () => ((window as unknown as { blocked: number }).blocked += 1),
    )
  })
  await page.locator('laurel-tier-progress .card.ready').waitFor()
  await page.locator('laurel-tier-progress summary').click()
  const found = await page.evaluate(tags => {
    const styles = tags.map(tag => document.querySelector(tag)!.shadowRoot!.querySelectorAll('style').length)
    return {
      styles,
      inDocument: document.querySelectorAll('style').length,
      blocked: (window as unknown as { blocked: number }).blocked,
    }
  }, TAGS)
  expect(found).toEqual({ styles: [0, 0, 0], inDocument: 0, blocked: 0 })
  const bar = await page.locator('laurel-tier-progress .fill').first().boundingBox()
  expect(bar!.width).toBeGreaterThan(0)
})

test('without JavaScript the text inside stays readable', async () => {
  const { page } = await open(allElements('t'), { javaScriptEnabled: false })
  for (const tag of TAGS) expect(await page.locator(tag).innerText()).toBe('Your membership')
})

test('laurel-ready tells the member’s summary at the window, first and after a change', async () => {
  store.script('t', { body: summary() }, { body: summary({ points: 2000 }) })
  const { page } = await open('', {})
  const told = await page.evaluate(async () => {
    const seen: unknown[] = []
    const heard = (count: number) =>
      new Promise<void>(resolve => {
        addEventListener('laurel-ready', event => {
          seen.push([
            (event.target as Element).localName,
            event.composed,
            event.detail.summary.balances.points.available,
          ])
          if (seen.length === count) resolve()
        })
      })
    const first = heard(1)
    document.body.insertAdjacentHTML('beforeend', '<laurel-points member-token="t"></laurel-points>')
    await first
    await window.Laurel.refresh()
    await (document.querySelector('laurel-points') as HTMLElement & { updateComplete: Promise<unknown> }).updateComplete
    return seen
  })
  expect(told).toEqual([
    ['laurel-points', true, 1200],
    ['laurel-points', true, 2000],
  ])
})

test('the language is the attribute’s, else the page’s setting, else the nearest lang, and follows its changes', async () => {
  store.script('t', { body: summary() })
  const element = (attributes: string) => `<laurel-points member-token="t" ${attributes}></laurel-points>`
  const { page } = await open(`${element('locale="en"')}${element('')}<div lang="zh-HK">${element('')}</div>`, {
    lang: 'zh',
  })
  await page.locator('laurel-points .card.ready').nth(2).waitFor()
  const labels = () => page.locator('laurel-points [part=label]').allInnerTexts()
  expect(await labels()).toEqual(['Your points', '我的积分', '我的點數'])
  await page.evaluate(() => (document.documentElement.lang = 'en'))
  expect(await labels()).toEqual(['Your points', 'Your points', '我的點數'])
  await page.evaluate(() => window.Laurel.configure({ locale: 'zh-CN' }))
  expect(await labels()).toEqual(['Your points', '我的积分', '我的积分'])
})
