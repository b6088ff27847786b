import { presets } from '@laurel/core'
import { verifyProgram } from '@laurel/db'
import { afterAll, describe, expect, test } from 'vitest'
import { atOnce, receipt, testApi, type TestProgram, type Wire } from '../../../test/test-api.ts'

const NOW = '2026-05-06T22:00:00+08:00'
const api = await testApi()
afterAll(api.close)

const boutique = () => api.program('boutique', NOW)
const capped = (capMinor: number) =>
  api.program('capped', NOW, { preset: undefined, rules: { ...presets.boutique, prepaid: { capMinor } } })
const body = (member: Wire, plan = 'topup-3000', more = {}) => ({
  memberId: member.id,
  plan,
  tender: 'wechat',
  ...more,
})
const topUp = (p: TestProgram, member: Wire, plan?: string, more = {}) =>
  p.ok(201, 'POST', '/v1/topups', body(member, plan, more))
const reverse = (p: TestProgram, made: Wire) => p.call('POST', `/v1/topups/${made.id}/reverse`)
const balancesOf = async (p: TestProgram, member: Wire) => {
  const { balances } = await p.summary(member)
  return [balances.points.available, balances.prepaid.available]
}
const tierOf = async (p: TestProgram, member: Wire) => (await p.summary(member)).tier?.code ?? null
const expectClean = async (p: TestProgram) =>
  expect((await verifyProgram(await api.databases.open(p.id))).differences).toEqual([])

describe('a top-up (S3)', () => {
  test('gives prepaid, points and the class, tells what it did, and stands in the ledger', async () => {
    const p = await boutique()
    const member = await p.member()
    const made = await topUp(p, member, 'topup-5000', { externalId: 'desk-1' })
    expect(made).toMatchObject({
      memberId: member.id,
      externalId: 'desk-1',
      plan: 'topup-5000',
      tender: 'wechat',
      paid: 500_000,
      prepaid: 500_000,
      points: 5_000,
      status: 'done',
      occurredAt: NOW,
      tier: { before: null, after: 'CLASS-88' },
      balances: { points: 5_000, memberCash: 0, prepaid: 500_000 },
      reversal: null,
    })
    expect(await p.ok(200, 'GET', `/v1/topups/${made.id}`)).toEqual(made)
    expect(await p.ok(200, 'GET', `/v1/members/${member.id}/topups`)).toEqual({ data: [made], nextCursor: null })
    const [entry] = await p.ledger(member)
    expect(entry).toMatchObject({ kind: 'topup', because: { cause: 'topup', id: made.id } })
    expect(entry.postings).toContainEqual({ account: 'member:prepaid', unit: 'prepaid', amount: 500_000 })
    expect(entry.postings).toContainEqual({ account: 'program:issuance', unit: 'points', amount: -5_000 })
    expect(await p.trialBalance()).toMatchObject({ balanced: true })
    await expectClean(p)
  })

  test('sent ten times at once under one key is one top-up', async () => {
    const p = await boutique()
    const member = await p.member()
    const answers = await atOnce(10, () => p.call('POST', '/v1/topups', body(member), { idempotencyKey: 'one' }))
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1)
    expect(answers[0]!.status).toBe(201)
    expect(await balancesOf(p, member)).toEqual([3_000, 300_000])
    expect((await p.ledger(member)).length).toBe(1)
    await p.problem(409, 'idempotency_conflict', 'POST', '/v1/topups', body(member, 'topup-5000'), {
      idempotencyKey: 'one',
    })
  })

  test('of one till’s number is one top-up, under whatever keys it is sent', async () => {
    const p = await boutique()
    const member = await p.member()
    const numbered = body(member, 'topup-3000', { externalId: 'desk-7' })
    const answers = await atOnce(10, i => p.call('POST', '/v1/topups', numbered, { idempotencyKey: `key-${i}` }))
    expect(new Set(answers.map(({ status, body: { id } }) => `${status} ${id}`)).size).toBe(1)
    const again = await p.call('POST', '/v1/topups', numbered)
    expect([again.status, again.headers.get('idempotent-replayed')]).toEqual([201, 'true'])
    expect(await balancesOf(p, member)).toEqual([3_000, 300_000])
    await p.problem(409, 'external_id_conflict', 'POST', '/v1/topups', { ...numbered, plan: 'topup-5000' })
    await expectClean(p)
  })

  test('never leads beyond the cap on prepaid, though many come at once', async () => {
    const p = await capped(700_000)
    const member = await p.member()
    const answers = await atOnce(8, () => p.call('POST', '/v1/topups', body(member)))
    expect(answers.map(({ status, body: { code } }) => (status === 201 ? 'made' : code)).toSorted()).toEqual([
      'made',
      'made',
      ...Array<string>(6).fill('prepaid_cap_exceeded'),
    ])
    expect(await balancesOf(p, member)).toEqual([6_000, 600_000])
    await expectClean(p)
  })

  test('is refused for what cannot pay, for no plan, and for nobody', async () => {
    const p = await boutique()
    const member = await p.member()
    for (const tender of ['prepaid', 'memberCash', 'voucher'])
      await p.problem(422, 'invalid_request', 'POST', '/v1/topups', body(member, 'topup-3000', { tender }))
    await p.problem(422, 'unknown_plan', 'POST', '/v1/topups', body(member, 'topup-1'))
    await p.problem(404, 'not_found', 'POST', '/v1/topups', body({ id: 'mem_00000000000' }))
    expect(await balancesOf(p, member)).toEqual([0, 0])
  })

  test('gives points that never qualify for a tier', async () => {
    const topUpPlans = [{ ...presets.boutique.topUpPlans[0]!, points: 70_000 }]
    const rules = { ...presets.wangfujing, topUpPlans }
    const p = await api.program('large', NOW, { preset: undefined, rules })
    const member = await p.member()
    expect((await topUp(p, member)).tier).toEqual({ before: null, after: null })
    await p.buy(member, 1, '2026-05-06T11:00:00+08:00')
    expect(await tierOf(p, member)).toBe(null)
    const [upgrade] = (await p.summary(member)).progress
    expect(upgrade.current).toBe(100)
  })
})

describe('taking a top-up back', () => {
  test('leaves everything as if it had never been, and asked again says the same', async () => {
    const p = await boutique()
    const member = await p.member()
    const small = await topUp(p, member)
    const large = await topUp(p, member, 'topup-5000')
    const taken = await reverse(p, large)
    expect(taken.status).toBe(200)
    expect(taken.body).toMatchObject({
      id: large.id,
      status: 'reversed',
      tier: { before: 'CLASS-88', after: 'CLASS-90' },
      balances: { points: 3_000, memberCash: 0, prepaid: 300_000 },
    })
    expect((await reverse(p, large)).body).toEqual(taken.body)
    expect(await p.ok(200, 'GET', `/v1/topups/${large.id}`)).toMatchObject({
      status: 'reversed',
      balances: large.balances,
      reversal: { tier: { before: 'CLASS-88', after: 'CLASS-90' } },
    })
    expect([await balancesOf(p, member), await tierOf(p, member)]).toEqual([[3_000, 300_000], 'CLASS-90'])
    const [entry, ...rest] = await p.ledger(member)
    expect(entry).toMatchObject({ kind: 'reverse', because: { cause: 'topup', id: large.id } })
    expect(rest.length).toBe(2)
    await reverse(p, small)
    expect([await balancesOf(p, member), await tierOf(p, member)]).toEqual([[0, 0], null])
    await expectClean(p)
  })

  test('at once from ten sides takes it back once', async () => {
    const p = await boutique()
    const member = await p.member()
    const made = await topUp(p, member)
    await topUp(p, member)
    const answers = await atOnce(10, () => reverse(p, made))
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1)
    expect(await balancesOf(p, member)).toEqual([3_000, 300_000])
    await expectClean(p)
  })

  test('is refused once some of its prepaid or of its own points is gone', async () => {
    const p = await boutique()
    const member = await p.member()
    const first = await topUp(p, member)
    const prepaid = { tenders: [{ kind: 'prepaid', amount: 1 }] }
    await p.buy(member, 0.01, '2026-05-06T11:00:00+08:00', prepaid)
    await p.problem(409, 'topup_spent', 'POST', `/v1/topups/${first.id}/reverse`)
    const second = await topUp(p, member)
    const taken = { unit: 'points', amount: -1, reason: '误发' }
    await p.ok(201, 'POST', `/v1/members/${member.id}/adjustments`, taken)
    // The first one's lot was drawn upon, since it is the older; the second one's is whole, and its prepaid is there.
    await p.problem(409, 'topup_spent', 'POST', `/v1/topups/${first.id}/reverse`)
    expect((await reverse(p, second)).status).toBe(200)
    expect(await balancesOf(p, member)).toEqual([2_999, 299_999])
    expect(await tierOf(p, member)).toBe('CLASS-90')
    await expectClean(p)
  })

  test('of another program is not there, and a store’s key may not', async () => {
    const [p, other] = [await boutique(), await boutique()]
    const made = await topUp(p, await p.member())
    await other.problem(404, 'not_found', 'POST', `/v1/topups/${made.id}/reverse`)
    const { key } = await p.ok(201, 'POST', '/v1/keys', { kind: 'secret', store: 'beijing-1' })
    await p.problem(403, 'store_not_allowed', 'POST', `/v1/topups/${made.id}/reverse`, undefined, { key })
  })
})

describe('prepaid', () => {
  test('is paid back to the last fen and not beyond', async () => {
    const p = await boutique()
    const member = await p.member()
    await topUp(p, member)
    const refund = (amount: number) => ({ amount, tender: 'cash', reason: '退卡' })
    const path = `/v1/members/${member.id}/prepaidRefunds`
    await p.problem(409, 'insufficient_prepaid', 'POST', path, refund(300_001))
    await p.problem(422, 'invalid_request', 'POST', path, refund(0))
    const paid = await p.ok(201, 'POST', path, refund(300_000), { idempotencyKey: 'back' })
    expect(paid).toMatchObject({ amount: 300_000, tender: 'cash', balances: { points: 3_000, prepaid: 0 } })
    const again = await p.call('POST', path, refund(300_000), { idempotencyKey: 'back' })
    expect([again.body, again.headers.get('idempotent-replayed')]).toEqual([paid, 'true'])
    await p.problem(409, 'insufficient_prepaid', 'POST', path, refund(1))
    // The class was given with the top-up and does not end.
    expect(await tierOf(p, member)).toBe('CLASS-90')
    await expectClean(p)
  })

  test('never goes below zero under twenty spends at once, and none is lost', async () => {
    const p = await boutique()
    const member = await p.member()
    await topUp(p, member)
    const spend = { tenders: [{ kind: 'prepaid', amount: 40_000 }] }
    const answers = await atOnce(20, () =>
      p.call('POST', '/v1/purchases', receipt(member, 400, '2026-05-06T12:00:00+08:00', spend)),
    )
    expect(answers.filter(({ status }) => status === 201).length).toBe(7)
    expect(answers.filter(({ body: { code } }) => code === 'insufficient_prepaid').length).toBe(13)
    expect(await balancesOf(p, member)).toEqual([3_000, 20_000])
    await expectClean(p)
  })

  test('never expires, and what it pays for earns nothing', async () => {
    const p = await boutique()
    const member = await p.member()
    await topUp(p, member)
    await p.clock('2046-05-06T22:00:00+08:00')
    const prepaid = { tenders: [{ kind: 'prepaid', amount: 300_000 }] }
    const paid = await p.buy(member, 3_000, '2046-05-06T21:00:00+08:00', prepaid)
    expect([paid.points.earned, paid.balances.prepaid]).toEqual([0, 0])
    await expectClean(p)
  })
})
