import { randomUUID } from 'node:crypto'
import { verifyProgram } from '@laurel/db'
import { afterAll, describe, expect, test } from 'vitest'
import { atOnce, receipt, testApi, type TestProgram, type Wire } from '../../../test/test-api.ts'

const api = await testApi()
afterAll(api.close)

const at = '2026-03-10T10:00:00+08:00'
const wangfujing = (now = '2026-03-10T23:00:00+08:00') => api.program('wangfujing', now)
const wanqian = (now = '2026-03-10T23:00:00+08:00') => api.program('wanqian', now)

/** A receipt of so many units of one thing. */
const units = (p: TestProgram, member: { id: string }, quantity: number, unitPrice: number, more = {}): Promise<Wire> =>
  p.buy(member, (quantity * unitPrice) / 100, at, { line: { quantity, unitPrice }, ...more })

const takeBack = (
  p: TestProgram,
  purchase: { id: string },
  quantity = 1,
  more: Record<string, unknown> = {},
): Promise<Wire> =>
  p.ok(201, 'POST', `/v1/purchases/${purchase.id}/returns`, { lines: [{ index: 0, quantity }], ...more })

const differences = async (p: TestProgram) => (await verifyProgram(await api.databases.open(p.id))).differences

describe('a return', () => {
  test('is answered with its refund, what it takes back, the tier and the books; the purchase shows it', async () => {
    const p = await wangfujing()
    const member = await p.member()
    const bought = await units(p, member, 10, 6000)
    expect(bought.tier.after).toBe('ME')
    const back = await takeBack(p, bought, 2, { externalId: 'ret-1' })
    expect(back).toEqual({
      id: expect.stringMatching(/^ret_[0-9a-z]{11}$/),
      purchaseId: bought.id,
      externalId: 'ret-1',
      occurredAt: '2026-03-10T23:00:00+08:00',
      recordedAt: '2026-03-10T23:00:00+08:00',
      lines: [{ index: 0, quantity: 2 }],
      refund: [{ kind: 'wechat', amount: 12000 }],
      gifts: [],
      pointsReversed: 120,
      memberCashReversed: 0,
      tier: { before: 'ME', after: null },
      balances: { points: 480, memberCash: 0, prepaid: 0 },
    })
    const shown = await p.ok(200, 'GET', `/v1/purchases/${bought.id}`)
    expect(shown.returns).toEqual([back])
    expect(shown.lines[0]).toMatchObject({ quantity: 10, returned: 2 })
    expect(shown.points).toEqual({ earned: 600, qualifying: 480 })
    const listed = await p.ok(200, 'GET', `/v1/members/${member.id}/purchases`)
    expect(listed.data).toEqual([shown])
    const [entry] = await p.ledger(member)
    expect(entry).toMatchObject({ kind: 'return', because: { cause: 'return', id: back.id } })
    expect(entry.postings).toEqual([
      { account: 'program:issuance', unit: 'points', amount: 120 },
      { account: 'member:points', unit: 'points', amount: -120 },
    ])
  })

  test('a purchase that is sent again is answered as it was first, returns or not', async () => {
    const p = await wangfujing()
    const body = receipt(await p.member(), 100, at)
    const first = await p.ok(201, 'POST', '/v1/purchases', body)
    await takeBack(p, first)
    expect(await p.ok(201, 'POST', '/v1/purchases', body)).toEqual(first)
  })

  test('of twenty at once, one unit each, all are done, none twice, and they end where one return does', async () => {
    const p = await wanqian()
    const [many, one] = [await p.member(), await p.member()]
    const [split, whole] = [await units(p, many, 21, 199), await units(p, one, 21, 199)]
    const backs = await atOnce(20, () => takeBack(p, split))
    expect(new Set(backs.map(back => back.id)).size).toBe(20)
    await takeBack(p, whole, 20)
    const [a, b] = [await p.summary(many), await p.summary(one)]
    expect([a.balances, a.tier.code]).toEqual([b.balances, b.tier.code])
    expect(a.balances.points.available).toBe(1)
    await p.ok(201, 'POST', `/v1/purchases/${split.id}/returns`, { lines: [{ index: 0, quantity: 1 }] })
    expect((await p.summary(many)).balances.points.available).toBe(0)
    expect(await differences(p)).toEqual([])
    expect((await p.trialBalance()).balanced).toBe(true)
  })

  test('of more than was bought none is done, however many ask at once', async () => {
    const p = await wangfujing()
    const bought = await units(p, await p.member(), 3, 10000)
    const answers = await atOnce(8, () =>
      p.call('POST', `/v1/purchases/${bought.id}/returns`, { lines: [{ index: 0, quantity: 2 }] }),
    )
    expect(answers.map(answer => answer.status).toSorted()).toEqual([201, ...Array.from({ length: 7 }, () => 422)])
    const refused = answers.filter(answer => answer.status === 422)
    expect(new Set(refused.map(answer => answer.body.code))).toEqual(new Set(['return_exceeds_purchase']))
    expect(refused[0]!.body.errors).toEqual([
      { path: 'lines[0].quantity', message: 'is more than is left of the line' },
    ])
    expect((await p.ok(200, 'GET', `/v1/purchases/${bought.id}`)).lines[0].returned).toBe(2)
  })

  test('a buy-return loop nets zero', async () => {
    const p = await wanqian()
    const member = await p.member()
    await p.buy(member, 1000, at)
    const before = await p.summary(member)
    for (let loop = 0; loop < 3; loop++) {
      const bought = await units(p, member, 2, 5000, {
        tenders: [
          { kind: 'wechat', amount: 9300 },
          { kind: 'memberCash', amount: 700 },
        ],
      })
      await takeBack(p, bought, 2)
    }
    expect(await p.summary(member)).toEqual(before)
    expect(await differences(p)).toEqual([])
  })

  test('original rules version, tier, brand multipliers and calendar: it is judged as the sale was (Zenoti 663101)', async () => {
    const p = await wanqian('2026-03-10T09:00:00+08:00')
    const brand = { name: 'Lumière', contractRate: 0.25 }
    await p.ok(200, 'PUT', '/v1/brands/lumiere', { ...brand, multiplier: 5 })
    await p.clock('2026-03-10T12:00:00+08:00')
    const member = await p.member()
    const bought = await p.buy(member, 100, at, { line: { quantity: 4, unitPrice: 2500, brand: 'lumiere' } })
    expect(bought.points.earned).toBe(500)
    await p.ok(200, 'PUT', '/v1/brands/lumiere', { ...brand, multiplier: 20 })
    const rules = await p.ok(200, 'GET', '/v1/program/rules')
    const document = rules.rules ?? rules
    await p.ok(200, 'PUT', '/v1/program/rules', {
      rules: { ...document, earning: { ...document.earning, rate: { points: 7, perMinor: 100 } } },
    })
    await p.clock('2026-03-11T12:00:00+08:00')
    await p.buy(member, 20000, '2026-03-11T10:00:00+08:00')
    expect((await p.summary(member)).tier.code).toBe('SUPREME')
    expect(await takeBack(p, bought, 1)).toMatchObject({ pointsReversed: 125, memberCashReversed: 125 })
    expect(await takeBack(p, bought, 3)).toMatchObject({ pointsReversed: 375, memberCashReversed: 375 })
    expect(await differences(p)).toEqual([])
  })

  test('tenders go back as they came: member cash to member cash, a cut-price line by its share, half up', async () => {
    const p = await wanqian()
    const member = await p.member()
    await p.buy(member, 5000, at)
    const bought = await p.ok(201, 'POST', '/v1/purchases', {
      ...receipt(member, 100, at),
      lines: [{ sku: 'A1', quantity: 3, unitPrice: 4000, total: 10000 }],
      tenders: [
        { kind: 'card', amount: 3334 },
        { kind: 'memberCash', amount: 3333 },
        { kind: 'voucher', amount: 3333 },
      ],
    })
    const refunds = [await takeBack(p, bought), await takeBack(p, bought), await takeBack(p, bought)].map(
      back => back.refund,
    )
    expect(refunds.map(refund => refund.reduce((sum: number, { amount }: Wire) => sum + amount, 0))).toEqual([
      3333, 3334, 3333,
    ])
    const by = (kind: string) =>
      refunds.flat().reduce((sum: number, tender: Wire) => (tender.kind === kind ? sum + tender.amount : sum), 0)
    expect([by('card'), by('memberCash'), by('voucher')]).toEqual([3334, 3333, 3333])
    expect((await p.summary(member)).balances.memberCash.available).toBe(5000)
    expect(await differences(p)).toEqual([])
  })

  test('member cash already spent is owed, and later earnings fill the debt first', async () => {
    const p = await wanqian()
    const member = await p.member()
    const bought = await p.buy(member, 1000, at)
    await p.buy(member, 10, at, { tenders: [{ kind: 'memberCash', amount: 1000 }] })
    expect(await takeBack(p, bought)).toMatchObject({
      pointsReversed: 1000,
      memberCashReversed: 1000,
      balances: { points: 0, memberCash: -1000 },
    })
    await p.buy(member, 1200, at)
    expect((await p.summary(member)).balances.memberCash.available).toBe(200)
    expect(await differences(p)).toEqual([])
  })

  test('of a late receipt whose lots have expired takes nothing back that is owed', async () => {
    const p = await wanqian('2027-02-01T10:00:00+08:00')
    const member = await p.member()
    const bought = await p.buy(member, 100, '2026-12-20T10:00:00+08:00')
    expect(bought.balances).toEqual({ points: 0, memberCash: 0, prepaid: 0 })
    expect(await takeBack(p, bought)).toMatchObject({
      pointsReversed: 100,
      memberCashReversed: 100,
      balances: { points: 0, memberCash: 0, prepaid: 0 },
    })
    expect(await differences(p)).toEqual([])
  })

  test('member cash that comes back to a lot past its expiry expires at once', async () => {
    const p = await wanqian('2026-12-31T20:00:00+08:00')
    const member = await p.member()
    await p.buy(member, 1000, '2026-12-30T10:00:00+08:00')
    const bought = await p.buy(member, 10, '2026-12-31T10:00:00+08:00', {
      tenders: [{ kind: 'memberCash', amount: 1000 }],
    })
    await p.clock('2027-01-01T10:00:00+08:00')
    const back = await takeBack(p, bought)
    expect(back.refund).toEqual([{ kind: 'memberCash', amount: 1000 }])
    expect(back.balances.memberCash).toBe(0)
    const [expiry, returned] = await p.ledger(member)
    expect(returned).toMatchObject({ kind: 'return', because: { cause: 'return', id: back.id } })
    expect(expiry).toMatchObject({
      kind: 'expire',
      because: { cause: 'return', id: back.id },
      postings: [
        { account: 'program:breakage', unit: 'memberCash', amount: 1000 },
        { account: 'member:memberCash', unit: 'memberCash', amount: -1000 },
      ],
    })
    expect(await differences(p)).toEqual([])
  })

  test('a late receipt of the same day is judged by what was kept of those after it', async () => {
    const p = await wangfujing()
    const member = await p.member()
    const noon = await p.buy(member, 1000, '2026-03-10T12:00:00+08:00', { line: { quantity: 10, unitPrice: 10000 } })
    await takeBack(p, noon, 7)
    const morning = await p.buy(member, 200, at)
    expect(morning.explanation.tier).toBe(null)
    expect(morning.tier).toEqual({ before: null, after: 'ME' })
    expect(await differences(p)).toEqual([])
  })
})

describe('a tier set by hand', () => {
  test('finds only what was kept of the receipts of its day, before it and after it', async () => {
    const p = await wangfujing('2026-03-10T12:00:00+08:00')
    const member = await p.member()
    const before = await p.buy(member, 600, at, { line: { quantity: 6, unitPrice: 10000 } })
    await p.ok(201, 'POST', `/v1/members/${member.id}/tier`, { code: null, reason: 'lent to a friend' })
    expect((await p.summary(member)).tier).toBe(null)
    await p.clock('2026-03-10T23:00:00+08:00')
    const after = await p.buy(member, 900, '2026-03-10T15:00:00+08:00', { line: { quantity: 9, unitPrice: 10000 } })
    expect(after.tier.after).toBe('ME')
    expect((await takeBack(p, after, 9)).tier).toEqual({ before: 'ME', after: null })
    expect((await takeBack(p, before, 3)).tier).toEqual({ before: null, after: null })
    expect(await differences(p)).toEqual([])
  })
})

describe('a return sent again', () => {
  test('under its key is answered as it was first and done once; another body under it is refused', async () => {
    const p = await wangfujing()
    const bought = await units(p, await p.member(), 5, 10000)
    const path = `/v1/purchases/${bought.id}/returns`
    const body = { lines: [{ index: 0, quantity: 1 }] }
    const idempotencyKey = randomUUID()
    const answers = await atOnce(6, () => p.call('POST', path, body, { idempotencyKey }))
    expect(answers.map(answer => answer.status)).toEqual(Array.from({ length: 6 }, () => 201))
    expect(new Set(answers.map(answer => answer.text)).size).toBe(1)
    expect(answers.filter(answer => answer.headers.get('idempotent-replayed') === 'true')).toHaveLength(5)
    await p.problem(
      409,
      'idempotency_conflict',
      'POST',
      path,
      { lines: [{ index: 0, quantity: 2 }] },
      { idempotencyKey },
    )
    expect((await p.ok(200, 'GET', `/v1/purchases/${bought.id}`)).lines[0].returned).toBe(1)
  })

  test('under its own number is done once, for ever; the key it comes with is remembered too', async () => {
    const p = await wangfujing()
    const bought = await units(p, await p.member(), 5, 10000)
    const path = `/v1/purchases/${bought.id}/returns`
    const body = { lines: [{ index: 0, quantity: 1 }], externalId: 'till7-ret-9' }
    const answers = await atOnce(6, () => p.call('POST', path, body))
    expect(new Set(answers.map(answer => answer.text)).size).toBe(1)
    const idempotencyKey = randomUUID()
    const again = await p.call('POST', path, body, { idempotencyKey })
    expect([again.status, again.text]).toEqual([201, answers[0]!.text])
    expect(again.headers.get('idempotent-replayed')).toBe('true')
    const other = { ...body, lines: [{ index: 0, quantity: 2 }] }
    await p.problem(409, 'idempotency_conflict', 'POST', path, other, { idempotencyKey })
    await p.problem(409, 'external_id_conflict', 'POST', path, other)
    const second = await units(p, await p.member(), 5, 10000)
    await p.problem(409, 'external_id_conflict', 'POST', `/v1/purchases/${second.id}/returns`, body)
    expect((await p.ok(200, 'GET', `/v1/purchases/${bought.id}`)).lines[0].returned).toBe(1)
  })
})

describe('a return is refused', () => {
  const refused = async (body: Record<string, unknown>, code: string, path?: string) => {
    const p = await wangfujing()
    const bought = await units(p, await p.member(), 2, 10000)
    const answer = await p.problem(422, code, 'POST', `/v1/purchases/${bought.id}/returns`, body)
    if (path !== undefined) expect(answer.errors[0].path).toBe(path)
    expect((await p.ok(200, 'GET', `/v1/purchases/${bought.id}`)).returns).toEqual([])
  }
  const lines = [{ index: 0, quantity: 1 }]

  test.each([
    [
      'of a line that the purchase has not',
      { lines: [{ index: 1, quantity: 1 }] },
      'invalid_request',
      'lines[0].index',
    ],
    ['of a line named twice', { lines: [...lines, ...lines] }, 'invalid_request', 'lines'],
    ['of nothing', { lines: [] }, 'invalid_request', 'lines'],
    ['of less than one', { lines: [{ index: 0, quantity: -1 }] }, 'invalid_request', 'lines[0].quantity'],
    ['of a part of one', { lines: [{ index: 0, quantity: 0.5 }] }, 'invalid_request', 'lines[0].quantity'],
    ['of more than was bought', { lines: [{ index: 0, quantity: 3 }] }, 'return_exceeds_purchase', 'lines[0].quantity'],
    ['before the sale', { lines, occurredAt: '2026-03-10T09:59:59+08:00' }, 'invalid_request', 'occurredAt'],
    ['later than now', { lines, occurredAt: '2026-03-10T23:00:01+08:00' }, 'occurred_in_future', 'occurredAt'],
    ['that names its own refund', { lines, refund: [] }, 'invalid_request', 'refund'],
  ])('%s', async (_, body, code, path) => {
    await refused(body, code, path)
  })

  test('by the key of another store', async () => {
    const p = await wangfujing()
    const bought = await units(p, await p.member(), 2, 10000)
    const { key } = await p.ok(201, 'POST', '/v1/keys', { kind: 'secret', store: 'beijing-2' })
    await p.problem(403, 'store_not_allowed', 'POST', `/v1/purchases/${bought.id}/returns`, { lines }, { key })
  })

  test('of what is no purchase, and of another program’s', async () => {
    const p = await wangfujing()
    const foreign = await units(p, await p.member(), 2, 10000)
    const q = await wangfujing()
    for (const id of [foreign.id, 'pur_00000000000', 'nonsense'])
      await q.problem(404, 'not_found', 'POST', `/v1/purchases/${id}/returns`, { lines })
  })
})
