import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { catalogue, redemption, reward, serveDetails } from '../../../test/details.ts'
import type { StoreCall } from '../../../test/mock-store.ts'
import { summary } from '../../../test/summaries.ts'
import { useStore } from '../../../test/use-store.ts'

const { store, open } = useStore()
const element = '<laurel-rewards member-token="t">Rewards wait at our counter</laurel-rewards>'
const plain = (text: string) => text.replaceAll('\u00a0', ' ')

async function shown(lang = 'en') {
  store.script('t', { body: summary() })
  serveDetails(store)
  const watched = await open(element, { lang })
  const card = watched.page.locator('laurel-rewards .card.ready')
  await card.waitFor()
  return { ...watched, card, text: plain(await card.innerText()) }
}

/** Answers redeeming with one answer after the other, and keeps what was asked. */
function serveRedeeming(...answers: { status?: number; body: unknown }[]): StoreCall[] {
  const asked: StoreCall[] = []
  store.answer('/v1/me/redemptions', call => {
    if (call.method === 'GET') return { body: { data: [], nextCursor: null } }
    asked.push(call)
    return answers.shift() ?? { status: 201, body: redemption() }
  })
  return asked
}

const ask = (page: Page) => page.getByRole('button', { name: 'Redeem: Porcelain mug' }).click()
const confirm = (page: Page) => page.getByRole('button', { name: /^(Redeem for|Try again)/ }).click()

test('who would redeem on a line that is down sees that it is, and is asked once it is back', async () => {
  const { page } = await shown()
  await page.context().setOffline(true)
  await ask(page)
  await page.locator('laurel-rewards .stale').waitFor()
  await page.context().setOffline(false)
  await ask(page)
  await page.getByRole('dialog').waitFor()
})

test.each([
  [
    'en',
    [
      '1,200 points',
      'Ready to collect',
      'K7M4-Q2XW',
      'Collect by 6 Dec',
      'Porcelain mug',
      'Only 3 left',
      '3,800 points to go',
      '5,000 points + ¥99',
      'For WE card',
      'Sold out',
      'You have had yours',
      'From 1 Jan 2031',
    ],
  ],
  [
    'zh-CN',
    ['积分礼遇', '待领取', '骨瓷马克杯', '仅剩 3 件', '还差 3,800 积分', 'WE卡专享', '已兑完', '2031年1月1日起'],
  ],
  ['zh-TW', ['點數好禮', '待領取', '骨瓷馬克杯', '僅剩 3 件', '還差 3,800 點', 'WE卡專屬', '已兌完', '2031年1月1日起']],
])('in %s it says what points can become, and why not', async (lang, words) => {
  const { text } = await shown(lang)
  for (const word of words) expect(text).toContain(word)
})

test('nothing of a picture is cut, whatever its shape, and prices in one list all have decimals, or none has', async () => {
  const wide = '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="100" viewBox="0 0 300 100"></svg>'
  store.script('t', { body: summary() })
  serveDetails(store)
  store.answer('/wide.svg', () => ({ headers: { 'Content-Type': 'image/svg+xml' }, body: wide }))
  const data = [9900, 1250].map(amountMinor =>
    reward({ code: `mug-${amountMinor}`, picture: '/wide.svg', money: { amountMinor } }),
  )
  store.answer('/v1/me/rewards', () => ({ body: { data, nextCursor: null } }))
  const { page } = await open(element)
  const pictures = page.locator('laurel-rewards img')
  await pictures.nth(1).waitFor()
  expect(await pictures.evaluateAll(images => images.map(image => getComputedStyle(image).objectFit))).toEqual([
    'contain',
    'contain',
  ])
  const prices = await page.locator('laurel-rewards [part=price]').allInnerTexts()
  expect(prices.map(plain)).toEqual(['800 points + ¥99.00', '800 points + ¥12.50'])
})

test('redeeming asks first, spends by a token of its own, shows the code and tells the page', async () => {
  const { page } = await shown()
  const asked = serveRedeeming()
  await page.evaluate(() => {
    const heard: unknown[] = []
    Object.assign(window, { heard })
    addEventListener('laurel-redeem', event => heard.push([event.composed, event.detail.redemption.code]))
    document.querySelector('laurel-rewards')!.tokenProvider = async ({ purpose }) => `${purpose}-token`
  })
  store.script('read-token', { body: summary() }, { body: summary({ points: 400 }) })
  await page.locator('laurel-rewards').evaluate(host => host.removeAttribute('member-token'))
  await page.locator('laurel-rewards .card.ready').waitFor()
  await ask(page)
  const dialog = page.getByRole('dialog', { name: 'Redeem Porcelain mug?' })
  expect(plain(await dialog.innerText())).toContain('You keep 400 points.')
  expect(asked).toEqual([])
  await confirm(page)
  await page.getByRole('dialog', { name: 'It is yours' }).waitFor()
  expect(await page.getByRole('dialog').innerText()).toContain('K7M4-Q2XW')
  expect(asked.map(({ token, body }) => [token, body])).toEqual([['redeem-token', { reward: 'mug' }]])
  expect(await page.evaluate('heard')).toEqual([[true, 'K7M4-Q2XW']])
  await page.getByRole('button', { name: 'Done' }).click()
  await page.locator('laurel-rewards', { hasText: '400 points' }).waitFor()
  expect(await page.getByRole('dialog').count()).toBe(0)
})

test('an outcome that is not known is said, and every further try is the same wish under the same key', async () => {
  const { page } = await shown()
  const asked = serveRedeeming({ status: 500, body: {} }, { status: 503, body: { code: 'busy' } })
  await ask(page)
  await confirm(page)
  await page.getByText('never redeemed twice').waitFor()
  // Closing and asking again does not begin anew, either.
  await page.getByRole('button', { name: 'Not now' }).click()
  await ask(page)
  await confirm(page)
  await page.getByRole('button', { name: 'Try again' }).waitFor()
  await confirm(page)
  await page.getByRole('dialog', { name: 'It is yours' }).waitFor()
  const keys = asked.map(({ headers }) => headers['idempotency-key'])
  expect(keys).toHaveLength(3)
  expect(new Set(keys).size).toBe(1)
})

test('two wishes have two keys', async () => {
  const { page } = await shown()
  const asked = serveRedeeming()
  for (const _ of [1, 2]) {
    await ask(page)
    await confirm(page)
    await page.getByRole('button', { name: 'Done' }).click()
  }
  expect(new Set(asked.map(({ headers }) => headers['idempotency-key'])).size).toBe(2)
})

test.each([
  [{ status: 409, body: { code: 'out_of_stock' } }, 'Sold out'],
  [{ status: 409, body: { code: 'insufficient_points' } }, 'Not enough points'],
  [{ status: 409, body: { code: 'token_used' } }, 'Please sign in again'],
  [{ status: 401, body: { code: 'token_expired' } }, 'Please sign in again'],
])('what is refused says why', async (answer, words) => {
  const { page } = await shown()
  serveRedeeming(answer)
  await ask(page)
  await confirm(page)
  await page.getByRole('dialog').getByText(words).waitFor()
})

test('while it is being redeemed a second press does nothing, and Escape does not hide the outcome', async () => {
  const { page } = await shown()
  let release = () => {}
  const gate = new Promise<void>(resolve => (release = resolve))
  let times = 0
  store.answer('/v1/me/redemptions', async ({ method }) => {
    if (method === 'GET') return { body: { data: [], nextCursor: null } }
    times += 1
    await gate
    return { body: redemption() }
  })
  await ask(page)
  await confirm(page)
  const busy = page.getByRole('button', { name: 'One moment…' })
  // Playwright would wait for the button to be enabled again.
  await busy.dispatchEvent('click')
  await page.keyboard.press('Escape')
  release()
  await page.getByRole('dialog', { name: 'It is yours' }).waitFor()
  expect(times).toBe(1)
})

test('the keyboard redeems: the dialog takes the focus, and gives it back', async () => {
  const { page, violations } = await shown()
  serveRedeeming()
  const button = page.getByRole('button', { name: 'Redeem: Porcelain mug' })
  await button.focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog')
  await dialog.waitFor()
  expect(await violations()).toEqual([])
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.getByRole('dialog', { name: 'It is yours' }).waitFor()
  await page.getByRole('button', { name: 'Done' }).focus()
  await page.keyboard.press('Enter')
  await dialog.waitFor({ state: 'detached' })
  expect(await button.evaluate(node => (node.getRootNode() as ShadowRoot).activeElement === node)).toBe(true)
})

test('what a merchant writes is text and nothing else', async () => {
  store.script('t', { body: summary() })
  serveDetails(store)
  const evil = '<img src=x onerror="window.owned=1"><script>window.owned=1</script>'
  store.answer('/v1/me/rewards', () => ({
    body: {
      data: [
        reward({ name: { en: evil }, picture: 'javascript:window.owned=1' }),
        reward({
          code: evil,
          name: { en: '"><svg onload=window.owned=1>' },
          tiers: [evil],
          whyNot: evil,
          available: false,
        }),
      ],
      nextCursor: null,
    },
  }))
  const { page } = await open(element)
  await page.locator('laurel-rewards .card.ready').waitFor()
  await page.getByText('onerror').first().waitFor()
  await page.getByRole('button', { name: /^Redeem: <img/ }).click()
  await page.getByRole('dialog').waitFor()
  expect(await page.evaluate('window.owned')).toBeUndefined()
})

test('a longer catalogue is shown page by page', async () => {
  store.script('t', { body: summary() })
  serveDetails(store)
  store.answer('/v1/me/rewards', ({ query }) => ({
    body: query.get('cursor')
      ? { data: [reward({ code: 'late', name: { en: 'The last one' } })], nextCursor: null }
      : { data: catalogue, nextCursor: 'next page' },
  }))
  const { page } = await open(element)
  await page.getByRole('button', { name: 'Show more' }).click()
  await page.getByText('The last one').waitFor()
  expect(await page.getByRole('button', { name: 'Show more' }).count()).toBe(0)
  expect(await page.getByText('Porcelain mug').count()).toBe(2)
})

test('a catalogue that cannot be loaded says so and can be tried again', async () => {
  store.script('t', { body: summary() })
  serveDetails(store)
  store.answer('/v1/me/rewards', () => ({ status: 500, body: {} }))
  const { page } = await open(element)
  await page.locator('laurel-rewards .card.failed').waitFor()
  serveDetails(store)
  await page.getByRole('button', { name: 'Try again' }).click()
  await page.locator('laurel-rewards .card.ready').waitFor()
})

test('another member never sees the wish, or the codes, of the one before', async () => {
  const { page } = await shown()
  await ask(page)
  await page.getByRole('dialog').waitFor()
  store.script('other', { body: summary({ id: 'mem_other', name: '王*', points: 7 }) })
  store.answer('/v1/me/redemptions', () => ({ body: { data: [], nextCursor: null } }))
  await page.locator('laurel-rewards').evaluate(host => host.setAttribute('member-token', 'other'))
  await page.locator('laurel-rewards', { hasText: '7 points' }).waitFor()
  expect(await page.getByRole('dialog').count()).toBe(0)
  expect(await page.locator('laurel-rewards .card').innerText()).not.toContain('K7M4')
})
