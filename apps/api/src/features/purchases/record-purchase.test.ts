import { randomUUID } from 'node:crypto'
import { afterAll, describe, expect, test } from 'vitest'
import { atOnce, receipt, testApi, type Wire } from '../../../test/test-api.ts'
import { MINIMAL_RULES } from '../../../test/valid-requests.ts'

const api = await testApi()
afterAll(api.close)

const day = '2026-03-10'
const at = `${day}T10:00:00+08:00`
const wangfujing = (now = `${day}T23:00:00+08:00`) => api.program('wangfujing', now)
const wanqian = (now = `${day}T23:00:00+08:00`) => api.program('wanqian', now)

/** A program of rules that this suite writes itself. */
const programOf = (rules: Record<string, unknown>, now = `${day}T23:00:00+08:00`) =>
  api.program('own', now, { preset: undefined, rules: { ...MINIMAL_RULES, ...rules } })

/** The award, added up from its explanation alone. */
const explained = (purchase: Wire): number =>
  purchase.explanation.lines.reduce((sum: number, line: Wire) => sum + line.points, 0)

describe('a receipt', () => {
  test('is answered with its award, the tier before and after, and the books after it', async () => {
    const p = await wangfujing()
    const member = await p.member()
    const body = receipt(member, 600, at)
    const made = await p.ok(201, 'POST', '/v1/purchases', body)
    expect(made).toEqual({
      id: expect.stringMatching(/^pur_[0-9a-z]{11}$/),
      memberId: member.id,
      store: 'beijing-1',
      externalId: body.externalId,
      occurredAt: at,
      recordedAt: '2026-03-10T23:00:00+08:00',
      total: 60000,
      points: { earned: 600, qualifying: 600 },
      memberCashEarned: 0,
      tier: { before: null, after: 'ME' },
      lines: [
        {
          sku: 'A1',
          name: null,
          brand: null,
          category: 'apparel',
          size: null,
          color: null,
          style: null,
          quantity: 1,
          returned: 0,
          unitPrice: 60000,
          listPrice: 60000,
          total: 60000,
          promotional: false,
        },
      ],
      tenders: [{ kind: 'wechat', amount: 60000 }],
      explanation: {
        tier: null,
        birthday: false,
        lines: [
          {
            line: 0,
            eligible: true,
            cashMinor: 60000,
            rate: { points: 1, perMinor: 100 },
            multiplier: { value: 1, because: 'none', considered: [] },
            points: 600,
          },
        ],
        rounding: { mode: 'floor', grain: 'receipt' },
        rulesVersion: 1,
      },
      balances: { points: 600, memberCash: 0, prepaid: 0 },
      promotions: [],
      coupons: [],
      returns: [],
    })
    expect(await p.ok(200, 'GET', `/v1/purchases/${made.id}`)).toEqual(made)
  })

  test('is of the program’s now where it names no instant', async () => {
    const p = await wangfujing()
    const made = await p.ok(201, 'POST', '/v1/purchases', {
      ...receipt(await p.member(), 1, at),
      occurredAt: undefined,
    })
    expect(made.occurredAt).toBe(`${day}T23:00:00+08:00`)
  })

  test('may be of this very instant, and not of one millisecond later', async () => {
    const p = await wangfujing()
    const member = await p.member()
    await p.buy(member, 1, `${day}T23:00:00+08:00`)
    const late = await p.problem(
      422,
      'occurred_in_future',
      'POST',
      '/v1/purchases',
      receipt(member, 1, `${day}T23:00:00.001+08:00`),
    )
    expect(late.errors).toEqual([{ path: 'occurredAt', message: 'occurred in future' }])
  })

  test('has tenders that come to its lines, to the fen', async () => {
    const p = await wangfujing()
    const member = await p.member()
    for (const amount of [9999, 10001, 0]) {
      const body = receipt(member, 100, at, { tenders: [{ kind: 'cash', amount }] })
      const refused = await p.problem(422, 'tender_mismatch', 'POST', '/v1/purchases', body)
      expect(refused.errors[0].path).toBe('tenders')
    }
    await p.problem(422, 'tender_mismatch', 'POST', '/v1/purchases', receipt(member, 100, at, { tenders: [] }))
    const split = receipt(member, 100, at, {
      tenders: [
        { kind: 'cash', amount: 1 },
        { kind: 'card', amount: 9998 },
        { kind: 'card', amount: 1 },
      ],
    })
    expect((await p.ok(201, 'POST', '/v1/purchases', split)).points.earned).toBe(100)
  })

  test('may cost nothing: a gift is a receipt, too', async () => {
    const p = await wangfujing()
    const member = await p.member()
    const made = await p.ok(201, 'POST', '/v1/purchases', receipt(member, 0, at, { tenders: [] }))
    expect([made.total, made.points.earned, made.tier.after]).toEqual([0, 0, null])
    const paid = await p.ok(
      201,
      'POST',
      '/v1/purchases',
      receipt(member, 0, at, { tenders: [{ kind: 'cash', amount: 0 }] }),
    )
    expect(paid.balances).toEqual({ points: 0, memberCash: 0, prepaid: 0 })
    expect((await p.ledger(member)).map(entry => entry.postings)).toEqual([[], []])
    expect(await p.trialBalance()).toMatchObject({ balanced: true, transactions: 2 })
  })

  test('keeps what the slip calls its goods, as it says or by language; another name is another receipt', async () => {
    const p = await wangfujing()
    const sold = (name?: unknown) => ({ sku: 'A1', quantity: 1, unitPrice: 5000, ...(name !== undefined && { name }) })
    const byLanguage = { en: 'Cashmere crew neck', 'zh-CN': '羊绒圆领衫' }
    const body = { ...receipt(await p.member(), 150, at), lines: [sold('羊绒大衣'), sold(byLanguage), sold()] }
    const made = await p.ok(201, 'POST', '/v1/purchases', body)
    const names = ({ lines }: Wire) => lines.map(({ name }: Wire) => name)
    expect(names(made)).toEqual(['羊绒大衣', byLanguage, null])
    expect(names(await p.ok(200, 'GET', `/v1/purchases/${made.id}`))).toEqual(names(made))
    for (const name of ['', '\u0000', 'x'.repeat(201), { fr: 'Pull' }, 7])
      await p.problem(422, 'invalid_request', 'POST', '/v1/purchases', {
        ...body,
        externalId: 'x',
        lines: [sold(name)],
      })
    await p.problem(409, 'external_id_conflict', 'POST', '/v1/purchases', { ...body, lines: [sold(), sold(), sold()] })
  })

  test('takes a line’s own total where it is not quantity × price: three for ¥100', async () => {
    const p = await wangfujing()
    const line = { sku: 'sock', quantity: 3, unitPrice: 3990, total: 10000 }
    const body = { ...receipt(await p.member(), 100, at), lines: [line] }
    const made = await p.ok(201, 'POST', '/v1/purchases', body)
    expect([made.total, made.lines[0].total, made.points.earned]).toEqual([10000, 10000, 100])
    await p.problem(422, 'tender_mismatch', 'POST', '/v1/purchases', {
      ...body,
      externalId: 'x',
      lines: [{ ...line, total: 11970 }],
    })
  })

  test('says why each line earned what it did, so that the award can be added up again', async () => {
    const p = await wanqian(`${day}T08:00:00+08:00`)
    await p.ok(200, 'PUT', '/v1/brands/lumiere', {
      name: 'Lumière',
      multiplier: 5,
      contractRate: 0.25,
      takesMemberDiscount: false,
    })
    await p.clock(`${day}T23:00:00+08:00`)
    const member = await p.member({ birthday: `1990-${day.slice(5)}` })
    const made = await p.ok(201, 'POST', '/v1/purchases', {
      ...receipt(member, 300.01, at),
      lines: [
        { sku: 'L', brand: 'lumiere', quantity: 1, unitPrice: 9999 },
        { sku: 'S', brand: 'plain', quantity: 1, unitPrice: 9999 },
        { sku: 'T', quantity: 1, unitPrice: 10003 },
      ],
      tenders: [
        { kind: 'cash', amount: 20001 },
        { kind: 'voucher', amount: 10000 },
      ],
    })
    expect(explained(made)).toBe(made.points.earned)
    expect(made.explanation.lines.reduce((sum: number, line: Wire) => sum + line.cashMinor, 0)).toBe(20001)
    for (const line of made.explanation.lines)
      expect(line.points).toBe(
        Math.floor((line.cashMinor * line.multiplier.value * line.rate.points) / line.rate.perMinor),
      )
    expect(made.explanation.lines[0].multiplier).toEqual({
      value: 5,
      because: 'brand',
      considered: [
        { source: 'brand', value: 5, applied: true },
        { source: 'birthday', value: 2, applied: false },
      ],
    })
    expect(made.explanation.lines[1].multiplier).toMatchObject({ value: 2, because: 'birthday' })
  })
})

describe('caps', () => {
  const caps = (limits: Record<string, number>) => programOf({ earning: { ...MINIMAL_RULES.earning, caps: limits } })

  test('bound a receipt, a day, a month and a membership year, and say so', async () => {
    for (const [limit, name] of [
      ['receiptPoints', 'receipt'],
      ['dayPoints', 'day'],
      ['monthPoints', 'month'],
      ['membershipYearPoints', 'membershipYear'],
    ] as const) {
      const p = await caps({ [limit]: 150 })
      const made = await p.ok(201, 'POST', '/v1/purchases', {
        ...receipt(await p.member(), 200, at),
        lines: [1, 2, 3, 4].map(n => ({ sku: `${n}`, quantity: 1, unitPrice: 5000 })),
      })
      expect([made.points.earned, explained(made)]).toEqual([150, 150])
      expect(made.explanation.lines.map((line: Wire) => line.cap)).toContainEqual({ limit: name, uncapped: 50 })
    }
  })

  test('leave the room that earlier receipts did not take, to the point', async () => {
    const p = await caps({ dayPoints: 100 })
    const member = await p.member()
    expect((await p.buy(member, 99, at)).points.earned).toBe(99)
    expect((await p.buy(member, 99, at)).points.earned).toBe(1)
    const last = await p.buy(member, 99, at)
    expect([last.points.earned, last.explanation.lines[0].cap]).toEqual([0, { limit: 'day', uncapped: 99 }])
    // Yesterday's receipt has yesterday's room.
    expect((await p.buy(member, 99, '2026-03-09T23:59:59+08:00')).points.earned).toBe(99)
  })

  test('hold under a rush', async () => {
    const p = await caps({ dayPoints: 100 })
    const member = await p.member()
    const made = await atOnce(12, () => p.buy(member, 30, at))
    expect(made.reduce((sum, { points }) => sum + points.earned, 0)).toBe(100)
    expect((await p.summary(member)).balances.points.available).toBe(100)
  })
})

describe('member cash', () => {
  const rich = async () => {
    const p = await wanqian()
    const member = await p.member()
    await p.buy(member, 1000, at)
    return { p, member }
  }
  const pay = (member: { id: string }, memberCash: number, cash = 0) =>
    receipt(member, (memberCash + cash) / 100, at, {
      tenders: [{ kind: 'memberCash', amount: memberCash }, ...(cash > 0 ? [{ kind: 'cash', amount: cash }] : [])],
    })

  test('pays to the last fen and no further, and what it pays for earns nothing', async () => {
    const { p, member } = await rich()
    await p.problem(409, 'insufficient_member_cash', 'POST', '/v1/purchases', pay(member, 1001))
    const made = await p.ok(201, 'POST', '/v1/purchases', pay(member, 1000))
    expect([made.points.earned, made.balances.memberCash]).toEqual([0, 0])
    await p.problem(409, 'insufficient_member_cash', 'POST', '/v1/purchases', pay(member, 1))
    const [spend] = await p.ledger(member)
    expect(spend).toMatchObject({
      kind: 'spend',
      because: { cause: 'purchase', id: made.id },
    })
    expect(spend.postings).toHaveLength(2)
    expect(spend.postings).toContainEqual({ account: 'member:memberCash', unit: 'memberCash', amount: -1000 })
    expect(spend.postings).toContainEqual({ account: 'program:sales', unit: 'memberCash', amount: 1000 })
  })

  test('of a receipt does not pay for that receipt', async () => {
    const { p, member } = await rich()
    // It would bring 1,000 fen more, were it paid first.
    await p.problem(409, 'insufficient_member_cash', 'POST', '/v1/purchases', pay(member, 1001, 100_000))
    const made = await p.ok(201, 'POST', '/v1/purchases', pay(member, 1000, 100_000))
    expect([made.memberCashEarned, made.balances.memberCash]).toEqual([1000, 1000])
  })

  test('cannot be spent twice by many tills at once', async () => {
    const { p, member } = await rich()
    const answers = await atOnce(10, () => p.call('POST', '/v1/purchases', pay(member, 300)))
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(3)
    for (const { body } of answers.filter(({ status }) => status !== 201))
      expect(body.code).toBe('insufficient_member_cash')
    expect((await p.summary(member)).balances.memberCash.available).toBe(100)
  })

  test('and prepaid that a program does not give cannot be spent', async () => {
    const p = await wangfujing()
    const member = await p.member()
    for (const [kind, code] of [
      ['memberCash', 'insufficient_member_cash'],
      ['prepaid', 'insufficient_prepaid'],
    ] as const) {
      await p.problem(409, code, 'POST', '/v1/purchases', receipt(member, 0.01, at, { tenders: [{ kind, amount: 1 }] }))
      await p.ok(201, 'POST', '/v1/purchases', receipt(member, 0, at, { tenders: [{ kind, amount: 0 }] }))
    }
    expect((await p.trialBalance()).balanced).toBe(true)
  })
})

describe('a late receipt', () => {
  test('counts on its own business day: 23:59:59 is one day, 00:00:00 the next', async () => {
    const p = await wangfujing('2026-03-12T12:00:00+08:00')
    const member = await p.member()
    const tiers = []
    for (const instant of [
      '2026-03-11T00:00:00+08:00',
      '2026-03-09T23:59:59.999+08:00',
      '2026-03-10T00:00:00+08:00',
      '2026-03-10T23:59:59+08:00',
    ])
      tiers.push((await p.buy(member, 250, instant)).tier.after)
    expect(tiers).toEqual([null, null, null, 'ME'])
    expect((await p.summary(member)).tier.since).toBe('2026-03-10')
  })

  test('is judged at the tier held at its own instant, not at today’s', async () => {
    const p = await wanqian('2026-05-06T22:00:00+08:00')
    const member = await p.member()
    await p.buy(member, 20000, '2026-05-05T10:00:00+08:00')
    expect((await p.buy(member, 100, '2026-05-04T10:00:00+08:00')).points.earned).toBe(100)
    // Later that same day, and the day after, the card was held already.
    expect((await p.buy(member, 100, '2026-05-05T09:59:59+08:00')).points.earned).toBe(100)
    expect((await p.buy(member, 100, '2026-05-05T10:00:01+08:00')).points.earned).toBe(200)
    expect((await p.buy(member, 100, '2026-05-06T10:00:00+08:00')).points.earned).toBe(200)
  })

  test('raises the tier from its own day, as if it had been known in time', async () => {
    const p = await wangfujing('2026-03-20T12:00:00+08:00')
    const member = await p.member()
    await p.buy(member, 300, '2026-03-10T10:00:00+08:00')
    await p.buy(member, 300, '2026-03-15T10:00:00+08:00')
    expect((await p.buy(member, 200, '2026-03-10T20:00:00+08:00')).tier).toEqual({ before: null, after: 'ME' })
    expect((await p.summary(member)).tier.since).toBe('2026-03-10')
  })

  test('takes what its brand had set at its own instant', async () => {
    const p = await wanqian('2026-03-01T00:00:00+08:00')
    const set = (multiplier: number) =>
      p.ok(200, 'PUT', '/v1/brands/lumiere', { name: 'L', multiplier, contractRate: 0.25 })
    await set(5)
    await p.clock('2026-03-05T00:00:00+08:00')
    await set(20)
    await p.clock('2026-03-10T00:00:00+08:00')
    const member = await p.member()
    const points = async (instant: string) =>
      (await p.buy(member, 10, instant, { line: { brand: 'lumiere' } })).points.earned
    expect(await points('2026-02-28T23:59:59+08:00')).toBe(10)
    expect(await points('2026-03-01T00:00:00+08:00')).toBe(50)
    expect(await points('2026-03-04T23:59:59+08:00')).toBe(50)
    expect(await points('2026-03-05T00:00:00+08:00')).toBe(200)
  })

  test('from before the clearing is posted and expires with it', async () => {
    const p = await wanqian('2027-01-02T12:00:00+08:00')
    const member = await p.member()
    const made = await p.buy(member, 100, '2026-12-31T23:59:59+08:00')
    expect([made.points.earned, made.memberCashEarned, made.balances]).toEqual([
      100,
      100,
      { points: 0, memberCash: 0, prepaid: 0 },
    ])
    const [expiry, earning] = await p.ledger(member)
    expect([earning.kind, expiry.kind, expiry.because]).toEqual([
      'earn',
      'expire',
      { cause: 'latePurchase', id: made.id },
    ])
    expect((await p.buy(member, 100, '2027-01-01T00:00:00+08:00')).balances.points).toBe(100)
    expect((await p.trialBalance()).balanced).toBe(true)
  })

  test('from before the registration is judged at the tier of registration', async () => {
    const p = await wanqian()
    const made = await p.buy(await p.member(), 100, '2020-01-01T10:00:00+08:00')
    expect(made.explanation.tier).toBe('VIP')
  })

  test('multiplies by the birthday of its own day', async () => {
    const p = await wanqian('2026-06-20T12:00:00+08:00')
    const member = await p.member({ birthday: '--06-18' })
    expect((await p.buy(member, 10, '2026-06-18T00:00:00+08:00')).points.earned).toBe(20)
    expect((await p.buy(member, 10, '2026-06-18T23:59:59+08:00')).points.earned).toBe(20)
    expect((await p.buy(member, 10, '2026-06-19T00:00:00+08:00')).points.earned).toBe(10)
    expect((await p.buy(member, 10, '2026-06-17T23:59:59+08:00')).points.earned).toBe(10)
  })
})

describe('the till’s own number', () => {
  test('names one receipt for ever: the same body gives it again, another body is refused', async () => {
    const p = await wangfujing()
    const member = await p.member()
    const body = receipt(member, 100, at)
    const made = await p.ok(201, 'POST', '/v1/purchases', body)
    // The same instant, written otherwise, is the same body.
    const again = await p.call('POST', '/v1/purchases', { ...body, occurredAt: `${day}T02:00:00Z` })
    expect([again.status, again.body, again.headers.get('idempotent-replayed')]).toEqual([201, made, 'true'])
    for (const change of [
      { store: 'beijing-2' },
      { occurredAt: `${day}T10:00:01+08:00` },
      { lines: [{ ...body.lines[0], sku: 'B' }] },
    ])
      await p.problem(409, 'external_id_conflict', 'POST', '/v1/purchases', { ...body, ...change })
    const other = await p.member()
    await p.problem(409, 'external_id_conflict', 'POST', '/v1/purchases', { ...body, memberId: other.id })
    expect((await p.trialBalance()).transactions).toBe(1)
  })

  test('is looked at before anything that has changed since: time, cash, rules', async () => {
    const p = await wanqian()
    const member = await p.member()
    await p.buy(member, 1000, at)
    const body = receipt(member, 10, at, { tenders: [{ kind: 'memberCash', amount: 1000 }] })
    const made = await p.ok(201, 'POST', '/v1/purchases', body)
    await p.ok(200, 'PUT', '/v1/program/rules', {
      rules: { ...(await p.ok(200, 'GET', '/v1/program/rules')), memberCash: null },
    })
    await p.clock('2027-03-01T00:00:00+08:00')
    expect(await p.ok(201, 'POST', '/v1/purchases', body)).toEqual(made)
  })

  test('belongs to its program: another one may use it, too', async () => {
    const [a, b] = [await wangfujing(), await wangfujing()]
    const externalId = randomUUID()
    for (const p of [a, b]) await p.buy(await p.member(), 100, at, { externalId })
    expect((await b.trialBalance()).transactions).toBe(1)
  })

  test('does not keep a refused receipt out', async () => {
    const p = await wangfujing()
    const body = receipt(await p.member(), 100, `${day}T23:30:00+08:00`)
    await p.problem(422, 'occurred_in_future', 'POST', '/v1/purchases', body)
    await p.clock('2026-03-11T00:00:00+08:00')
    await p.ok(201, 'POST', '/v1/purchases', body)
  })
})

describe.each(['node', 'workers'] as const)('many tills at once, on %s', async runtime => {
  const many = await testApi(undefined, runtime)
  afterAll(many.close)

  test('for one member: none is lost, none counts twice', async () => {
    const p = await many.program('wangfujing', `${day}T23:00:00+08:00`)
    const member = await p.member()
    const made = await atOnce(30, i => p.buy(member, 10 + i, at))
    const earned = made.reduce((sum, { points }) => sum + points.earned, 0)
    expect(earned).toBe(Array.from({ length: 30 }, (_, i) => 10 + i).reduce((a, b) => a + b))
    expect((await p.summary(member)).balances.points.available).toBe(earned)
    expect(made.filter(({ tier }) => tier.before === null && tier.after === 'ME')).toHaveLength(1)
    expect((await p.ledger(member)).length).toBe(30)
    expect((await p.trialBalance()).balanced).toBe(true)
  })

  test('with one number: one receipt', async () => {
    const p = await many.program('wangfujing', `${day}T23:00:00+08:00`)
    const body = receipt(await p.member(), 100, at)
    const made = await atOnce(10, () => p.call('POST', '/v1/purchases', body, { idempotencyKey: randomUUID() }))
    expect(new Set(made.map(({ body }) => body.id)).size).toBe(1)
    expect(made.filter(({ headers }) => headers.get('idempotent-replayed') === null)).toHaveLength(1)
    expect((await p.trialBalance()).transactions).toBe(1)
  })
})

describe('a store’s key', () => {
  test('takes that store’s receipts only', async () => {
    const p = await wangfujing()
    const member = await p.member()
    const { key } = await p.ok(201, 'POST', '/v1/keys', { kind: 'secret', store: 'beijing-1', name: 'till 1' })
    await p.ok(201, 'POST', '/v1/purchases', receipt(member, 100, at), { key })
    await p.problem(
      403,
      'store_not_allowed',
      'POST',
      '/v1/purchases',
      receipt(member, 100, at, { store: 'beijing-2' }),
      { key },
    )
    const batch = { purchases: [receipt(member, 100, at), receipt(member, 100, at, { store: 'beijing-2' })] }
    const { data } = await p.ok(200, 'POST', '/v1/purchases/batch', batch, { key })
    expect(data.map((one: Wire) => one.status)).toEqual([201, 403])
    expect((await p.trialBalance()).transactions).toBe(2)
  })
})

describe('a member’s purchases', () => {
  test('come latest sale first, page by page, each once', async () => {
    const p = await wangfujing()
    const member = await p.member()
    const hours = [9, 15, 11, 11, 20, 11, 8]
    for (const hour of hours) await p.buy(member, hour, `${day}T${String(hour).padStart(2, '0')}:00:00+08:00`)
    const seen: Wire[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const page: Wire = await p.ok(
        200,
        'GET',
        `/v1/members/${member.id}/purchases?limit=2${cursor && `&cursor=${cursor}`}`,
      )
      expect(page.data.length).toBeLessThanOrEqual(2)
      seen.push(...page.data)
      cursor = page.nextCursor
    }
    expect(seen.map(purchase => purchase.total / 100)).toEqual([20, 15, 11, 11, 11, 9, 8])
    expect(new Set(seen.map(purchase => purchase.id)).size).toBe(hours.length)
    expect((await api.ok(200, 'GET', '/v1/me/purchases?limit=100', { key: await p.session(member) })).data).toEqual(
      seen,
    )
  })

  test('are none at first', async () => {
    const p = await wangfujing()
    expect(await p.ok(200, 'GET', `/v1/members/${(await p.member()).id}/purchases`)).toEqual({
      data: [],
      nextCursor: null,
    })
  })
})
