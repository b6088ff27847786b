import axe from 'axe-core'
import type { Frame, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { redemption, serveDetails } from '../test/details.ts'
import { MockStore, type StoreCall } from '../test/mock-store.ts'
import { summary } from '../test/summaries.ts'
import { useStore, type Visit, type WatchedPage } from '../test/use-store.ts'

/** The store's pages come from one origin, and Laurel from another. */
const { store: shop, visit } = useStore()
const laurel = new MockStore()
beforeAll(() => laurel.start())
afterEach(() => laurel.reset())
afterAll(() => laurel.stop())

/** No sooner than a busy machine can. */
const SOON = { timeout: 20_000 }
const KEY = 'pk_test_shop'
/** What of the member must not be found in the page. */
const PERSONAL = ['李*', '1,200', 'Porcelain mug', 'K7M4']

interface Store extends Visit {
  readonly body?: string
  readonly config?: string
  readonly origins?: readonly string[]
}

/** A page of the shop with an isolated element; each purpose that its provider is asked for is kept. */
async function openShop({ body, config, origins, lang = 'en', ...options }: Store = {}): Promise<WatchedPage> {
  laurel.script('t', { body: summary() })
  serveDetails(laurel)
  laurel.frameFor(...(origins ?? [shop.url]))
  shop.answer('/store.js', () => ({
    headers: { 'Content-Type': 'text/javascript' },
    body: `window.asked = []; window.heard = []
      for (const kind of ['message', 'laurel-ready', 'laurel-redeem', 'laurel-error'])
        addEventListener(kind, ({ data, detail }) => heard.push(JSON.stringify([kind, data ?? detail])))
      Laurel.configure(${config ?? `{ tokenProvider: async ({ purpose }) => (asked.push(purpose), 't') }`})`,
  }))
  const html = `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><title>Store</title>
    <link rel="stylesheet" href="/page.css"><link rel="stylesheet" href="${laurel.url}/widgets/laurel.css">
    <script type="module" src="${laurel.url}/widgets/laurel.js"></script>
    <script type="module" src="/store.js"></script></head><body><main><h1>Store</h1><laurel-program
    publishable-key="${KEY}">${body ?? '<laurel-rewards isolate>Rewards wait</laurel-rewards>'}</laurel-program></main></body></html>`
  const policy = `default-src 'self'; script-src 'self' ${laurel.url}; style-src 'self' ${laurel.url}; connect-src 'self' ${laurel.url}; frame-src ${laurel.url}; img-src ${laurel.url}`
  return visit(shop.page(html, policy), options)
}

/** The frame of an isolated element, once it shows what it has. */
async function framed(page: Page, name = 'rewards'): Promise<Frame> {
  const frame = page.locator(`laurel-${name} iframe`)
  await frame.contentFrame().locator(`laurel-${name} .card.ready`).waitFor()
  return (await (await frame.elementHandle())!.contentFrame())!
}

/** All that a script of the page can lay hands on: the document with its shadow roots, what it heard, what it loaded. */
const reachable = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const read = (root: ParentNode): string =>
      [...root.querySelectorAll('*')]
        .map(node => `${node.textContent} ${node.outerHTML} ${node.shadowRoot ? read(node.shadowRoot) : ''}`)
        .join(' ')
    const { heard } = window as unknown as { heard: string[] }
    const loaded = performance.getEntries().map(entry => entry.name)
    return [read(document), ...heard, ...loaded, JSON.stringify({ ...localStorage, ...sessionStorage })].join(' ')
  })

test('in a page of the store it shows the member, and no script of the page can read or press it', async () => {
  const asking: string[] = []
  const { page } = await openShop({
    body: `<laurel-rewards isolate></laurel-rewards><laurel-history isolate></laurel-history>
      <laurel-member-card isolate></laurel-member-card><laurel-points isolate></laurel-points>`,
  })
  page.on('request', request => request.url().includes('/v1/') && asking.push(request.frame().url()))
  for (const name of ['history', 'member-card', 'points']) await framed(page, name)
  const rewards = await framed(page)
  expect(await rewards.locator('.card').innerText()).toContain('Porcelain mug')
  const text = await reachable(page)
  for (const fact of PERSONAL) expect(text).not.toContain(fact)
  // The key is public; the token is in no address.
  expect(text).not.toMatch(/[?#&](token|t)=/)
  expect(asking.filter(url => !url.startsWith(`${laurel.url}/frame/`))).toEqual([])
  const broken = await page.evaluate(() => {
    const frame = document.querySelector('laurel-rewards')!.shadowRoot!.querySelector('iframe')!
    const reach = (read: () => unknown) => {
      try {
        return read() === null
      } catch (error) {
        return (error as Error).name === 'SecurityError'
      }
    }
    return [
      reach(() => frame.contentDocument),
      reach(() => frame.contentWindow!.document),
      reach(() => frame.contentWindow!.location.href),
      reach(() => frame.contentWindow!.localStorage),
    ]
  })
  expect(broken).toEqual([true, true, true, true])
})

test('in a page of another origin the browser shows nothing, and the element says that it failed', async () => {
  const { page } = await openShop({ origins: ['https://other.example'], expects: 'Framing' })
  await page.getByRole('button', { name: 'Try again' }).waitFor()
  expect(laurel.calls).toEqual([])
  expect(await page.evaluate(() => (window as unknown as { heard: string[] }).heard.join())).toContain('refused')
  laurel.frameFor(shop.url)
  await page.getByRole('button', { name: 'Try again' }).click()
  await framed(page)
})

test('a token from the store’s own address passes by the page', async () => {
  const asked: StoreCall[] = []
  shop.answer('/token', call => {
    asked.push(call)
    const isLaurel = call.headers.origin === laurel.url
    return {
      status: isLaurel ? 200 : 403,
      headers: {
        'Access-Control-Allow-Origin': laurel.url,
        'Access-Control-Allow-Credentials': 'true',
        'Content-Type': 'text/plain',
      },
      body: isLaurel ? 't' : '',
    }
  })
  const { page } = await openShop({
    body: '<laurel-rewards isolate token-url="/token"></laurel-rewards>',
    config: '{}',
  })
  const frame = await framed(page)
  await frame.getByRole('button', { name: 'Redeem: Porcelain mug' }).click()
  await frame.getByText('You keep').waitFor()
  expect(asked.map(({ method, body, headers }) => [method, body, headers.origin])).toEqual([
    ['POST', 'purpose=read', laurel.url],
  ])
  // What the page's own script gets there is nothing: it cannot say that it is Laurel.
  expect(await page.evaluate(() => fetch('/token', { method: 'POST' }).then(({ status }) => status))).toBe(403)
})

test('a redemption is asked for in the frame; the page gives a fresh token and hears nothing of it', async () => {
  const { page } = await openShop({
    body: '<laurel-rewards isolate></laurel-rewards><laurel-points member-token="t"></laurel-points>',
  })
  await page.locator('laurel-points .card.ready').waitFor()
  const before = laurel.calls.length
  laurel.answer('/v1/me/redemptions', ({ method }) => ({
    status: method === 'GET' ? 200 : 201,
    body: method === 'GET' ? { data: [], nextCursor: null } : redemption(),
  }))
  const frame = await framed(page)
  await frame.getByRole('button', { name: 'Redeem: Porcelain mug' }).click()
  await pressUntil(frame, 'K7M4-Q2XW')
  expect(await page.evaluate(() => (window as unknown as { asked: string[] }).asked)).toEqual(['read', 'redeem'])
  await expect.poll(() => laurel.calls.length - before, SOON).toBeGreaterThan(2)
  expect(await reachable(page)).not.toContain('K7M4')
  expect(await page.evaluate(() => (window as unknown as { heard: string[] }).heard.join())).not.toContain('redeem"')
})

/** The guard takes a press once the browser has found the button to be seen, a tenth of a second after it came. */
function pressUntil(frame: Frame, words: string): Promise<void> {
  const press = async () => {
    await frame
      .locator('dialog [part=redeem]')
      .click({ timeout: 2000 })
      .catch(() => {})
    return frame.getByText(words).count()
  }
  return expect.poll(press, SOON).toBe(1)
}

test('what covers the button, fades it or hides it does not get the member’s press', async () => {
  const { page } = await openShop()
  let redeemed = 0
  laurel.answer('/v1/me/redemptions', ({ method }) => {
    if (method === 'POST') redeemed += 1
    return { body: method === 'GET' ? { data: [], nextCursor: null } : redemption() }
  })
  const frame = await framed(page)
  await frame.getByRole('button', { name: 'Redeem: Porcelain mug' }).click()
  await page.evaluate(() => {
    const cover = document.createElement('div')
    cover.id = 'cover'
    cover.textContent = 'Press here to win'
    cover.style.cssText = 'position: fixed; inset: 0; background: white; pointer-events: none'
    document.body.append(cover)
  })
  const button = frame.locator('dialog [part=redeem]')
  await pressUntil(frame, 'Something on this page covers the button')
  expect(redeemed).toBe(0)
  await page.evaluate(() => {
    document.querySelector('#cover')?.remove()
    document.querySelector('main')!.style.opacity = '0.01'
  })
  await button.click()
  expect(redeemed).toBe(0)
  await page.evaluate(() => document.querySelector('main')!.style.removeProperty('opacity'))
  await pressUntil(frame, 'K7M4-Q2XW')
  expect(redeemed).toBe(1)
})

test('it looks and speaks as its page says, and changes with it', async () => {
  const { page } = await openShop({ lang: 'zh-CN', colorScheme: 'dark' })
  const frame = await framed(page)
  expect(await frame.locator('h2').innerText()).toBe('积分礼遇')
  const surface = () => frame.locator('.card').evaluate(card => getComputedStyle(card).backgroundColor)
  expect(await surface()).toBe('rgb(30, 29, 27)')
  await page.evaluate(() => {
    document.querySelector('laurel-rewards')!.style.setProperty('--laurel-surface', 'rgb(1, 2, 3)')
    document.querySelector('laurel-program')!.setAttribute('locale', 'zh-TW')
  })
  await frame.getByRole('heading', { name: '點數好禮' }).waitFor()
  expect(await surface()).toBe('rgb(1, 2, 3)')
  expect(await frame.evaluate(() => document.documentElement.lang)).toBe('zh-TW')
})

test('it takes the place that the element would take, and nothing shifts', async () => {
  const names = ['rewards', 'history', 'member-card', 'points', 'tier-progress', 'member-badge']
  const sizes: number[][] = []
  for (const isolate of ['', 'isolate']) {
    const body = names.map(name => `<laurel-${name} ${isolate}>Membership</laurel-${name}>`).join('<p>Between</p>')
    const { page, shift } = await openShop({ body })
    for (const name of names) {
      if (isolate) await framed(page, name)
      else await page.locator(`laurel-${name} .card.ready`).waitFor()
    }
    sizes.push(
      await page
        .locator(names.map(name => `laurel-${name}`).join())
        .evaluateAll(hosts => hosts.map(host => Math.round(host.getBoundingClientRect().height))),
    )
    if (isolate) expect(await shift()).toBe(0)
  }
  expect(sizes[1]).toEqual(sizes[0])
})

test('what unfolds inside has its room in the page', async () => {
  const { page } = await openShop({ body: '<laurel-tier-progress isolate></laurel-tier-progress>' })
  const frame = await framed(page, 'tier-progress')
  const height = () => page.locator('laurel-tier-progress').evaluate(host => host.getBoundingClientRect().height)
  const folded = await height()
  await frame.locator('summary').click()
  await expect.poll(height, SOON).toBeGreaterThan(folded + 40)
  await frame.locator('summary').click()
  await expect.poll(height, SOON).toBe(folded)
})

test('the keyboard goes in and out of it', async () => {
  const { page } = await openShop({
    body: '<button>Before</button><laurel-history isolate></laurel-history><button>After</button>',
  })
  const frame = await framed(page, 'history')
  await page.getByRole('button', { name: 'Before' }).focus()
  await page.keyboard.press('Tab')
  expect(await frame.locator('.views button:focus').innerText()).toBe('Activity')
  for (const _ of ['views', 'views', 'list', 'after']) await page.keyboard.press('Tab')
  expect(await page.locator('button:focus').innerText()).toBe('After')
  expect(await page.locator('laurel-history iframe').getAttribute('title')).toBe('History')
})

test('the card for the cashier takes the whole screen, out of the frame’s bounds', async () => {
  const { page } = await openShop({ body: '<laurel-member-card isolate></laurel-member-card>' })
  const frame = await framed(page, 'member-card')
  const size = () => page.locator('iframe').evaluate(node => [node.clientWidth, node.clientHeight])
  const small = await size()
  await frame.getByRole('button', { name: 'Show' }).click()
  await expect.poll(size, SOON).toEqual([800, 900])
  await frame.getByRole('button', { name: 'Close' }).click()
  await expect.poll(size, SOON).toEqual(small)
})

test('who is signed out sees the store’s own words, and whoever signs in then their rewards', async () => {
  const { page } = await openShop({
    body: '<laurel-rewards isolate><a slot="signed-out" href="/login">Log in</a></laurel-rewards>',
    config: '{ tokenProvider: async () => null }',
  })
  await page.getByRole('link', { name: 'Log in' }).waitFor()
  expect(await page.locator('iframe').count()).toBe(0)
  await page.evaluate(() => window.Laurel.configure({ tokenProvider: async () => 't' }))
  await framed(page)
})

test('no other window can take the page’s place, or the frame’s', async () => {
  const { page } = await openShop()
  const frame = await framed(page)
  // The page greets itself, and then the frame a second time: neither is heard.
  await page.evaluate(() => {
    postMessage('laurel-frame-1', '*')
    const { port1, port2 } = new MessageChannel()
    const here = window as unknown as { heard: string[] }
    port1.addEventListener('message', ({ data }) => here.heard.push(`stolen ${JSON.stringify(data)}`))
    port1.start()
    const { contentWindow } = document.querySelector('laurel-rewards')!.shadowRoot!.querySelector('iframe')!
    contentWindow!.postMessage('laurel-frame-1', '*', [port2])
    port1.postMessage({
      kind: 'settings',
      locale: 'zh-CN',
      theme: '',
      look: {},
      account: 9,
      memberToken: 'thief',
      hasProvider: false,
      tokenUrl: '',
    })
  })
  await page.evaluate(() => window.Laurel.refresh())
  await frame.getByRole('heading', { name: 'Rewards' }).waitFor()
  expect(await page.evaluate(() => (window as unknown as { heard: string[] }).heard.join())).not.toContain('stolen')
  expect(laurel.calls.map(({ token }) => token)).not.toContain('thief')
})

test.each(['en', 'zh-CN', 'zh-TW'])('in %s axe finds nothing in the frame, nor in the page around it', async lang => {
  const names = ['rewards', 'member-card']
  const body = names.map(name => `<laurel-${name} isolate></laurel-${name}>`).join('')
  const { page, violations } = await openShop({ lang, body, reducedMotion: 'reduce' })
  for (const name of names) {
    const frame = await framed(page, name)
    await frame.evaluate(axe.source)
    // A frame is a part of a page: headings and landmarks are the page's.
    const results = await frame.evaluate(() =>
      (window as unknown as { axe: typeof axe }).axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] }),
    )
    expect(results.violations.map(({ id, nodes }) => `${id}: ${nodes.map(node => node.html).join(' ')}`)).toEqual([])
  }
  expect(await violations()).toEqual([])
})
