import { afterAll, describe, expect, test } from 'vitest'
import { testApi, type TestProgram, type Wire } from '../../../test/test-api.ts'

const api = await testApi()
afterAll(api.close)

const insightOf = (p: TestProgram, member: Wire): Promise<Wire> => p.ok(200, 'GET', `/v1/members/${member.id}/insight`)

describe('what is known of a member', () => {
  test('lifecycle turns at the start of a day of the program’s calendar', async () => {
    const p = await api.program('wangfujing', '2026-11-30T23:00:00+08:00')
    const member = await p.member()
    await p.buy(member, 100, '2026-11-30T10:00:00+08:00')
    const at = async (now: string) => {
      await p.clock(now)
      return (await insightOf(p, member)).lifecycle
    }
    expect(await at('2027-02-27T23:59:59+08:00')).toEqual({
      class: 'active',
      since: '2026-11-30',
      lastPurchaseOn: '2026-11-30',
    })
    expect(await at('2027-02-28T00:00:00+08:00')).toMatchObject({ class: 'edge', since: '2027-02-28' })
  })

  test('is right at once after a receipt, and after a return it is as if it had never been bought', async () => {
    const p = await api.program('wangfujing', '2026-03-31T23:00:00+08:00')
    const member = await p.member()
    expect(await insightOf(p, member)).toMatchObject({
      asOf: '2026-03-31T23:00:00+08:00',
      lifecycle: { class: null, since: null, lastPurchaseOn: null },
      rfm: { recencyDays: null, frequency: 0, monetary: 0 },
      preferences: { priceBand: null, cycleDays: null, promotionShare: null },
    })
    await p.buy(member, 300, '2026-03-02T15:00:00+08:00', { line: { size: 'L' } })
    const before = await insightOf(p, member)
    expect(before).toMatchObject({
      rfm: { recencyDays: 29, frequency: 1, monetary: 30_000 },
      preferences: {
        sizes: [{ value: 'L', share: 1 }],
        weekdays: [{ value: 1, share: 1 }],
        hours: [{ value: 15, share: 1 }],
      },
    })
    const { id } = await p.buy(member, 500, '2026-03-09T15:00:00+08:00', { line: { size: 'M' } })
    expect(await insightOf(p, member)).toMatchObject({
      rfm: { frequency: 2, monetary: 80_000 },
      preferences: { cycleDays: 7 },
    })
    await p.ok(201, 'POST', `/v1/purchases/${id}/returns`, { lines: [{ index: 0, quantity: 1 }] })
    expect(await insightOf(p, member)).toEqual(before)
  })

  test('what was bought lately weighs more where the program says so, beside the plain shares', async () => {
    const p = await api.program('wangfujing', '2026-03-31T23:00:00+08:00')
    const rules = await p.ok(200, 'GET', '/v1/program/rules')
    const insight = { ...rules.insight, recencyHalfLifeDays: 30 }
    await p.ok(200, 'PUT', '/v1/program/rules', { rules: { ...rules, insight } })
    const member = await p.member()
    for (const day of ['01-30', '01-30'])
      await p.buy(member, 100, `2026-${day}T15:00:00+08:00`, { line: { size: 'M' } })
    await p.buy(member, 100, '2026-03-31T15:00:00+08:00', { line: { size: 'L' } })
    // Two of a fourth against one: a third and two thirds.
    expect((await insightOf(p, member)).preferences.sizes).toEqual([
      { value: 'L', share: 0.3333, recentShare: 0.6667 },
      { value: 'M', share: 0.6667, recentShare: 0.3333 },
    ])
  })

  test('half of a line that came back counts half, and no line counts twice', async () => {
    const p = await api.program('wangfujing', '2026-03-31T23:00:00+08:00')
    const member = await p.member()
    const lines = [
      { sku: 'A', category: 'coats', quantity: 2, unitPrice: 10_000, promotional: true },
      { sku: 'B', category: 'shirts', quantity: 3, unitPrice: 3334, total: 10_000 },
    ]
    const { id } = await p.ok(201, 'POST', '/v1/purchases', {
      memberId: member.id,
      store: 'beijing-1',
      occurredAt: '2026-03-02T15:00:00+08:00',
      lines,
      tenders: [{ kind: 'wechat', amount: 30_000 }],
    })
    for (const index of [0, 1])
      await p.ok(201, 'POST', `/v1/purchases/${id}/returns`, { lines: [{ index, quantity: 1 }] })
    expect(await insightOf(p, member)).toMatchObject({
      rfm: { monetary: 16_667 },
      preferences: {
        categories: [
          { value: 'shirts', share: 0.6667 },
          { value: 'coats', share: 0.3333 },
        ],
        promotionShare: 0.3333,
        priceBand: { low: 3333, median: 3333, high: 6667 },
        pairings: [{ value: ['coats', 'shirts'], share: 1 }],
      },
    })
  })

  test('a receipt of the largest amounts is no reason to fail', async () => {
    const p = await api.program('boutique', '2026-03-31T23:00:00+08:00')
    const member = await p.member()
    for (let i = 0; i < 2; i++)
      await p.ok(201, 'POST', '/v1/purchases', {
        memberId: member.id,
        store: 'beijing-1',
        lines: [{ sku: 'A', quantity: 1, unitPrice: Number.MAX_SAFE_INTEGER }],
        tenders: [{ kind: 'voucher', amount: Number.MAX_SAFE_INTEGER }],
      })
    expect((await insightOf(p, member)).rfm.monetary).toBe(Number.MAX_SAFE_INTEGER)
  })

  test('an associate may ask, a member’s token may not', async () => {
    const p = await api.program('wangfujing', '2026-03-31T23:00:00+08:00')
    const member = await p.member()
    const associate = await p.staff('associate')
    await associate.ok(200, 'GET', `/v1/members/${member.id}/insight`)
    const key = await p.session(member)
    await api.problem(403, 'wrong_key_kind', 'GET', `/v1/members/${member.id}/insight`, { key })
  })
})

describe('what if', () => {
  const asked = { visits: 5000, regulars: 1000, regularConversion: 0.6, otherConversion: 0.1 }

  test('more regulars at the same traffic bring more orders (S26)', async () => {
    const p = await api.program('wangfujing')
    expect(await p.ok(200, 'POST', '/v1/insights/whatIf', asked)).toEqual({ orders: 1000 })
    expect(await p.ok(200, 'POST', '/v1/insights/whatIf', { ...asked, regulars: 2000 })).toEqual({ orders: 1500 })
  })

  test.each([
    ['more regulars than visits', { regulars: 5001 }, 'regulars'],
    ['a conversion above one', { regularConversion: 1.0001 }, 'regularConversion'],
    ['a fifth decimal', { otherConversion: 0.00001 }, 'otherConversion'],
  ])('refuses %s', async (_, more, path) => {
    const p = await api.program('wangfujing')
    const { errors } = await p.problem(422, 'invalid_request', 'POST', '/v1/insights/whatIf', { ...asked, ...more })
    expect(errors).toEqual([expect.objectContaining({ path })])
  })
})
