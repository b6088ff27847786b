import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { summary } from '../../test/summaries.ts'
import { useStore } from '../../test/use-store.ts'

const { store, open } = useStore()

/** A token for each test: what the page of the one before still asks is not of this one. */
async function shown(token: string) {
  const { page } = await open(`<laurel-points member-token="${token}"></laurel-points>`, { frozen: true, live: true })
  await page.locator('laurel-points .card.ready').waitFor()
  await page.waitForLoadState('networkidle')
  return page
}

/** Lets time pass, second by second; a request of its own after each, behind which the page's have been answered. */
async function pass(page: Page, seconds: number): Promise<void> {
  for (let second = 0; second < seconds; second += 1) {
    await page.clock.runFor(1000)
    await page.evaluate(() => fetch('/page.css').then(() => {}))
  }
}

const see = (page: Page, state: 'visible' | 'hidden') =>
  page.evaluate(now => {
    Object.defineProperty(document, 'visibilityState', { value: now, configurable: true })
    document.dispatchEvent(new Event('visibilitychange'))
  }, state)

test('points that move elsewhere are shown within seconds, and an answer that has not changed is asked for by its ETag', async () => {
  store.script(
    't1',
    { body: summary(), etag: '"1"' },
    { status: 304, etag: '"1"' },
    { body: summary({ points: 2000 }) },
  )
  const page = await shown('t1')
  await pass(page, 10)
  await page.locator('laurel-points', { hasText: '2,000' }).waitFor()
  expect(store.calls[1]?.etag).toBe('"1"')
})

test('a hidden page asks nothing, and asks at once when it is seen again', async () => {
  store.script('t2', { body: summary() })
  const page = await shown('t2')
  await see(page, 'hidden')
  await pass(page, 30)
  expect(store.calls).toHaveLength(1)
  store.script('t2', { body: summary({ points: 3000 }) })
  await see(page, 'visible')
  await page.locator('laurel-points', { hasText: '3,000' }).waitFor()
})

test('where answers fail the page asks ever more seldom, says that it shows the last known, and says it once', async () => {
  store.script('t3', { body: summary() }, { status: 503 })
  const page = await shown('t3')
  await page.evaluate(() => {
    const heard = { times: 0 }
    Object.assign(window, { heard })
    addEventListener('laurel-error', () => (heard.times += 1))
  })
  await pass(page, 120)
  expect(await page.locator('laurel-points .card').innerText()).toMatch(/1,200[^]*Last known at/)
  expect(store.calls.length).toBeGreaterThan(3)
  expect(store.calls.length).toBeLessThan(9)
  expect(await page.evaluate('heard.times')).toBe(1)
  store.script('t3', { body: summary({ points: 1300 }) })
  await pass(page, 61)
  await page.locator('laurel-points', { hasText: '1,300' }).waitFor()
  expect(await page.locator('laurel-points .card').innerText()).not.toContain('Last known')
})

test('a page that nobody uses asks more seldom', async () => {
  store.script('t4', { body: summary() })
  const page = await shown('t4')
  await pass(page, 60)
  const used = store.calls.length
  await pass(page, 60)
  const left = store.calls.length - used
  expect(left).toBeLessThanOrEqual(5)
  expect(used).toBeGreaterThan(2 * left)
})
