import { verifyProgram } from '@laurel/db'
import { afterAll, describe, expect, test } from 'vitest'
import { atOnce, testApi, type TestProgram, type Wire } from '../../../test/test-api.ts'

const api = await testApi()
afterAll(api.close)

const NOW = '2026-06-01T09:00:00+08:00'
const WEEKEND = { from: '2026-06-06T00:00:00+08:00', until: '2026-06-08T00:00:00+08:00' }
/** Wanqian: a point a yuan by line, a fen of member cash with each, the tier's multiplier of VIP ×1. */
const program = () => api.program('wanqian', NOW)

const promotion = (fields: Wire = {}) => ({
  code: 'weekend',
  name: { en: 'Weekend', 'zh-CN': '周末双倍', 'zh-TW': '週末雙倍' },
  ...WEEKEND,
  conditions: [],
  effects: [{ kind: 'multiplier', value: 2 }],
  ...fields,
})
const publish = (p: TestProgram, fields: Wire = {}) => p.ok(201, 'POST', '/v1/promotions', promotion(fields))

const differencesOf = async (p: TestProgram): Promise<readonly string[]> =>
  (await verifyProgram(await api.databases.open(p.id))).differences

describe('a promotion', () => {
  test('is answered as it was published, and found again', async () => {
    const p = await program()
    const made = await publish(p, {
      early: { tiers: ['SUPREME'], from: '2026-06-05T18:00:00+08:00' },
      conditions: [{ kind: 'stores', stores: ['beijing-1'] }],
    })
    expect(made).toEqual({
      code: 'weekend',
      revision: 1,
      name: { en: 'Weekend', 'zh-CN': '周末双倍', 'zh-TW': '週末雙倍' },
      ...WEEKEND,
      early: { tiers: ['SUPREME'], from: '2026-06-05T18:00:00+08:00' },
      conditions: [{ kind: 'stores', stores: ['beijing-1'] }],
      effects: [{ kind: 'multiplier', value: 2 }],
      effectiveAt: NOW,
      status: 'scheduled',
    })
    expect(await p.ok(200, 'GET', '/v1/promotions/weekend')).toEqual(made)
    await publish(p, { code: 'second' })
    const first = await p.ok(200, 'GET', '/v1/promotions?limit=1')
    expect(first.data).toEqual([made])
    const rest = await p.ok(200, 'GET', `/v1/promotions?cursor=${first.nextCursor}`)
    expect([rest.data.map((one: Wire) => one.code), rest.nextCursor]).toEqual([['second'], null])
  })

  test('is of its own program only', async () => {
    const [p, other] = [await program(), await program()]
    await publish(p)
    await other.problem(404, 'not_found', 'GET', '/v1/promotions/weekend')
    expect((await other.ok(200, 'GET', '/v1/promotions')).data).toEqual([])
    const member = await other.member()
    await other.clock('2026-06-06T12:00:00+08:00')
    expect((await other.buy(member, 100, '2026-06-06T10:00:00+08:00')).points.earned).toBe(100)
  })

  test.each([
    ['times out of order', { until: WEEKEND.from }, 'until'],
    ['what is over already', { from: '2026-05-01T00:00:00+08:00', until: NOW }, 'until'],
    ['an eve after the day', { early: { tiers: ['VIP'], from: WEEKEND.from } }, 'early.from'],
    [
      'a tier of another program',
      { conditions: [{ kind: 'tiers', tiers: ['VIP', 'GOLD'] }] },
      'conditions[0].tiers[1]',
    ],
    ['an eve for a tier of another program', { early: { tiers: ['GOLD'], from: NOW } }, 'early.tiers[0]'],
    ['nothing to give', { effects: [] }, 'effects'],
    ['a condition nobody knows', { conditions: [{ kind: 'moonPhase' }] }, 'conditions[0].kind'],
    ['no hours of a day', { conditions: [{ kind: 'hours', from: '10:00', until: '10:00' }] }, 'conditions[0]'],
  ])('is refused with %s, by its path', async (_, fields, path) => {
    const p = await program()
    const refused = await p.problem(422, 'invalid_request', 'POST', '/v1/promotions', promotion(fields))
    expect(refused.errors[0].path).toBe(path)
  })

  test('has a code that names it for ever, and stays ended', async () => {
    const p = await program()
    await publish(p)
    await p.problem(409, 'promotion_exists', 'POST', '/v1/promotions', promotion())
    expect(await p.ok(200, 'PATCH', '/v1/promotions/weekend', { ended: true })).toMatchObject({
      revision: 2,
      status: 'ended',
    })
    await p.problem(409, 'promotion_ended', 'PATCH', '/v1/promotions/weekend', { until: '2027-01-01T00:00:00+08:00' })
    await p.problem(409, 'promotion_exists', 'POST', '/v1/promotions', promotion())
  })

  test('sent twice is published once', async () => {
    const p = await program()
    const key = { idempotencyKey: 'once' }
    const [first, again] = [
      await p.call('POST', '/v1/promotions', promotion(), key),
      await p.call('POST', '/v1/promotions', promotion(), key),
    ]
    expect([again.status, again.headers.get('idempotent-replayed'), again.body]).toEqual([201, 'true', first.body])
    const patch = () => p.call('PATCH', '/v1/promotions/weekend', { effects: [{ kind: 'multiplier', value: 3 }] }, key)
    expect([(await patch()).body.revision, (await patch()).body.revision]).toEqual([2, 2])
  })

  test('published many at once, all stand, each revision once', async () => {
    const p = await program()
    const others = await atOnce(4, () => api.otherProcess())
    const body = (i: number) => ({ key: p.key, body: promotion({ code: `rush-${i}` }) })
    const answers = await atOnce(12, i => others[i % 4]!('POST', '/v1/promotions', body(i)))
    expect(answers.map(answer => answer.status)).toEqual(answers.map(() => 201))
    expect((await p.ok(200, 'GET', '/v1/promotions?limit=100')).data).toHaveLength(12)
    const patches = await atOnce(8, i =>
      others[i % 4]!('PATCH', '/v1/promotions/rush-0', {
        key: p.key,
        body: { effects: [{ kind: 'multiplier', value: i + 2 }] },
      }),
    )
    expect(patches.map(answer => answer.body.revision).toSorted((a, b) => a - b)).toEqual([2, 3, 4, 5, 6, 7, 8, 9])
    const posts = await atOnce(4, i => others[i]!('POST', '/v1/promotions', { key: p.key, body: promotion() }))
    expect(posts.map(answer => answer.status).toSorted()).toEqual([201, 409, 409, 409])
  })
})

describe('a purchase', () => {
  test('earns by the promotions of its own instant, told by their code', async () => {
    const p = await program()
    await publish(p, { conditions: [{ kind: 'stores', stores: ['beijing-1'] }] })
    const member = await p.member()
    await p.clock('2026-06-09T09:00:00+08:00')
    const at = async (occurredAt: string, more: Wire = {}) =>
      (await p.buy(member, 100, occurredAt, more)).points.earned as number
    expect(await at('2026-06-05T23:59:59+08:00')).toBe(100)
    expect(await at('2026-06-06T00:00:00+08:00')).toBe(200)
    expect(await at('2026-06-07T23:59:59.999+08:00')).toBe(200)
    expect(await at('2026-06-08T00:00:00+08:00')).toBe(100)
    expect(await at('2026-06-06T00:00:00+08:00', { store: 'beijing-2' })).toBe(100)
    const bought = await p.buy(member, 100, '2026-06-06T10:00:00+08:00')
    expect(bought.explanation.lines[0].multiplier).toEqual({
      value: 2,
      because: 'promotion',
      considered: [{ source: 'promotion', code: 'weekend', value: 2, applied: true }],
    })
    expect(bought.promotions).toEqual([
      {
        code: 'weekend',
        revision: 1,
        name: { en: 'Weekend', 'zh-CN': '周末双倍', 'zh-TW': '週末雙倍' },
        goods: { spendMinor: 10000, totalMinor: 10000, quantity: 1 },
        gave: [{ kind: 'multiplier', value: 2 }],
      },
    ])
    expect(await p.ok(200, 'GET', `/v1/purchases/${bought.id}`)).toEqual(bought)
    expect(await differencesOf(p)).toEqual([])
  })

  test('that comes late takes the revision of its own instant', async () => {
    const p = await program()
    const member = await p.member()
    const since = async (now: string, value: number, method: 'POST' | 'PATCH') => {
      await p.clock(now)
      const effects = [{ kind: 'multiplier', value }]
      await (method === 'POST'
        ? publish(p, { from: '2026-05-01T00:00:00+08:00', effects })
        : p.ok(200, 'PATCH', '/v1/promotions/weekend', { effects }))
    }
    await since('2026-06-02T09:00:00+08:00', 2, 'POST')
    await since('2026-06-03T09:00:00+08:00', 3, 'PATCH')
    await p.clock('2026-06-04T09:00:00+08:00')
    await p.ok(200, 'PATCH', '/v1/promotions/weekend', { ended: true })
    await p.clock('2026-06-05T09:00:00+08:00')
    const earned = async (at: string) => (await p.buy(member, 100, at)).points.earned as number
    expect(await earned('2026-06-02T08:59:59+08:00')).toBe(100)
    expect(await earned('2026-06-02T09:00:00+08:00')).toBe(200)
    expect(await earned('2026-06-03T08:59:59+08:00')).toBe(200)
    expect(await earned('2026-06-03T09:00:00+08:00')).toBe(300)
    expect(await earned('2026-06-04T08:59:59+08:00')).toBe(300)
    expect(await earned('2026-06-04T09:00:00+08:00')).toBe(100)
    expect(await differencesOf(p)).toEqual([])
  })

  test('on the eve is for the tiers that were asked, at the tier held before the receipt', async () => {
    const p = await program()
    await publish(p, { early: { tiers: ['SUPREME'], from: '2026-06-05T18:00:00+08:00' } })
    const [vip, supreme] = [await p.member(), await p.member()]
    await p.buy(supreme, 20000, '2026-06-01T08:00:00+08:00')
    await p.clock('2026-06-06T09:00:00+08:00')
    const because = async (member: { id: string }, at: string) =>
      (await p.buy(member, 100, at)).explanation.lines[0].multiplier.because as string
    const considered = async (member: { id: string }, at: string) =>
      (await p.buy(member, 100, at)).explanation.lines[0].multiplier.considered.length as number
    expect(await because(vip, '2026-06-05T18:00:00+08:00')).toBe('none')
    expect(await considered(supreme, '2026-06-05T17:59:59+08:00')).toBe(1)
    expect(await considered(supreme, '2026-06-05T18:00:00+08:00')).toBe(2)
    expect(await because(vip, '2026-06-06T00:00:00+08:00')).toBe('promotion')
    // The receipt that reaches the tier does not have it yet.
    const reaching = await p.buy(vip, 20000, '2026-06-05T18:30:00+08:00')
    expect(reaching.promotions).toEqual([])
    expect(await differencesOf(p)).toEqual([])
  })

  test('gets points on top from the threshold on, shown line by line', async () => {
    const p = await program()
    await publish(p, {
      conditions: [{ kind: 'minimumSpend', atLeastMinor: 100000 }],
      effects: [{ kind: 'bonusPoints', points: 100 }],
    })
    const member = await p.member()
    await p.clock('2026-06-06T12:00:00+08:00')
    const at = '2026-06-06T10:00:00+08:00'
    expect((await p.buy(member, 999.99, at)).points.earned).toBe(999)
    const bought = await p.buy(member, 1000, at, {
      lines: [
        { sku: 'A', quantity: 1, unitPrice: 66667 },
        { sku: 'B', quantity: 1, unitPrice: 33333 },
      ],
    })
    expect(bought.points.earned).toBe(666 + 333 + 100)
    expect(bought.explanation.lines.map((line: Wire) => [line.points, line.bonuses])).toEqual([
      [733, [{ code: 'weekend', points: 67 }]],
      [366, [{ code: 'weekend', points: 33 }]],
    ])
    // With every point a fen of member cash.
    expect(bought.memberCashEarned).toBe(bought.points.earned)
    expect(await differencesOf(p)).toEqual([])
  })

  test('of a warm process sees what another has published in the read that it makes anyway', async () => {
    const p = await program()
    const member = await p.member()
    await p.clock('2026-06-06T12:00:00+08:00')
    const elsewhere = await api.otherProcess()
    await elsewhere('POST', '/v1/promotions', { key: p.key, body: promotion() })
    const bought = await p.buy(member, 100, '2026-06-06T12:00:00+08:00')
    expect(bought.points.earned).toBe(200)
  })

  test('at the quoted price earns what the quote said, and the quote says what is near', async () => {
    const p = await program()
    await publish(p, {
      conditions: [
        { kind: 'categories', categories: ['apparel'] },
        { kind: 'minimumSpend', atLeastMinor: 18000 },
        { kind: 'minimumQuantity', atLeast: 2 },
      ],
      effects: [{ kind: 'bonusPoints', points: 50 }],
    })
    const member = await p.member()
    await p.clock('2026-06-06T12:00:00+08:00')
    const ask = (quantity: number) =>
      p.ok(200, 'POST', '/v1/quotes', {
        memberId: member.id,
        store: 'beijing-1',
        lines: [{ sku: 'A1', category: 'apparel', quantity, unitPrice: 10000 }],
      })
    const near = await ask(1)
    expect(near.points.wouldEarn).toBe(90)
    expect(near.promotions).toMatchObject([{ code: 'weekend', gives: [], missing: { spendMinor: 9000, quantity: 1 } }])
    const there = await ask(2)
    expect(there.promotions).toMatchObject([{ gives: [{ kind: 'bonusPoints', points: 50 }], missing: null }])
    const bought = await p.buy(member, 180, '2026-06-06T12:00:00+08:00', { line: { quantity: 2, unitPrice: 9000 } })
    expect([bought.points.earned, there.points.wouldEarn]).toEqual([230, 230])
  })
})

describe('a member-only price', () => {
  const price = { effects: [{ kind: 'memberPrice', rate: 0.3 }], conditions: [{ kind: 'brands', brands: ['acme'] }] }

  test('is asked by the quote with its promotion, and leaves no trace in the purchase but the price', async () => {
    const p = await program()
    await publish(p, price)
    const member = await p.member()
    await p.clock('2026-06-06T12:00:00+08:00')
    const lines = [
      { sku: 'A', brand: 'acme', quantity: 2, unitPrice: 10000 },
      { sku: 'B', quantity: 1, unitPrice: 10000 },
    ]
    const quote = await p.ok(200, 'POST', '/v1/quotes', { memberId: member.id, store: 'beijing-1', lines })
    expect(quote.lines).toEqual([
      { index: 0, listTotal: 20000, discount: 6000, total: 14000, because: 'promotionPrice', promotion: 'weekend' },
      { index: 1, listTotal: 10000, discount: 1000, total: 9000, because: 'memberDiscount' },
    ])
    expect(quote.promotions).toEqual([
      {
        code: 'weekend',
        revision: 1,
        name: { en: 'Weekend', 'zh-CN': '周末双倍', 'zh-TW': '週末雙倍' },
        goods: { spendMinor: 14000, totalMinor: 14000, quantity: 2 },
        gives: [{ kind: 'memberPrice', discountMinor: 6000 }],
        missing: null,
      },
    ])
    const bought = await p.buy(member, 230, '2026-06-06T12:00:00+08:00', {
      lines: lines.map((line, i) => ({ ...line, total: quote.lines[i].total })),
    })
    expect([bought.points.earned, bought.promotions]).toEqual([quote.points.wouldEarn, []])
    expect(await differencesOf(p)).toEqual([])
  })

  test('cannot hang on what is spent, which hangs on it', async () => {
    const p = await program()
    const refused = await p.problem(
      422,
      'invalid_request',
      'POST',
      '/v1/promotions',
      promotion({ ...price, conditions: [{ kind: 'minimumSpend', atLeastMinor: 100 }] }),
    )
    expect(refused.errors[0].path).toBe('effects[0]')
  })
})

describe('a return', () => {
  test('below a threshold takes back what the promotion gave, by what held at the sale', async () => {
    const p = await program()
    await publish(p, {
      conditions: [{ kind: 'minimumSpend', atLeastMinor: 100000 }],
      effects: [
        { kind: 'bonusPoints', points: 100 },
        { kind: 'multiplier', value: 2 },
      ],
    })
    const member = await p.member()
    await p.clock('2026-06-06T12:00:00+08:00')
    const bought = await p.buy(member, 1200, '2026-06-06T10:00:00+08:00', { line: { quantity: 12, unitPrice: 10000 } })
    expect(bought.points.earned).toBe(2500)
    await p.ok(200, 'PATCH', '/v1/promotions/weekend', { ended: true })
    await p.clock('2026-06-20T12:00:00+08:00')
    const takeBack = (quantity: number) =>
      p.ok(201, 'POST', `/v1/purchases/${bought.id}/returns`, { lines: [{ index: 0, quantity }] })
    expect((await takeBack(2)).pointsReversed).toBe(400)
    const below = await takeBack(1)
    expect(below.pointsReversed).toBe(2100 - 900)
    expect(below.balances.points).toBe(900)
    expect((await takeBack(9)).balances.points).toBe(0)
    expect(await differencesOf(p)).toEqual([])
  })
})
