import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { summary } from '../../test/summaries.ts'
import { allElements, useStore } from '../../test/use-store.ts'

const { store, open } = useStore()
const one = (attributes: string) => `<laurel-points ${attributes}>Your points</laurel-points>`
const textOf = (page: Page, index = 0) => page.locator('laurel-points .card').nth(index).innerText()
const ready = (page: Page) => page.locator('laurel-points .card.ready').waitFor()
const failed = (page: Page) => page.locator('laurel-points .card.failed').waitFor()

/** Gives the page a token provider that hands out `tokens` one after the other, and counts. */
const provideTokens = (page: Page, ...tokens: (string | null)[]) =>
  page.evaluate(given => {
    const left = [...given]
    const asked = { times: 0 }
    Object.assign(window, { asked })
    window.Laurel.configure({
      tokenProvider: async () => {
        asked.times += 1
        return left.shift() ?? null
      },
    })
  }, tokens)
const timesAsked = (page: Page) => page.evaluate(() => (window as unknown as { asked: { times: number } }).asked.times)

/** Hears `laurel-error` at the window, as a page would. */
const hearErrors = (page: Page) =>
  page.evaluate(() => {
    const heard: unknown[] = []
    Object.assign(window, { heard })
    addEventListener('laurel-error', event => heard.push((event as CustomEvent).detail))
  })
const heardErrors = (page: Page) => page.evaluate(() => (window as unknown as { heard: unknown[] }).heard)

test('all elements of a page share one request, with the bearer token and the publishable key', async () => {
  store.script('t', { body: summary() })
  const { page } = await open(allElements('t').replaceAll('member-token', 'publishable-key="pk_test_1" member-token'))
  for (const tag of ['laurel-member-badge', 'laurel-points', 'laurel-tier-progress'])
    await page.locator(`${tag} .card.ready`).waitFor()
  expect(store.calls).toEqual([{ token: 't', key: 'pk_test_1', etag: undefined }])
})

test('two programs on one page stay apart', async () => {
  store.script('a', { body: summary({ points: 111 }) })
  store.script('b', { body: summary({ points: 222 }) })
  const { page } = await open(
    one('publishable-key="pk_a" member-token="a"') + one('publishable-key="pk_b" member-token="b"'),
  )
  await page.locator('laurel-points .card.ready').nth(1).waitFor()
  expect(await textOf(page, 0)).toContain('111')
  expect(await textOf(page, 1)).toContain('222')
  expect(store.calls.map(({ token, key }) => [token, key]).sort()).toEqual([
    ['a', 'pk_a'],
    ['b', 'pk_b'],
  ])
})

test('the page’s token goes to the page’s program only, never to another API or under another key', async () => {
  store.script('page-token', { body: summary() })
  const { page } = await open(one('') + one('publishable-key="pk_other"') + one('api-url="https://elsewhere.example"'))
  await page.evaluate(
    apiUrl => window.Laurel.configure({ apiUrl, publishableKey: 'pk_page', memberToken: 'page-token' }),
    store.url,
  )
  await ready(page)
  expect(store.calls).toEqual([{ token: 'page-token', key: 'pk_page', etag: undefined }])
  expect(await textOf(page, 1)).toContain('Sign in')
  expect(await textOf(page, 2)).toContain('Sign in')
})

test('an element with a token of its own never renews it with the page’s provider', async () => {
  store.script('own', { status: 401 })
  store.script('page', { body: summary() })
  const { page } = await open(one('member-token="own"'))
  await provideTokens(page, 'page')
  await failed(page)
  expect([await timesAsked(page), store.calls.length]).toEqual([0, 1])
})

test('nobody is signed out before the page has had its say, and without a token nothing is asked', async () => {
  const { page } = await open(one('') + '<script type="module" src="/page.js"></script>')
  await page.locator('laurel-points .card.signedOut').waitFor()
  expect(await textOf(page)).toContain('Sign in to see your points')
  expect(store.calls).toEqual([])
})

test('a provider gives the first token; one that gives none means signed out', async () => {
  store.script('first', { body: summary() })
  const { page } = await open(one(''))
  await provideTokens(page, 'first')
  await ready(page)
  await provideTokens(page, null)
  await page.locator('laurel-points .card.signedOut').waitFor()
  expect(store.calls.map(({ token }) => token)).toEqual(['first'])
})

test('an expired token is renewed once, unseen', async () => {
  store.script('old', { body: summary() }, { status: 401 })
  store.script('new', { body: summary({ points: 1500 }) })
  const { page } = await open(one(''))
  await provideTokens(page, 'old', 'new')
  await ready(page)
  await hearErrors(page)
  await page.evaluate(() => window.Laurel.refresh())
  expect(await textOf(page)).toContain('1,500 points')
  expect(store.calls.map(({ token }) => token)).toEqual(['old', 'old', 'new'])
  expect([await timesAsked(page), await heardErrors(page)]).toEqual([2, []])
})

test('a renewed token that is refused too fails, and is not asked for a third time', async () => {
  store.script('old', { body: summary() }, { status: 401 })
  const { page } = await open(one(''))
  await provideTokens(page, 'old', 'refused', 'never')
  await ready(page)
  await page.evaluate(() => window.Laurel.refresh())
  expect(await textOf(page)).toContain('Your sign-in has ended')
  expect(store.calls.map(({ token }) => token)).toEqual(['old', 'old', 'refused'])
})

test('a provider that throws is a failure with its own code', async () => {
  const { page } = await open(one(''))
  await hearErrors(page)
  await page.evaluate(() => window.Laurel.configure({ tokenProvider: () => Promise.reject(new Error('shop is down')) }))
  await failed(page)
  expect(await heardErrors(page)).toEqual([{ code: 'token', status: 0, requestId: null }])
})

test.each([
  [401, 'unauthorized'],
  [403, 'refused'],
  [404, 'refused'],
  [429, 'busy'],
  [500, 'server'],
  [503, 'busy'],
])('status %i fails as %s, with the id of the request', async (status, code) => {
  store.script('t', { status })
  const { page } = await open(one(''))
  await hearErrors(page)
  await page.evaluate(() => window.Laurel.configure({ memberToken: 't' }))
  await failed(page)
  expect(await heardErrors(page)).toEqual([{ code, status, requestId: 'req_test' }])
})

test.each([
  ['a body that is no summary', { body: '<html>Wi-Fi sign-in</html>' }, 'malformed'],
  ['a line that is cut', 'drop', 'network'],
] as const)('%s fails as such', async (_, reply, code) => {
  store.script('t', reply)
  const { page } = await open(one(''))
  await hearErrors(page)
  await page.evaluate(() => window.Laurel.configure({ memberToken: 't' }))
  await failed(page)
  expect(await heardErrors(page)).toMatchObject([{ code }])
})

test.each([
  ['an API', (page: Page) => page.evaluate(() => window.Laurel.configure({ memberToken: 't' }))],
  [
    'a token provider',
    (page: Page) => page.evaluate(() => window.Laurel.configure({ tokenProvider: () => new Promise(() => {}) })),
  ],
])('%s that never answers fails after ten seconds', async (_, configure) => {
  store.script('t', 'hang')
  const { page } = await open(one(''), { frozen: true })
  await hearErrors(page)
  await configure(page)
  await page.locator('laurel-points .card.loading').waitFor()
  await page.clock.runFor(9_000)
  expect(await page.locator('laurel-points .card.loading').count()).toBe(1)
  await page.clock.runFor(1_500)
  await failed(page)
  expect(await heardErrors(page)).toMatchObject([{ code: 'timeout' }])
})

test('after a failure the same elements can be tried again, and then show the member', async () => {
  store.script('t', { status: 500 }, { status: 500 }, { body: summary() })
  const { page } = await open(one('member-token="t"'))
  const retry = page.getByRole('button', { name: 'Try again' })
  await retry.click()
  await retry.click()
  await ready(page)
  expect(store.calls).toHaveLength(3)
})

test('a refresh that fails in passing keeps what is shown and tells the page', async () => {
  store.script('t', { body: summary() }, { status: 503 })
  const { page } = await open(one('member-token="t"'))
  await ready(page)
  await hearErrors(page)
  await page.context().setOffline(true)
  await page.evaluate(() => window.Laurel.refresh())
  await page.context().setOffline(false)
  await page.evaluate(() => window.Laurel.refresh())
  expect(await textOf(page)).toContain('1,200')
  await expect.poll(() => heardErrors(page)).toMatchObject([{ code: 'network' }, { code: 'busy' }])
})

test('a session that has ended shows nothing of the member any more', async () => {
  store.script('t', { body: summary() }, { status: 401 })
  const { page } = await open(one('member-token="t"'))
  await ready(page)
  await page.evaluate(() => window.Laurel.refresh())
  expect(await textOf(page)).not.toContain('1,200')
})

test('what has not changed is not sent again', async () => {
  store.script('t', { body: summary(), etag: '"v1"' }, { status: 304 })
  const { page } = await open(one('member-token="t"'))
  await ready(page)
  await page.evaluate(() => window.Laurel.refresh())
  expect(store.calls.map(({ etag }) => etag)).toEqual([undefined, '"v1"'])
  expect(await textOf(page)).toContain('1,200')
})

test('a refresh during a load is followed by one more, so that no purchase is missed', async () => {
  let release = () => {}
  const gate = new Promise<void>(resolve => (release = resolve))
  store.script('t', { body: summary(), waitFor: gate }, { body: summary({ points: 4000 }) })
  const { page } = await open(one('member-token="t"'))
  await expect.poll(() => store.calls.length).toBe(1)
  const refreshed = page.evaluate(() => window.Laurel.refresh())
  await page.evaluate(() => document.title)
  release()
  await refreshed
  expect(await textOf(page)).toContain('4,000 points')
  expect(store.calls).toHaveLength(2)
})

test('an element that is moved keeps its member; one that comes after all have gone asks anew', async () => {
  store.script('t', { body: summary() })
  const { page } = await open(one('member-token="t"'))
  await ready(page)
  await page.evaluate(() => document.body.append(document.querySelector('laurel-points')!))
  await ready(page)
  expect(store.calls).toHaveLength(1)
  await page.evaluate(() => document.querySelector('laurel-points')!.remove())
  await page.evaluate(() =>
    document.body.insertAdjacentHTML('beforeend', '<laurel-points member-token="t"></laurel-points>'),
  )
  await ready(page)
  expect(store.calls).toHaveLength(2)
})
