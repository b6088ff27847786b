import { expect, test } from 'vitest'
import { entry, receipt, redemption, serveDetails } from '../../../test/details.ts'
import { summary } from '../../../test/summaries.ts'
import { useStore } from '../../../test/use-store.ts'

const { store, open } = useStore()
const element = '<laurel-history member-token="t">Ask at the counter</laurel-history>'
const plain = (text: string) => text.replaceAll('\u00a0', ' ')

async function shown(lang = 'en') {
  store.script('t', { body: summary() })
  serveDetails(store)
  const watched = await open(element, { lang })
  const card = watched.page.locator('laurel-history .card.ready')
  await card.waitFor()
  return { ...watched, card, text: plain(await card.innerText()) }
}

test.each([
  [
    'en',
    [
      'Purchase',
      '20 Nov 2026',
      '+1,600 points',
      '+¥16',
      'Reward redeemed',
      '−800 points',
      'Points given back',
      'Return',
      'Top-up',
      '+¥3,000',
      'Expired',
      'Adjusted by the store',
      'Tier changed',
      'Change',
    ],
  ],
  ['zh-CN', ['消费', '+1,600 积分', '兑换礼品', '兑换退回', '退货', '充值', '到期', '门店调整', '等级变更', '变动']],
  ['zh-TW', ['消費', '+1,600 點', '兌換好禮', '兌換退回', '退貨', '儲值', '到期', '門市調整', '等級變更', '異動']],
])('in %s every entry says its why, and what came or went', async (lang, words) => {
  const { text } = await shown(lang)
  for (const word of words) expect(text).toContain(word)
})

test('amounts in one list all have decimals, or none has', async () => {
  store.script('t', { body: summary() })
  serveDetails(store)
  const data = [
    entry('earn', 'purchase', [['memberCash', 1250]], '2026-11-20'),
    entry('topup', 'topup', [['prepaid', 300000]], '2026-11-19'),
  ]
  store.answer('/v1/me/ledger', () => ({ body: { data, nextCursor: null } }))
  const { page } = await open(element)
  const amounts = page.locator('laurel-history [part=amount]')
  await amounts.first().waitFor()
  expect(await amounts.allInnerTexts()).toEqual(['+¥12.50', '+¥3,000.00'])
})

test('what only names an entry may be missing: the history is shown all the same', async () => {
  store.script('t', { body: summary() })
  serveDetails(store)
  for (const path of ['/v1/me/redemptions', '/v1/me/purchases'])
    store.answer(path, () => ({ status: 403, body: { code: 'wrong_token_purpose' } }))
  const { page } = await open(element)
  const card = page.locator('laurel-history .card.ready')
  await card.waitFor()
  expect(plain(await card.innerText())).toContain('Reward redeemed')
})

test('what a merchant writes into receipts and gifts is text and nothing else', async () => {
  store.script('t', { body: summary() })
  serveDetails(store)
  const evil = '<img src=x onerror="window.owned=1"><script>window.owned=1</script>'
  const line = { sku: evil, name: evil, brand: evil, quantity: 1, returned: 0, total: 120_800 }
  const why = { line: 0, multiplier: { value: 5, because: evil, considered: [] }, points: 1600 }
  store.answer('/v1/me/purchases', () => ({
    body: {
      data: [{ ...receipt, externalId: evil, store: evil, lines: [line], explanation: { lines: [why] } }],
      nextCursor: null,
    },
  }))
  store.answer('/v1/me/redemptions', () => ({
    body: { data: [redemption({ name: { en: evil } })], nextCursor: null },
  }))
  const { page } = await open(element)
  await page.locator('laurel-history .card.ready').waitFor()
  await page.getByText('onerror').first().waitFor()
  await page.getByRole('button', { name: 'Receipts' }).click()
  await page.getByText('¥1,208').first().click()
  await page.getByText('onerror').first().waitFor()
  expect(await page.locator('laurel-history img, laurel-history script').count()).toBe(0)
  expect(await page.evaluate('window.owned')).toBeUndefined()
})

test('a receipt unfolds to what every line earned, and why', async () => {
  const { page, card } = await shown()
  await page.getByRole('button', { name: 'Receipts' }).click()
  await page.getByText('¥1,208').click()
  const text = plain(await card.innerText())
  for (const word of [
    'Receipt 0817-4711',
    '+2,488 points',
    'Cashmere crew neck',
    'lipstick-rouge',
    '×5 for this brand',
    '1,600 points',
    '1 returned',
  ])
    expect(text).toContain(word)
})

test.each([
  ['en', 'Receipt 0817-4711', 'Porcelain mug'],
  ['zh-CN', '小票 0817-4711', '骨瓷马克杯'],
  ['zh-TW', '收據 0817-4711', '骨瓷馬克杯'],
])('in %s an entry names its receipt and its reward, and no code of ours', async (lang, receipt, reward) => {
  const { page, text } = await shown(lang)
  const rows = (await page.locator('laurel-history .entry').allInnerTexts()).map(plain)
  expect(rows[0]).toContain(receipt)
  expect(rows[1]).toContain(reward)
  expect(rows[3]).toContain(receipt)
  expect(text).not.toMatch(/nanjing-road|pur_|red_|ret_|undefined/)
})

test('who has bought nothing is asked for no receipts before they want to see them', async () => {
  let asked = 0
  store.script('t', { body: summary() })
  serveDetails(store)
  store.answer('/v1/me/ledger', () => ({
    body: { data: [entry('adjust', 'adjustment', [['points', 7]])], nextCursor: null },
  }))
  const { page } = await open(element)
  await page.locator('laurel-history .card.ready').waitFor()
  store.answer('/v1/me/purchases', () => {
    asked += 1
    return { body: { data: [], nextCursor: null } }
  })
  expect(asked).toBe(0)
  await page.getByRole('button', { name: 'Receipts' }).click()
  await page.getByText('Your receipts will appear here.').waitFor()
  expect(asked).toBe(1)
})

test('what expires is listed by day, points and member cash alike', async () => {
  const body = summary()
  body.balances.points.expiring = [
    { amount: 900, on: '2027-06-01' },
    { amount: 300, on: '2027-01-01' },
  ]
  store.script('t', {
    body: {
      ...body,
      balances: { ...body.balances, memberCash: { available: 1200, expiring: [{ amount: 1200, on: '2027-03-01' }] } },
    },
  })
  serveDetails(store)
  const { page } = await open(element)
  await page.getByRole('button', { name: 'Expiring' }).click()
  const rows = (await page.locator('laurel-history .entry').allInnerTexts()).map(row =>
    plain(row).replaceAll(/\s+/g, ' '),
  )
  expect(rows).toEqual([
    '300 points Expires on 1 Jan 2027',
    '¥12 Expires on 1 Mar 2027',
    '900 points Expires on 1 Jun 2027',
  ])
})

test('older entries follow page by page', async () => {
  store.script('t', { body: summary() })
  serveDetails(store)
  store.answer('/v1/me/ledger', ({ query }) => ({
    body: query.get('cursor')
      ? { data: [entry('adjust', 'adjustment', [['points', 7]], '2020-01-02')], nextCursor: null }
      : { data: [entry('earn', 'purchase', [['points', 1]])], nextCursor: 'older' },
  }))
  const { page } = await open(element)
  await page.getByRole('button', { name: 'Show more' }).click()
  await page.getByText('2 Jan 2020').waitFor()
  expect(await page.locator('laurel-history .entry').count()).toBe(2)
})

test('when points move, the entries follow', async () => {
  const { page } = await shown()
  store.script('t', { body: summary({ points: 9000 }) })
  store.answer('/v1/me/ledger', () => ({
    body: { data: [entry('earn', 'purchase', [['points', 7800]])], nextCursor: null },
  }))
  await page.evaluate(() => window.Laurel.refresh())
  await page.getByText('+7,800 points').waitFor()
})

test('the list scrolls by keyboard, and axe finds nothing in any view', async () => {
  const { page, violations } = await shown()
  for (const view of ['Activity', 'Receipts', 'Expiring']) {
    const button = page.getByRole('button', { name: view })
    await button.press('Enter')
    await expect.poll(() => button.getAttribute('aria-pressed')).toBe('true')
    expect(await violations()).toEqual([])
  }
})
