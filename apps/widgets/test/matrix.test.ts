import { expect, test } from 'vitest'
import { allHave, browserFor, ELEMENTS, matrixBody, nameOf, serveStates, settle, STATES, VIEWS } from './matrix.ts'
import { useStore } from './use-store.ts'

const { store, open } = useStore()

test('the watch for layout shift sees the last element of the longest page move by five pixels', async () => {
  const view = VIEWS[0]!
  serveStates(store)
  const { page, shift } = await open(matrixBody(view), browserFor(view))
  await settle(page)
  expect(await page.evaluate(() => document.documentElement.scrollHeight - innerHeight)).toBe(0)
  const before = await shift()
  await page.evaluate(() => {
    const last = document.querySelector('.sheet > :last-child') as HTMLElement
    last.style.setProperty('margin-block-start', '5px')
  })
  expect(await shift()).toBeGreaterThan(before)
})

test.each(VIEWS.map(view => [nameOf(view), view] as const))(
  '%s: no element shifts, leaves its card or takes another space in another state, and axe finds nothing',
  async (_, view) => {
    let release = () => {}
    serveStates(store, new Promise<void>(resolve => (release = resolve)))
    const { page, shift, violations } = await open(matrixBody(view), {
      ...browserFor(view),
      lang: view.lang,
      head: '',
    })
    expect(await page.locator('laurel-points').first().innerText()).toBe('Your membership')
    await shift()
    await page.addScriptTag({ url: '/widgets/laurel.js', type: 'module' })
    await allHave(page, Object.fromEntries(Object.keys(STATES).map(state => [state, waitingState(state)])))
    expect(await shift()).toBe(0)
    release()
    await settle(page)
    expect(await shift()).toBe(0)
    expect(await page.evaluate(measure, ELEMENTS)).toEqual(
      ELEMENTS.map(tag => ({ tag, sizes: [expect.any(String)], overflowing: [] })),
    )
    await page.locator('#laurel-tier-progress-climbing summary').click()
    expect(await violations()).toEqual([])
  },
)

const waitingState = (state: string): string => (state === 'signedOut' ? 'signedOut' : 'loading')

/** The sizes that each element has in its states, and what is wider or, where nothing scrolls, higher than its box. */
function measure(tags: readonly string[]) {
  return tags.map(tag => {
    const hosts = [...document.querySelectorAll(tag)]
    const sizes = hosts.map(host => host.getBoundingClientRect()).map(({ width, height }) => `${width} × ${height}`)
    const overflowing = hosts
      .filter(host =>
        [...host.shadowRoot!.querySelectorAll('.card, .list, .codes')].some(
          box =>
            box.scrollWidth > box.clientWidth ||
            (box.matches('.card') && getComputedStyle(box).overflowY !== 'auto' && box.scrollHeight > box.clientHeight),
        ),
      )
      .map(host => host.id)
    return { tag, sizes: [...new Set(sizes)], overflowing }
  })
}

test('right to left, nothing leaves its card and the bar fills from the right', async () => {
  serveStates(store)
  const view = VIEWS[0]!
  const { page } = await open(`<div dir="rtl">${matrixBody(view)}</div>`, browserFor(view))
  await settle(page)
  const measured = await page.evaluate(measure, ELEMENTS)
  expect(measured.flatMap(({ overflowing }) => overflowing)).toEqual([])
  const [bar, fill] = await Promise.all(
    ['.bar', '.fill'].map(part => page.locator(`#laurel-tier-progress-climbing ${part}`).first().boundingBox()),
  )
  expect(fill!.x + fill!.width).toBeCloseTo(bar!.x + bar!.width, 0)
})
