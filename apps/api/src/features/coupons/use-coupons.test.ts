import { verifyProgram } from '@laurel/db'
import { afterAll, describe, expect, test } from 'vitest'
import { atOnce, receipt, testApi, type Answer, type TestProgram, type Wire } from '../../../test/test-api.ts'

const api = await testApi()
afterAll(api.close)

const NOW = '2026-03-10T20:00:00+08:00'
const AT = '2026-03-10T14:00:00+08:00'
const DISCOUNT = {
  code: 'ten',
  name: { en: '¥10 off' },
  off: { amount: 1000 },
  use: 'discount',
  distribution: 'byCode',
}
const VOUCHER = { ...DISCOUNT, code: 'paper', use: 'voucher', off: { amount: 2000 } }

const shop = async (...coupons: readonly Record<string, unknown>[]): Promise<TestProgram> => {
  const p = await api.program('wangfujing', '2026-03-10T12:00:00+08:00')
  for (const coupon of coupons) await p.ok(201, 'POST', '/v1/coupons', { ...DISCOUNT, ...coupon })
  return p
}
const give = (p: TestProgram, member: { id: string }, coupon = 'ten'): Promise<Wire> =>
  p.ok(201, 'POST', `/v1/members/${member.id}/coupons`, { coupon })
const couponsOf = async (p: TestProgram, member: { id: string }): Promise<Wire[]> =>
  (await p.ok(200, 'GET', `/v1/members/${member.id}/coupons`)).data
const line = (unitPrice: number, more: Record<string, unknown> = {}) => ({ sku: 'A', quantity: 1, unitPrice, ...more })

/** A receipt of lines at their totals, paid by WeChat, under coupons. */
const sale = (member: { id: string }, lines: readonly Wire[], coupons: readonly string[], more: Wire = {}) => ({
  ...receipt(member, 0, AT),
  lines,
  tenders: [{ kind: 'wechat', amount: lines.reduce((sum, l) => sum + (l.total ?? l.unitPrice * l.quantity), 0) }],
  coupons,
  ...more,
})
const buy = (p: TestProgram, body: unknown): Promise<Wire> => p.ok(201, 'POST', '/v1/purchases', body)
const refuse = (p: TestProgram, status: number, code: string, body: unknown): Promise<Wire> =>
  p.problem(status, code, 'POST', '/v1/purchases', body)
/** ¥100 of goods, ¥10 off. */
const TEN_OFF = [line(10000, { total: 9000 })]

const expectClean = async (p: TestProgram) =>
  expect((await verifyProgram(await api.databases.open(p.id))).differences).toEqual([])

describe('a quote with coupons', () => {
  const quote = (p: TestProgram, member: { id: string }, lines: unknown[], coupons: string[], more: Wire = {}) =>
    p.ok(200, 'POST', '/v1/quotes', { memberId: member.id, store: 'beijing-1', lines, coupons, ...more })

  test('lowers the lines, names the vouchers, and says of the others why not', async () => {
    const p = await shop(
      {},
      VOUCHER,
      { code: 'coats', categories: ['coats'], off: { rate: 0.5 } },
      { code: 'later', fromAt: '2026-04-01T00:00:00+08:00' },
    )
    const member = await p.member()
    const answer = await quote(
      p,
      member,
      [line(10000), line(20000, { category: 'coats' })],
      ['ten', 'coats', 'paper', 'later', 'none'],
    )
    expect(answer.coupons).toEqual([
      { code: 'ten', applied: true, whyNot: null, amount: 1000 },
      { code: 'coats', applied: true, whyNot: null, amount: 9667 },
      { code: 'paper', applied: true, whyNot: null, amount: 2000 },
      { code: 'later', applied: false, whyNot: 'not_yet_valid', amount: 0 },
      { code: 'none', applied: false, whyNot: 'not_found', amount: 0 },
    ])
    expect(answer.lines).toMatchObject([
      { total: 9667, beforeCoupons: 10000, coupons: [{ code: 'ten', amount: 333 }] },
      {
        total: 9666,
        beforeCoupons: 20000,
        coupons: [
          { code: 'ten', amount: 667 },
          { code: 'coats', amount: 9667 },
        ],
      },
    ])
    expect(answer).toMatchObject({
      total: 19333,
      vouchers: [{ code: 'paper', amount: 2000 }],
      points: { wouldEarn: 173 },
    })
    expect(await couponsOf(p, member)).toEqual([])
  })

  test('the purchase at the quoted prices uses what the quote said, and earns it, on top of the member price', async () => {
    const p = await api.program('wanqian', '2026-03-10T12:00:00+08:00')
    await p.ok(201, 'POST', '/v1/coupons', { ...DISCOUNT, off: { rate: 0.1 }, perMember: 1 })
    await p.ok(201, 'POST', '/v1/coupons', VOUCHER)
    const member = await p.member()
    const lines = [line(10000), line(3333, { quantity: 3 })]
    const quoted = await quote(p, member, lines, ['ten', 'paper'])
    expect(quoted.coupons.map((c: Wire) => c.amount)).toEqual([1800, 2000])
    const sold = lines.map((l, i) => ({
      ...l,
      total: quoted.lines[i].total,
      beforeCoupons: quoted.lines[i].beforeCoupons,
    }))
    const body = {
      ...sale(member, sold, ['ten', 'paper']),
      occurredAt: '2026-03-10T12:00:00+08:00',
      tenders: [
        { kind: 'voucher', amount: 2000 },
        { kind: 'card', amount: quoted.total - 2000 },
      ],
    }
    const bought = await buy(p, body)
    expect(bought.coupons.map((c: Wire) => [c.coupon, c.use, c.amount])).toEqual([
      ['ten', 'discount', 1800],
      ['paper', 'voucher', 2000],
    ])
    expect(bought.points.earned).toBe(quoted.points.wouldEarn)
    const again = await quote(p, member, lines, ['ten', 'paper'])
    expect(again.coupons).toMatchObject([{ whyNot: 'used' }, { applied: true }])
    await expectClean(p)
  })
})

describe('a receipt with coupons', () => {
  test('uses a given coupon once, shows it, and answers the same when it is sent again', async () => {
    const p = await shop({ distribution: 'given' })
    await p.clock(NOW)
    const member = await p.member()
    const { code, id } = await give(p, member)
    const body = sale(member, TEN_OFF, [code], { occurredAt: NOW })
    const bought = await buy(p, body)
    expect(bought.coupons).toEqual([
      { id, code, coupon: 'ten', name: { en: '¥10 off' }, use: 'discount', amount: 1000 },
    ])
    expect(bought.points.earned).toBe(90)
    expect(await buy(p, body)).toEqual(bought)
    expect(await p.ok(200, 'GET', `/v1/purchases/${bought.id}`)).toEqual(bought)
    expect((await p.ok(200, 'GET', `/v1/members/${member.id}/purchases`)).data).toEqual([bought])
    expect(await couponsOf(p, member)).toMatchObject([{ status: 'used', usesLeft: 0 }])
    const refused = await refuse(p, 409, 'coupon_used', { ...body, externalId: 'another' })
    expect(refused.errors).toEqual([{ path: 'coupons[0]', message: 'used' }])
    expect((await p.ok(200, 'GET', `/v1/members/${member.id}/purchases`)).data).toHaveLength(1)
    await expectClean(p)
  })

  test('a public code is issued to the member at its first use', async () => {
    const p = await shop({ perMember: 1, uses: 2 })
    await p.clock(NOW)
    const member = await p.member()
    const bought = await buy(p, sale(member, TEN_OFF, ['ten']))
    expect(await couponsOf(p, member)).toMatchObject([
      { because: 'byCode', purchaseId: bought.id, issuedAt: AT, usesLeft: 1 },
    ])
    const before = sale(member, TEN_OFF, ['ten'], { occurredAt: '2026-03-10T13:00:00+08:00' })
    expect((await buy(p, before)).coupons[0].id).toBe(bought.coupons[0].id)
    await refuse(p, 409, 'coupon_used', sale(member, TEN_OFF, ['ten']))
    expect(await p.ok(200, 'GET', '/v1/coupons/ten')).toMatchObject({ issued: 1 })
    await expectClean(p)
  })

  test('records what the till really took off, at most what the coupon allows', async () => {
    const p = await shop({})
    await p.clock(NOW)
    const member = await p.member()
    const amountOf = async (total: number) =>
      (await buy(p, sale(member, [line(10000, { total })], ['ten']))).coupons[0].amount
    expect([await amountOf(9400), await amountOf(9000), await amountOf(8000)]).toEqual([600, 1000, 1000])
    const refused = await refuse(p, 409, 'coupon_not_applicable', sale(member, [line(10000)], ['ten']))
    expect(refused.errors).toEqual([{ path: 'coupons[0]', message: 'nothing taken' }])
    await expectClean(p)
  })

  test.each<[what: string, coupon: Wire, lines: Wire[], said: string]>([
    ['of another store', { stores: ['beijing-2'] }, TEN_OFF, 'other store'],
    ['of another brand', { brands: ['acme'] }, [line(10000, { brand: 'other', total: 9000 })], 'no such goods'],
    ['of another category', { categories: ['coats'] }, TEN_OFF, 'no such goods'],
    [
      'for regular prices',
      { regularPriceOnly: true },
      [line(10000, { promotional: true, total: 9000 })],
      'no such goods',
    ],
    ['of a higher tier', { tiers: ['WE'] }, TEN_OFF, 'tier required'],
    ['from a minimum on', { minimumSpend: 10001 }, TEN_OFF, 'minimum not reached'],
    ['of next month', { fromAt: '2026-04-01T00:00:00+08:00' }, TEN_OFF, 'not yet valid'],
  ])('refuses a coupon %s, and records nothing', async (_, coupon, lines, said) => {
    const p = await shop(coupon)
    await p.clock(NOW)
    const member = await p.member()
    const refused = await refuse(p, 409, 'coupon_not_applicable', sale(member, lines, ['ten']))
    expect(refused.errors).toEqual([{ path: 'coupons[0]', message: said }])
    expect(await couponsOf(p, member)).toEqual([])
    expect((await p.trialBalance()).transactions).toBe(0)
  })

  test('another member’s coupon is not found, nor is a code that nobody has', async () => {
    const p = await shop({ distribution: 'given' })
    await p.clock(NOW)
    const [owner, thief] = [await p.member(), await p.member()]
    const { code } = await give(p, owner)
    const taken = await refuse(p, 404, 'coupon_not_found', sale(thief, TEN_OFF, [code]))
    const guessed = await refuse(p, 404, 'coupon_not_found', sale(thief, TEN_OFF, ['XXXXXXXXXXXX']))
    expect({ ...taken, requestId: '' }).toEqual({ ...guessed, requestId: '' })
    await refuse(p, 404, 'coupon_not_found', sale(thief, TEN_OFF, ['ten']))
  })

  test('one coupon named by its own and by its public code is used once', async () => {
    const p = await shop({ perMember: 1, uses: 3 })
    await p.clock(NOW)
    const member = await p.member()
    const { code } = await give(p, member)
    const body = sale(member, [line(10000, { total: 8000 })], [code, 'ten'], { occurredAt: NOW })
    expect((await refuse(p, 409, 'coupon_used', body)).errors[0].path).toBe('coupons[1]')
    await p.problem(422, 'invalid_request', 'POST', '/v1/purchases', sale(member, TEN_OFF, ['ten', 'ten']))
  })

  test('vouchers that are named pay at most what they are worth; the shop’s own paper still pays', async () => {
    const p = await shop(VOUCHER)
    await p.clock(NOW)
    const member = await p.member()
    const paid = (voucher: number, coupons?: string[]) => ({
      ...sale(member, [line(10000)], coupons ?? []),
      tenders: [
        { kind: 'voucher', amount: voucher },
        { kind: 'cash', amount: 10000 - voucher },
      ],
      ...(coupons ? {} : { coupons: undefined }),
    })
    const refused = await refuse(p, 422, 'voucher_exceeds_coupons', paid(2001, ['paper']))
    expect(refused.errors[0].path).toBe('tenders')
    const bought = await buy(p, paid(2000, ['paper']))
    expect([bought.coupons[0].amount, bought.points.earned]).toEqual([2000, 80])
    expect((await buy(p, paid(5000))).coupons).toEqual([])
    await expectClean(p)
  })

  test('a late receipt is judged at its own instant, however late it comes', async () => {
    const p = await shop({ distribution: 'given', untilAt: '2026-03-11T00:00:00+08:00' })
    const member = await p.member()
    const [early, late, gone] = [await give(p, member), await give(p, member), await give(p, member)]
    await p.clock('2026-05-01T12:00:00+08:00')
    await buy(p, sale(member, TEN_OFF, [late.code], { occurredAt: '2026-03-10T23:59:59+08:00' }))
    await refuse(
      p,
      409,
      'coupon_expired',
      sale(member, TEN_OFF, [gone.code], { occurredAt: '2026-03-11T00:00:00+08:00' }),
    )
    const before = sale(member, TEN_OFF, [early.code], { occurredAt: '2026-03-10T11:59:59+08:00' })
    expect((await refuse(p, 409, 'coupon_not_applicable', before)).errors[0].message).toBe('not yet issued')
    await expectClean(p)
  })

  test('a withdrawn coupon is refused', async () => {
    const p = await shop({ distribution: 'given' })
    const member = await p.member()
    const { id, code } = await give(p, member)
    await p.ok(200, 'POST', `/v1/memberCoupons/${id}/withdraw`, { reason: 'lost' })
    await refuse(p, 409, 'coupon_withdrawn', sale(member, TEN_OFF, [code], { occurredAt: undefined }))
  })

  test('amounts beyond the exact integers are refused', async () => {
    const p = await shop({})
    await p.clock(NOW)
    const huge = line(Number.MAX_SAFE_INTEGER, { quantity: 2, total: 9000 })
    await refuse(p, 422, 'amount_out_of_range', sale(await p.member(), [huge], ['ten']))
    const less = line(10000, { total: 9000, beforeCoupons: 8999 })
    const refused = await refuse(p, 422, 'invalid_request', sale(await p.member(), [less], ['ten']))
    expect(refused.errors[0].path).toBe('lines[0].beforeCoupons')
  })
})

describe('a rush', () => {
  const outcomes = (answers: readonly Answer[]) => Object.groupBy(answers, ({ status, body }) => body.code ?? status)

  test('forty members at once on a code with three left: three use it, the rest hear that it has run out', async () => {
    const p = await shop({ stock: 3 })
    await p.clock(NOW)
    const members = await atOnce(40, () => p.member())
    const answers = outcomes(
      await atOnce(40, i => p.call('POST', '/v1/purchases', sale(members[i]!, TEN_OFF, ['ten']))),
    )
    expect([answers['201']?.length, answers['out_of_stock']?.length]).toEqual([3, 37])
    expect(await p.ok(200, 'GET', '/v1/coupons/ten')).toMatchObject({ issued: 3 })
    await expectClean(p)
  })

  test('one member forty times at once on a coupon of two uses: two receipts use it', async () => {
    const p = await shop({ uses: 2, perMember: 1 })
    await p.clock(NOW)
    const member = await p.member()
    const answers = outcomes(await atOnce(40, () => p.call('POST', '/v1/purchases', sale(member, TEN_OFF, ['ten']))))
    expect([answers['201']?.length, answers['coupon_used']?.length]).toEqual([2, 38])
    await expectClean(p)
  })

  test('processes that share no lane use one coupon once', async () => {
    const p = await shop({ distribution: 'given' })
    await p.clock(NOW)
    const member = await p.member()
    const { code } = await give(p, member)
    const processes = await atOnce(4, () => api.otherProcess())
    const answers = outcomes(
      await atOnce(20, i =>
        processes[i % 4]!('POST', '/v1/purchases', {
          key: p.key,
          body: sale(member, TEN_OFF, [code], { occurredAt: NOW }),
        }),
      ),
    )
    expect([answers['201']?.length, answers['coupon_used']?.length]).toEqual([1, 19])
    await expectClean(p)
  })

  test('in a batch each receipt sees what the ones before it used, of its member and of the stock', async () => {
    const p = await shop({ stock: 2, perMember: 1 })
    await p.clock(NOW)
    const [a, b, c] = [await p.member(), await p.member(), await p.member()]
    const purchases = [a, a, b, c].map(member => sale(member, TEN_OFF, ['ten']))
    const { data } = await p.ok(200, 'POST', '/v1/purchases/batch', { purchases })
    expect(data.map((d: Wire) => d.problem?.code ?? d.status)).toEqual([201, 'coupon_used', 201, 'out_of_stock'])
    const again = await p.ok(200, 'POST', '/v1/purchases/batch', { purchases })
    expect(again).toEqual({ data })
    await expectClean(p)
  })
})

describe('a return', () => {
  const giveBack = (p: TestProgram, purchase: Wire, quantity: number, index = 0): Promise<Wire> =>
    p.ok(201, 'POST', `/v1/purchases/${purchase.id}/returns`, { lines: [{ index, quantity }] })

  test('gives a coupon back once nothing of its receipt is kept, in however many parts', async () => {
    const p = await shop({ uses: 1, perMember: 1 })
    await p.clock(NOW)
    const member = await p.member()
    const lines = [line(5000, { quantity: 3, total: 14250 }), line(5000, { total: 4750 })]
    const bought = await buy(p, sale(member, lines, ['ten']))
    for (const [index, quantity] of [
      [0, 1],
      [1, 1],
      [0, 1],
    ] as const) {
      await giveBack(p, bought, quantity, index)
      expect(await couponsOf(p, member)).toMatchObject([{ status: 'used' }])
    }
    await giveBack(p, bought, 1)
    expect(await couponsOf(p, member)).toMatchObject([{ status: 'available', usesLeft: 1 }])
    const next = await buy(p, sale(member, TEN_OFF, ['ten']))
    expect(next.coupons[0].id).toBe(bought.coupons[0].id)
    await giveBack(p, next, 1)
    expect(await couponsOf(p, member)).toMatchObject([{ status: 'available', usesLeft: 1 }])
    await expectClean(p)
  })

  test('any order and split of returns ends where one return does, coupons included', async () => {
    const p = await shop({ perMember: 1 }, { ...VOUCHER, perMember: 1 })
    await p.clock(NOW)
    const endOf = async (parts: readonly (readonly [index: number, quantity: number])[][]) => {
      const member = await p.member()
      const lines = [line(3333, { quantity: 3, total: 9332 }), line(5000, { quantity: 2, total: 9667 })]
      const bought = await buy(p, {
        ...sale(member, lines, ['ten', 'paper']),
        tenders: [
          { kind: 'voucher', amount: 2000 },
          { kind: 'wechat', amount: 16999 },
        ],
      })
      const refunds: Record<string, number> = {}
      for (const part of parts) {
        const body = { lines: part.map(([index, quantity]) => ({ index, quantity })) }
        const { refund } = await p.ok(201, 'POST', `/v1/purchases/${bought.id}/returns`, body)
        for (const { kind, amount } of refund) refunds[kind] = (refunds[kind] ?? 0) + amount
      }
      const coupons = (await couponsOf(p, member)).map(coupon => [coupon.coupon, coupon.status, coupon.usesLeft])
      return { refunds, coupons, balances: (await p.summary(member)).balances.points.available }
    }
    const atOne = await endOf([
      [
        [0, 3],
        [1, 2],
      ],
    ])
    expect(atOne).toEqual({
      refunds: { voucher: 2000, wechat: 16999 },
      coupons: [
        ['paper', 'available', 1],
        ['ten', 'available', 1],
      ],
      balances: 0,
    })
    expect(await endOf([[[0, 1]], [[1, 2]], [[0, 2]]])).toEqual(atOne)
    expect(
      await endOf([
        [[1, 1]],
        [[0, 2]],
        [
          [1, 1],
          [0, 1],
        ],
      ]),
    ).toEqual(atOne)
    const kept = await endOf([[[0, 3]], [[1, 1]]])
    expect(kept.coupons.map(coupon => coupon[1])).toEqual(['used', 'used'])
    expect(await endOf([[[1, 1]], [[0, 1]], [[0, 2]]])).toEqual(kept)
    await expectClean(p)
  })

  test('vouchers go back as they paid, in proportion', async () => {
    const p = await shop(VOUCHER)
    await p.clock(NOW)
    const member = await p.member()
    const bought = await buy(p, {
      ...sale(member, [line(2500, { quantity: 4 })], ['paper']),
      tenders: [
        { kind: 'voucher', amount: 2000 },
        { kind: 'wechat', amount: 8000 },
      ],
    })
    expect((await giveBack(p, bought, 1)).refund).toEqual([
      { kind: 'voucher', amount: 500 },
      { kind: 'wechat', amount: 2000 },
    ])
    await giveBack(p, bought, 3)
    expect(await couponsOf(p, member)).toMatchObject([{ status: 'available' }])
    await expectClean(p)
  })
})
