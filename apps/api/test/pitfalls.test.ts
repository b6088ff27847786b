// What went wrong in other loyalty systems, each as the guarantee that it cannot go wrong here.
import { randomUUID } from 'node:crypto'
import { afterAll, expect, test } from 'vitest'
import { atOnce, receipt, testApi, type Wire } from './test-api.ts'
import { MINIMAL_RULES } from './valid-requests.ts'

const api = await testApi()
afterAll(api.close)
const day = '2026-03-10'
const at = `${day}T10:00:00+08:00`
const program = (preset = 'wanqian') => api.program(preset, `${day}T23:00:00+08:00`)

test('idempotency key and natural key, kept for ever: a receipt sent twice after a bad line earns once (odoo#222372)', async () => {
  const p = await program()
  const member = await p.member()
  const [idempotencyKey, body] = [randomUUID(), receipt(member, 100, at)]
  await p.problem(
    422,
    'invalid_request',
    'POST',
    '/v1/purchases',
    { ...body, lines: [{ ...body.lines[0], quantity: 0 }] },
    { idempotencyKey },
  )
  await atOnce(5, () => p.ok(201, 'POST', '/v1/purchases', body, { idempotencyKey }))
  await atOnce(5, () => p.ok(201, 'POST', '/v1/purchases', body))
  expect((await p.summary(member)).balances.points.available).toBe(100)
})

test('qualifying points never fall by spending (open-loyalty#131)', async () => {
  const p = await program()
  const member = await p.member()
  await p.buy(member, 19_999, at)
  const before = (await p.summary(member)).progress
  await p.ok(
    201,
    'POST',
    '/v1/purchases',
    receipt(member, 100, at, { tenders: [{ kind: 'memberCash', amount: 10_000 }] }),
  )
  expect((await p.summary(member)).progress).toEqual(before)
  expect((await p.buy(member, 1, at)).tier.after).toBe('SUPREME')
})

test('expiry is per lot: a new point renews nothing of the balance (Smile 5348802)', async () => {
  const p = await api.program('own', '2026-01-15T12:00:00+08:00', {
    preset: undefined,
    rules: { ...MINIMAL_RULES, expiry: { ...MINIMAL_RULES.expiry, points: { kind: 'rolling', months: 12 } } },
  })
  const member = await p.member()
  await p.buy(member, 100, '2026-01-15T10:00:00+08:00')
  await p.clock('2026-06-15T12:00:00+08:00')
  await p.buy(member, 1, '2026-06-15T10:00:00+08:00')
  const { expiring } = (await p.summary(member)).balances.points
  expect(expiring.map(({ amount }: Wire) => amount)).toEqual([100, 1])
  expect(expiring[0].on < expiring[1].on).toBe(true)
  expect(expiring[0].on).toMatch(/^2027-01-1[56]$/)
})

test('integers only: one point stays one point, nothing is rounded by a currency (odoo#259660)', async () => {
  const p = await program('wangfujing')
  const member = await p.member()
  for (const [yuan, points] of [
    [0.99, 0],
    [1, 1],
    [1.99, 1],
    [2, 2],
  ] as const)
    expect((await p.buy(member, yuan, at)).points.earned).toBe(points)
})

test('acceptance tables per program, boundaries at ±1: a fen less does not qualify (erpnext#14930)', async () => {
  for (const [preset, yuan, before, after] of [
    ['wangfujing', 500, null, 'ME'],
    ['wangfujing', 6000, 'ME', 'WE'],
    ['wangfujing', 30_000, 'WE', 'SVIP'],
    ['wanqian', 20_000, 'VIP', 'SUPREME'],
  ] as const) {
    const p = await program(preset)
    const [below, exactly] = [await p.member(), await p.member()]
    expect((await p.buy(below, yuan - 0.01, at)).tier.after).toBe(before)
    expect((await p.buy(exactly, yuan, at)).tier.after).toBe(after)
    expect((await p.buy(below, 1, at)).tier.after).toBe(after)
  }
})

test('every line says why, to the member too (reviews)', async () => {
  const p = await program()
  const member = await p.member()
  const made = await p.buy(member, 100, at)
  const { data } = await api.ok(200, 'GET', '/v1/me/purchases', { key: await p.session(member) })
  expect(data[0].explanation).toEqual(made.explanation)
  expect(data[0].explanation.lines[0]).toMatchObject({ eligible: true, points: 100, multiplier: { value: 1 } })
})

const units = (p: Awaited<ReturnType<typeof program>>, member: { id: string }, quantity: number, unitPrice: number) =>
  p.ok(
    201,
    'POST',
    '/v1/purchases',
    receipt(member, (quantity * unitPrice) / 100, at, { line: { quantity, unitPrice } }),
  )
const takeBack = (p: Awaited<ReturnType<typeof program>>, purchase: Wire, quantity: number, index = 0) =>
  p.ok(201, 'POST', `/v1/purchases/${purchase.id}/returns`, { lines: [{ index, quantity }] })

test('member cash is taken back with its points, into debt if spent (woo-wallet#53)', async () => {
  const p = await program()
  const member = await p.member()
  const first = await units(p, member, 1, 100_000)
  expect(first.memberCashEarned).toBe(1000)
  await p.ok(201, 'POST', '/v1/purchases', receipt(member, 10, at, { tenders: [{ kind: 'memberCash', amount: 1000 }] }))
  const back = await takeBack(p, first, 1)
  expect(back).toMatchObject({ pointsReversed: 1000, memberCashReversed: 1000 })
  expect((await p.summary(member)).balances.memberCash.available).toBe(-1000)
  await units(p, member, 1, 30_000)
  expect((await p.summary(member)).balances.memberCash.available).toBe(-700)
})

test('any number and order of partial returns ends in one place: they recompute, never deduct (Setono, Youzan)', async () => {
  const p = await program('wangfujing')
  const ends: Wire[] = []
  for (const quantities of [[9], [1, 1, 1, 1, 1, 1, 1, 1, 1], [4, 5], [5, 4], [2, 3, 4]]) {
    const member = await p.member()
    // Ten at ¥1.50: of fifteen points a tenth is no whole number.
    const bought = await units(p, member, 10, 150)
    let reversed = 0
    for (const quantity of quantities) reversed += (await takeBack(p, bought, quantity)).pointsReversed
    ends.push({ reversed, points: (await p.summary(member)).balances.points.available })
  }
  expect(ends).toEqual(ends.map(() => ({ reversed: 14, points: 1 })))
})

test('spends are tied to lots: what expires takes no more than was left of it (FloCafe#78)', async () => {
  const p = await api.program('own', '2026-01-15T12:00:00+08:00', {
    preset: undefined,
    rules: { ...MINIMAL_RULES, expiry: { ...MINIMAL_RULES.expiry, points: { kind: 'rolling', months: 6 } } },
  })
  const member = await p.member()
  await p.buy(member, 100, '2026-01-15T10:00:00+08:00')
  await p.clock('2026-04-15T12:00:00+08:00')
  await p.buy(member, 50, '2026-04-15T10:00:00+08:00')
  await p.ok(201, 'POST', '/v1/rewards', { code: 'mug', name: { en: 'Mug' }, points: 80, stock: 1 })
  await p.ok(201, 'POST', '/v1/redemptions', { memberId: member.id, reward: 'mug' })
  await p.clock('2026-08-01T12:00:00+08:00')
  expect((await p.summary(member)).balances.points.available).toBe(50)
  await p.clock('2026-11-01T12:00:00+08:00')
  expect((await p.summary(member)).balances.points.available).toBe(0)
})

test('named time zone, occurrence at the exact instant: sales at 23:59:59 and 00:00:00 (Capillary, odoo#222428)', async () => {
  const p = await api.program('wanqian', '2026-12-31T23:59:58+08:00')
  const member = await p.member()
  await p.clock('2026-12-31T23:59:59+08:00')
  await p.buy(member, 100, '2026-12-31T23:59:59+08:00')
  expect((await p.summary(member)).balances.points.available).toBe(100)
  await p.clock('2027-01-01T00:00:00+08:00')
  await p.buy(member, 30, '2027-01-01T00:00:00+08:00')
  expect((await p.summary(member)).balances.points.available).toBe(30)
  const [, cleared] = await p.ledger(member)
  expect(cleared).toMatchObject({ kind: 'expire', occurredAt: '2027-01-01T00:00:00+08:00' })
})

test('cancel → complete → cancel is stable: points come back once (mollie#928)', async () => {
  const p = await program('wangfujing')
  const member = await p.member()
  await p.buy(member, 500, at)
  await p.ok(201, 'POST', '/v1/rewards', { code: 'mug', name: { en: 'Mug' }, points: 80, stock: 1 })
  const made = await p.ok(201, 'POST', '/v1/redemptions', { memberId: member.id, reward: 'mug' })
  const end = (how: string) => p.call('POST', `/v1/redemptions/${made.id}/${how}`)
  const answers = [await end('cancel'), await end('collect'), await end('cancel'), await end('collect')]
  expect(answers.map(answer => answer.status)).toEqual([200, 409, 200, 409])
  expect((await p.summary(member)).balances.points.available).toBe(500)
})
