import { expect, test } from 'vitest'
import { serveDetails } from '../../test/details.ts'
import { summary } from '../../test/summaries.ts'
import { useStore, type Visit } from '../../test/use-store.ts'

const { store, open } = useStore()

/** The elements that load more than the summary, and where from. */
const ELEMENTS = [
  ['laurel-rewards', '/v1/me/rewards'],
  ['laurel-history', '/v1/me/ledger'],
  ['laurel-member-card', '/v1/me/card'],
] as const

/** One element, with what it fires written down at the window, as a page would. */
async function listen(tag: string, options: Visit = {}) {
  store.script('t', { body: summary(), etag: '"1"' }, { status: 304 })
  const { page } = await open('', options)
  await page.evaluate(html => {
    const here = window as unknown as { heard: unknown[] }
    here.heard = []
    addEventListener('laurel-error', ({ target, detail: { code, status } }) =>
      here.heard.push([(target as Element).localName, code, status]),
    )
    document.querySelector('main')!.innerHTML = html
  }, `<${tag} member-token="t"></${tag}>`)
  const heard = () => page.evaluate(() => (window as unknown as { heard: unknown[] }).heard)
  return { page, heard }
}

test.each(
  ELEMENTS.flatMap(([tag, path]) => [[tag, path, 401, 'unauthorized'] as const, [tag, path, 500, 'server'] as const]),
)('%s whose own load (%s) is answered %i says so to the page, once for each try', async (tag, path, status, code) => {
  serveDetails(store)
  store.answer(path, () => ({ status, body: { code: 'test' } }))
  const { page, heard } = await listen(tag)
  await page.locator(`${tag} .card.failed`).waitFor()
  await expect.poll(heard).toEqual([[tag, code, status]])
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect.poll(heard).toEqual([
    [tag, code, status],
    [tag, code, status],
  ])
})

test('what goes wrong for all is said by the summary alone', async () => {
  serveDetails(store)
  const { page, heard } = await listen('laurel-rewards')
  await page.locator('laurel-rewards .card.ready').waitFor()
  store.script('t', { status: 503 })
  store.answer('/v1/me/rewards', () => ({ status: 503, body: {} }))
  await page.evaluate(() => document.querySelector('laurel-rewards')!.refresh())
  await page.locator('laurel-rewards .stale').waitFor()
  expect(await heard()).toEqual([['laurel-rewards', 'busy', 503]])
})

test('while something is shown, what fails again and again is said once, and anew after a good answer', async () => {
  serveDetails(store)
  let isDown = false
  store.answer('/v1/me/rewards', () => (isDown ? { status: 500, body: {} } : { body: { data: [], nextCursor: null } }))
  const { page, heard } = await listen('laurel-rewards')
  await page.locator('laurel-rewards .card.ready').waitFor()
  const refresh = () => page.evaluate(() => document.querySelector('laurel-rewards')!.refresh())
  isDown = true
  await refresh()
  await refresh()
  await expect.poll(heard).toEqual([['laurel-rewards', 'server', 500]])
  isDown = false
  await refresh()
  isDown = true
  await refresh()
  expect(await heard()).toEqual([
    ['laurel-rewards', 'server', 500],
    ['laurel-rewards', 'server', 500],
  ])
})

test.each(ELEMENTS)(
  '%s that is taken away before it was shown does not fail, and shows the member when it comes back',
  async tag => {
    serveDetails(store)
    const { page, heard } = await listen(tag)
    await page.locator(`${tag} .card.ready`).waitFor()
    await page.evaluate(name => {
      const element = document.createElement(name)
      element.setAttribute('member-token', 't')
      const main = document.querySelector('main')!
      main.append(element)
      element.remove()
      setTimeout(() => main.append(element), 50)
    }, tag)
    await page.locator(`${tag} .card.ready`).nth(1).waitFor()
    expect(await heard()).toEqual([])
  },
)
