import { expect, test } from 'vitest'
import { summary } from '../../../test/summaries.ts'
import { useStore } from '../../../test/use-store.ts'

const { store, open } = useStore()
const points = '<laurel-points member-token="t"></laurel-points>'

test.each([
  ['en', ['Your points', '1,200', 'Member cash', '¥12', 'Prepaid', '¥3,000', '1,200 points expire on 1 Jan 2027']],
  ['zh-CN', ['我的积分', '1,200', '会员现金', '储值', '1,200 积分将于2027年1月1日到期']],
  ['zh-TW', ['我的點數', '1,200', '會員現金', '儲值', '1,200 點將於2027年1月1日到期']],
])('in %s it says points, member cash, prepaid and what expires', async (lang, words) => {
  store.script('t', { body: summary() })
  const { page } = await open(points, { lang })
  const text = (await page.locator('laurel-points .card.ready').innerText()).replaceAll('\u00a0', ' ')
  for (const word of words) expect(text).toContain(word)
})

test('empty wallets are not shown, a debt is, and the day that comes first is the one that is told', async () => {
  const body = summary()
  body.balances.memberCash.available = -350
  body.balances.prepaid.available = 0
  body.balances.points = {
    available: -40,
    pending: 7,
    expiring: [
      { amount: 9, on: '2028-05-01' },
      { amount: 1, on: '2027-03-02' },
    ],
  }
  store.script('t', { body })
  const { page } = await open(points)
  const text = (await page.locator('laurel-points .card.ready').innerText()).replaceAll('\u00a0', ' ')
  for (const word of ['-40', '7 pending', '-¥3.50', '1 point expires on 2 Mar 2027']) expect(text).toContain(word)
  expect(text).not.toContain('Prepaid')
})

test('a gain is counted up to, shown beside the figure, and said once', async () => {
  store.script('t', { body: summary() }, { body: summary({ points: 2800 }) })
  const { page } = await open(points, { frozen: true })
  const figure = page.locator('laurel-points [part=value] [aria-hidden]')
  await figure.waitFor()
  await page.evaluate(() => window.Laurel.refresh())
  await page.locator('laurel-points [part=delta]').waitFor()
  await page.clock.runFor(200)
  const halfWay = Number((await figure.innerText()).replace(',', ''))
  expect(halfWay).toBeGreaterThan(1200)
  expect(halfWay).toBeLessThan(2800)
  expect(await page.locator('laurel-points div[role=status]').innerText()).toBe(
    '+1,600 points. You now have 2,800 points.',
  )
  await page.clock.runFor(1000)
  expect(await figure.innerText()).toBe('2,800')
  expect(await page.locator('laurel-points [part=delta]').innerText()).toBe('+1,600')
  await page.clock.runFor(12_000)
  expect(await page.locator('laurel-points [part=delta]').count()).toBe(0)
})

test('for who prefers reduced motion the figure is simply right, and nothing moves', async () => {
  store.script('t', { body: summary() }, { body: summary({ points: 900 }) })
  const { page } = await open(points, { frozen: true, reducedMotion: 'reduce' })
  await page.locator('laurel-points .card.ready').waitFor()
  await page.evaluate(() => window.Laurel.refresh())
  await page.locator('laurel-points [part=delta]').waitFor()
  expect(await page.locator('laurel-points [part=value] [aria-hidden]').innerText()).toBe('900')
  expect(await page.locator('laurel-points [part=delta]').innerText()).toBe('−300')
  const moving = await page.locator('laurel-points').evaluate(host => host.getAnimations({ subtree: true }).length)
  expect(moving).toBe(0)
})

test('another member’s balance is no gain', async () => {
  store.script('t', { body: summary() })
  store.script('other', { body: summary({ points: 99_000, id: 'mem_other' }) })
  const { page } = await open(points)
  await page.locator('laurel-points .card.ready').waitFor()
  await page.locator('laurel-points').evaluate(host => host.setAttribute('member-token', 'other'))
  await page.locator('laurel-points', { hasText: '99,000' }).waitFor()
  expect(await page.locator('laurel-points [part=delta]').count()).toBe(0)
  expect(await page.locator('laurel-points div[role=status]').innerText()).toBe('')
})
