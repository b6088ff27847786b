import { verifyProgram } from '@laurel/db'
import { afterAll, describe, expect, test } from 'vitest'
import { atOnce, receipt, testApi, type TestProgram, type Wire } from '../../../test/test-api.ts'

const api = await testApi()
afterAll(api.close)

const AT = '2026-06-06T10:00:00+08:00'

/** From ¥1,000 on a mug comes with it, as long as there are any; unless told otherwise nine are there. */
const program = async (
  reward: Wire = {},
  effects: Wire[] = [{ kind: 'gift', reward: 'mug' }],
): Promise<TestProgram> => {
  const p = await api.program('wanqian', '2026-06-01T09:00:00+08:00')
  await p.ok(201, 'POST', '/v1/rewards', {
    code: 'mug',
    name: { en: 'Mug', 'zh-CN': '马克杯' },
    points: 500,
    stock: 9,
    active: false,
    ...reward,
  })
  await p.ok(201, 'POST', '/v1/coupons', { code: 'next', name: { en: '¥50 off' }, ...COUPON })
  await p.ok(201, 'POST', '/v1/promotions', {
    code: 'full',
    name: { en: 'A mug from ¥1,000', 'zh-CN': '满千赠杯' },
    from: '2026-06-06T00:00:00+08:00',
    until: '2026-06-08T00:00:00+08:00',
    conditions: [{ kind: 'minimumSpend', atLeastMinor: 100000 }],
    effects,
  })
  await p.clock('2026-06-06T12:00:00+08:00')
  return p
}
const COUPON = { stock: 5, off: { amount: 5000 }, use: 'discount', distribution: 'given' }

const stockOf = async (p: TestProgram): Promise<number> => (await p.ok(200, 'GET', '/v1/rewards/mug')).stock
const differencesOf = async (p: TestProgram): Promise<readonly string[]> =>
  (await verifyProgram(await api.databases.open(p.id))).differences
const goods = { line: { quantity: 12, unitPrice: 10000 } }
const takeBack = (p: TestProgram, purchase: { id: string }, quantity: number) =>
  p.ok(201, 'POST', `/v1/purchases/${purchase.id}/returns`, { lines: [{ index: 0, quantity }] })

describe('a gift from a threshold', () => {
  test('is put aside with the purchase, with a pick-up code, and costs no points', async () => {
    const p = await program()
    const member = await p.member()
    expect((await p.buy(member, 999.99, AT)).promotions).toEqual([])
    const bought = await p.buy(member, 1000, AT)
    expect(bought.promotions).toMatchObject([
      { code: 'full', gave: [{ kind: 'gift', reward: 'mug', quantity: 1, whyNot: null }] },
    ])
    const { redemption } = bought.promotions[0].gave[0]
    expect(await p.ok(200, 'GET', `/v1/redemptions/${redemption.id}`)).toMatchObject({
      memberId: member.id,
      reward: 'mug',
      quantity: 1,
      points: 0,
      status: 'reserved',
      code: redemption.code,
      collectBy: redemption.collectBy,
    })
    expect([bought.points.earned, bought.balances.points, await stockOf(p)]).toEqual([1000, 1999, 8])
    await p.ok(200, 'POST', `/v1/redemptions/${redemption.id}/collect`)
    expect(await p.ok(200, 'GET', `/v1/purchases/${bought.id}`)).toEqual(bought)
    expect(await differencesOf(p)).toEqual([])
  })

  test('that has run out leaves the purchase as it is, and the answer says so', async () => {
    const p = await program({ stock: 1 })
    const member = await p.member()
    await p.buy(member, 1000, AT)
    const bought = await p.buy(member, 1000, AT)
    expect(bought.promotions[0].gave).toEqual([
      { kind: 'gift', reward: 'mug', quantity: 1, redemption: null, whyNot: 'out_of_stock' },
    ])
    expect([bought.points.earned, await stockOf(p)]).toEqual([1000, 0])
    expect(await p.ok(200, 'GET', `/v1/purchases/${bought.id}`)).toEqual(bought)
    expect(await differencesOf(p)).toEqual([])
  })

  test('keeps the limit of each member', async () => {
    const p = await program({ perMember: 2 })
    const [one, other] = [await p.member(), await p.member()]
    const gave = async (member: { id: string }) => (await p.buy(member, 1000, AT)).promotions[0].gave[0].whyNot
    expect([await gave(one), await gave(one), await gave(one), await gave(other)]).toEqual([
      null,
      null,
      'per_member_limit',
      null,
    ])
    expect(await differencesOf(p)).toEqual([])
  })

  test('in a rush on the last ones goes to as many as there are, and every purchase stands', async () => {
    const p = await program({ stock: 3 })
    const others = await atOnce(4, () => api.otherProcess())
    const members = await atOnce(12, () => p.member())
    const answers = await atOnce(12, i =>
      others[i % 4]!('POST', '/v1/purchases', { key: p.key, body: receipt(members[i]!, 1000, AT) }),
    )
    expect(answers.map(answer => answer.status)).toEqual(answers.map(() => 201))
    const whyNot = answers.map(answer => answer.body.promotions[0].gave[0].whyNot)
    expect(whyNot.filter(why => why === null)).toHaveLength(3)
    expect(whyNot.filter(why => why === 'out_of_stock')).toHaveLength(9)
    const codes = answers.flatMap(answer => answer.body.promotions[0].gave[0].redemption?.code ?? [])
    expect(new Set(codes).size).toBe(3)
    expect(await stockOf(p)).toBe(0)
    expect(await differencesOf(p)).toEqual([])
  })

  test('in a batch goes to the first receipts that reach it', async () => {
    const p = await program({ stock: 2, perMember: 1 })
    const [one, other, third] = [await p.member(), await p.member(), await p.member()]
    const purchases = [one, one, other, third].map(member => receipt(member, 1000, AT))
    const { data } = await p.ok(200, 'POST', '/v1/purchases/batch', { purchases })
    expect(data.map((answer: Wire) => answer.purchase.promotions[0].gave[0].whyNot)).toEqual([
      null,
      'per_member_limit',
      null,
      'out_of_stock',
    ])
    expect(await differencesOf(p)).toEqual([])
  })

  test('sent twice, also at once, is put aside once', async () => {
    const p = await program()
    const member = await p.member()
    const body = receipt(member, 1000, AT)
    const answers = await atOnce(6, () => p.call('POST', '/v1/purchases', body, { idempotencyKey: 'one' }))
    expect(new Set(answers.map(answer => answer.text)).size).toBe(1)
    expect(await stockOf(p)).toBe(8)
    const again = await p.call('POST', '/v1/purchases', body)
    expect([again.headers.get('idempotent-replayed'), again.body.promotions]).toEqual([
      'true',
      answers[0]!.body.promotions,
    ])
  })

  test('is given by a process that did not know the promotion before the purchase', async () => {
    const p = await program()
    const member = await p.member()
    const elsewhere = await api.otherProcess()
    const bought = await elsewhere('POST', '/v1/purchases', { key: p.key, body: receipt(member, 1000, AT) })
    expect(bought.body.promotions[0].gave[0].whyNot).toBe(null)
  })

  test('that there is not is refused when the promotion is published, and twice the same, too', async () => {
    const p = await program()
    const patch = (effects: Wire[]) =>
      p
        .problem(422, 'invalid_request', 'PATCH', '/v1/promotions/full', { effects })
        .then(refused => refused.errors[0].path)
    expect(await patch([{ kind: 'gift', reward: 'none' }])).toBe('effects[0].reward')
    expect(await patch([{ kind: 'coupon', coupon: 'none' }])).toBe('effects[0].coupon')
    expect(
      await patch([
        { kind: 'gift', reward: 'mug' },
        { kind: 'gift', reward: 'mug' },
      ]),
    ).toBe('effects')
  })
})

describe('after a return below the threshold', () => {
  const both = [
    { kind: 'gift', reward: 'mug', quantity: 2 },
    { kind: 'coupon', coupon: 'next' },
  ]

  test('a gift that is still put aside and an unused coupon are taken back, once', async () => {
    const p = await program({}, both)
    const member = await p.member()
    const bought = await p.buy(member, 1200, AT, goods)
    expect(await stockOf(p)).toBe(7)
    expect((await takeBack(p, bought, 2)).gifts).toEqual([])
    const below = await takeBack(p, bought, 1)
    expect(below.gifts).toEqual([
      { promotion: 'full', kind: 'coupon', code: 'next', takenBack: true },
      { promotion: 'full', kind: 'gift', code: 'mug', takenBack: true },
    ])
    expect((await takeBack(p, bought, 9)).gifts).toEqual([])
    expect(await stockOf(p)).toBe(9)
    const { redemption } = bought.promotions[0].gave[0]
    expect((await p.ok(200, 'GET', `/v1/redemptions/${redemption.id}`)).status).toBe('cancelled')
    const coupons = async () => (await p.ok(200, 'GET', `/v1/members/${member.id}/coupons`)).data
    expect((await coupons()).map((one: Wire) => one.status)).toEqual(['withdrawn'])
    const { returns } = await p.ok(200, 'GET', `/v1/purchases/${bought.id}`)
    expect(returns[1]).toEqual(below)
    expect((await p.summary(member)).balances.points.available).toBe(0)
    expect(await differencesOf(p)).toEqual([])
  })

  test('a collected gift stays, and the return says so', async () => {
    const p = await program({}, both)
    const bought = await p.buy(await p.member(), 1200, AT, goods)
    await p.ok(200, 'POST', `/v1/redemptions/${bought.promotions[0].gave[0].redemption.id}/collect`)
    expect((await takeBack(p, bought, 12)).gifts).toEqual([
      { promotion: 'full', kind: 'coupon', code: 'next', takenBack: true },
      { promotion: 'full', kind: 'gift', code: 'mug', takenBack: false },
    ])
    expect(await stockOf(p)).toBe(7)
    expect(await differencesOf(p)).toEqual([])
  })

  test('what the member had given up already is nothing to take back', async () => {
    const p = await program()
    const bought = await p.buy(await p.member(), 1200, AT, goods)
    await p.ok(200, 'POST', `/v1/redemptions/${bought.promotions[0].gave[0].redemption.id}/cancel`)
    expect((await takeBack(p, bought, 12)).gifts).toEqual([])
    expect(await stockOf(p)).toBe(9)
    expect(await differencesOf(p)).toEqual([])
  })

  test('a gift collected at the same moment is either collected or taken back, never both', async () => {
    const p = await program()
    const others = await atOnce(2, () => api.otherProcess())
    for (let round = 0; round < 5; round++) {
      const bought = await p.buy(await p.member(), 1200, AT, goods)
      const { redemption } = bought.promotions[0].gave[0]
      const [returned, collected] = await Promise.all([
        others[0]!('POST', `/v1/purchases/${bought.id}/returns`, {
          key: p.key,
          body: { lines: [{ index: 0, quantity: 12 }] },
        }),
        others[1]!('POST', `/v1/redemptions/${redemption.id}/collect`, { key: p.key }),
      ])
      expect(returned.status).toBe(201)
      expect(returned.body.gifts).toMatchObject([{ takenBack: collected.status !== 200 }])
    }
    expect(await differencesOf(p)).toEqual([])
  })

  test('a buy-return loop wins no gift and no coupon', async () => {
    const p = await program({ stock: 2 }, both)
    const member = await p.member()
    for (let loop = 0; loop < 3; loop++) {
      const bought = await p.buy(member, 1200, AT, goods)
      expect(bought.promotions[0].gave.map((one: Wire) => one.whyNot)).toEqual([null, null])
      await takeBack(p, bought, 12)
    }
    const { data } = await p.ok(200, 'GET', `/v1/members/${member.id}/redemptions`)
    expect(data.map((one: Wire) => one.status)).toEqual(['cancelled', 'cancelled', 'cancelled'])
    expect(await stockOf(p)).toBe(2)
    expect(await differencesOf(p)).toEqual([])
  })
})

describe('a coupon from a threshold', () => {
  const COUPON_ONLY: Wire[] = [{ kind: 'coupon', coupon: 'next' }]
  const couponsOf = async (p: TestProgram, member: Wire): Promise<Wire[]> =>
    (await p.ok(200, 'GET', `/v1/members/${member.id}/coupons`)).data
  /** Uses a coupon of ¥50 on goods of ¥200. */
  const spend = (p: TestProgram, member: Wire, code: string) =>
    p.ok(201, 'POST', '/v1/purchases', {
      ...receipt(member, 150, '2026-06-06T12:00:00+08:00', { line: { unitPrice: 20000, total: 15000 } }),
      coupons: [code],
    })

  test('a rush on the last ones holds: every purchase stands, and as many bring one as there are', async () => {
    const p = await program({}, COUPON_ONLY)
    const members = await atOnce(12, () => p.member())
    const processes = [api.call, await api.otherProcess(), await api.otherProcess()]
    const answers = await atOnce(12, i =>
      processes[i % processes.length]!('POST', '/v1/purchases', { key: p.key, body: receipt(members[i]!, 1000, AT) }),
    )
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201))
    const gave = answers.map(({ body }) => body.promotions[0].gave[0])
    expect(gave.filter(({ given }) => given !== null)).toHaveLength(5)
    expect(gave.filter(({ whyNot }) => whyNot === 'out_of_stock')).toHaveLength(7)
    expect((await p.ok(200, 'GET', '/v1/coupons/next')).issued).toBe(5)
    expect(await differencesOf(p)).toEqual([])
  })

  test('used already, it stays when its receipt is returned, and the return says so', async () => {
    const p = await program({}, COUPON_ONLY)
    const member = await p.member()
    const bought = await p.buy(member, 1200, AT, goods)
    await spend(p, member, bought.promotions[0].gave[0].given.code)
    expect((await takeBack(p, bought, 12)).gifts).toEqual([
      { promotion: 'full', kind: 'coupon', code: 'next', takenBack: false },
    ])
    expect((await couponsOf(p, member)).map(({ status }) => status)).toEqual(['used'])
    expect(await differencesOf(p)).toEqual([])
  })

  test('both receipts returned, in either order, nobody has a coupon to use', async () => {
    for (const first of ['the one that brought it', 'the one that used it']) {
      const p = await program({}, COUPON_ONLY)
      const member = await p.member()
      const bought = await p.buy(member, 1200, AT, goods)
      const spent = await spend(p, member, bought.promotions[0].gave[0].given.code)
      const back = [() => takeBack(p, bought, 12), () => takeBack(p, spent, 1)]
      for (const one of first === 'the one that brought it' ? back : back.toReversed()) await one()
      expect((await couponsOf(p, member)).filter(({ status }) => status === 'available')).toEqual([])
      expect((await p.summary(member)).balances.points.available).toBe(0)
      expect(await differencesOf(p)).toEqual([])
    }
  })
})
