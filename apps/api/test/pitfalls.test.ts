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

test('a receipt that is sent twice after a bad line earns once (odoo#222372)', async () => {
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

test('what qualifies never falls by spending (open-loyalty#131)', async () => {
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

test('a new point renews nothing of the balance: expiry is per lot (Smile 5348802)', async () => {
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

test('one point stays one point: nothing is rounded by a currency (odoo#259660)', async () => {
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

test('the smallest qualifying amount counts and one fen less does not (erpnext#14930)', async () => {
  const p = await program('wangfujing')
  const [below, exactly] = [await p.member(), await p.member()]
  expect((await p.buy(below, 499.99, at)).tier.after).toBeNull()
  expect((await p.buy(exactly, 500, at)).tier.after).toBe('ME')
})

test('a member sees which items earned what, and why', async () => {
  const p = await program()
  const member = await p.member()
  const made = await p.buy(member, 100, at)
  const { data } = await api.ok(200, 'GET', '/v1/me/purchases', { key: await p.session(member) })
  expect(data[0].explanation).toEqual(made.explanation)
  expect(data[0].explanation.lines[0]).toMatchObject({ eligible: true, points: 100, multiplier: { value: 1 } })
})

test('a stranger’s ids lead nowhere, whoever’s they are (Points.com 2023)', async () => {
  const [mine, theirs] = [await program(), await program()]
  const victim = await theirs.member({ name: '王芳', phone: '13900001111' })
  const bought = await theirs.buy(victim, 100, at)
  const token = await mine.session(await mine.member())
  for (const path of [
    `/v1/members/${victim.id}`,
    `/v1/members/${victim.id}/summary`,
    `/v1/members/${victim.id}/ledger`,
    `/v1/members/${victim.id}/purchases`,
    `/v1/purchases/${bought.id}`,
  ]) {
    await mine.problem(404, 'not_found', 'GET', path)
    await api.problem(403, 'wrong_key_kind', 'GET', path, { key: token })
  }
  await mine.problem(404, 'not_found', 'POST', `/v1/members/${victim.id}/sessions`)
  await mine.problem(404, 'not_found', 'PATCH', `/v1/members/${victim.id}`, { name: 'x' })
})

test('what a stranger’s id answers is what nobody’s answers, to the byte', async () => {
  const [mine, theirs] = [await program(), await program()]
  const foreign = await mine.call('GET', `/v1/members/${(await theirs.member()).id}`)
  const nobody = await mine.call('GET', '/v1/members/mem_00000000000')
  const without = ({ requestId: _, ...rest }: Wire) => rest
  expect(without(foreign.body)).toEqual(without(nobody.body))
})

test('a page’s key and a member’s token learn of no phone number whether it is known', async () => {
  const p = await program()
  await p.member({ phone: '13900001111' })
  const token = await p.session(await p.member())
  for (const key of [p.publishableKey, token]) {
    await api.problem(403, 'wrong_key_kind', 'GET', '/v1/members?phone=13900001111', { key })
    await api.problem(403, 'wrong_key_kind', 'POST', '/v1/members/search', { key, body: { phone: '13900001111' } })
    await api.problem(403, 'wrong_key_kind', 'POST', '/v1/members', { key, body: { phone: '13900001111' } })
  }
})

test('nobody gives points, a tier or a status to a member by naming them', async () => {
  const p = await program()
  const member = await p.member()
  for (const field of [
    'points',
    'tier',
    'status',
    'balances',
    'id',
    'cardNumber',
    'registeredAt',
    'memberCash',
    'prepaid',
    'revision',
  ]) {
    await p.problem(422, 'invalid_request', 'POST', '/v1/members', { [field]: 1 })
    await p.problem(422, 'invalid_request', 'PATCH', `/v1/members/${member.id}`, { [field]: 1 })
    await p.problem(422, 'invalid_request', 'POST', '/v1/purchases', { ...receipt(member, 1, at), [field]: 1 })
  }
  expect((await p.summary(member)).balances.points.available).toBe(0)
})

test('an amount below nothing earns, pays and refunds nothing', async () => {
  const p = await program()
  const member = await p.member()
  for (const body of [
    receipt(member, -5, at),
    receipt(member, 5, at, {
      tenders: [
        { kind: 'cash', amount: 1000 },
        { kind: 'cash', amount: -500 },
      ],
    }),
    receipt(member, 5, at, { line: { quantity: -1, unitPrice: -500 } }),
    receipt(member, 5, at, { line: { total: -500 } }),
    receipt(member, 0, at, {
      tenders: [
        { kind: 'memberCash', amount: -500 },
        { kind: 'cash', amount: 500 },
      ],
    }),
  ])
    await p.problem(422, 'invalid_request', 'POST', '/v1/purchases', body)
  expect((await p.trialBalance()).transactions).toBe(0)
})

test('merchant text reaches no page as markup', async () => {
  const p = await program()
  const evil = '<script>alert(1)</script>'
  const bought = await p.ok(
    201,
    'POST',
    '/v1/purchases',
    receipt(await p.member(), 1, at, { line: { sku: evil, size: evil, category: evil } }),
  )
  expect(bought.lines[0].sku).toBe(evil)
  const answer = await p.call('GET', `/v1/purchases/${bought.id}`)
  expect(answer.headers.get('content-type')).toMatch(/^application\/json/)
})
