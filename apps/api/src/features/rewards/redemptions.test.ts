import { randomUUID } from 'node:crypto'
import { presets } from '@laurel/core'
import { verifyProgram } from '@laurel/db'
import { afterAll, describe, expect, test } from 'vitest'
import { atOnce, testApi, type Answer, type TestProgram, type Wire } from '../../../test/test-api.ts'
import { continueProgram, turnBudget } from '../../platform/jobs/continue-program.ts'

const api = await testApi()
afterAll(api.close)

const NOW = '2026-03-10T23:00:00+08:00'
const at = '2026-03-10T10:00:00+08:00'

const shop = () => api.program('wangfujing', NOW)
const gift = (p: TestProgram, code: string, points: number, stock: number | null, more: Record<string, unknown> = {}) =>
  p.ok(201, 'POST', '/v1/rewards', {
    code,
    name: { en: code, 'zh-CN': '礼品', 'zh-TW': '禮品' },
    points,
    stock,
    ...more,
  })
const redeem = (p: TestProgram, member: Wire, reward: string, more: Record<string, unknown> = {}): Promise<Answer> =>
  p.call('POST', '/v1/redemptions', { memberId: member.id, reward, ...more })
const redeemed = async (...args: Parameters<typeof redeem>): Promise<Wire> => {
  const answer = await redeem(...args)
  expect(answer.status, answer.text).toBe(201)
  return answer.body
}
const codesOf = (answers: readonly Answer[]) =>
  answers.map(({ status, body }) => (status < 300 ? status : body.code)).toSorted()
const pointsOf = async (p: TestProgram, member: Wire): Promise<number> =>
  (await p.summary(member)).balances.points.available
const expectClean = async (p: TestProgram) =>
  expect((await verifyProgram(await api.databases.open(p.id))).differences).toEqual([])

describe('a rush', () => {
  test('twenty at once on three gifts: three have one, the others hear that it has run out', async () => {
    const p = await shop()
    const member = await p.member()
    await p.buy(member, 5000, at)
    await gift(p, 'mug', 100, 3)
    const answers = await atOnce(20, () => redeem(p, member, 'mug'))
    expect(codesOf(answers)).toEqual([201, 201, 201, ...Array<string>(17).fill('out_of_stock')])
    expect(await pointsOf(p, member)).toBe(4700)
    expect((await p.ok(200, 'GET', '/v1/rewards/mug')).stock).toBe(0)
    await expectClean(p)
  })

  test('twenty at once on a balance for two: it never goes below zero', async () => {
    const p = await shop()
    const member = await p.member()
    await p.buy(member, 4700, at)
    await gift(p, 'bag', 2000, null)
    const answers = await atOnce(20, () => redeem(p, member, 'bag'))
    expect(codesOf(answers)).toEqual([201, 201, ...Array<string>(18).fill('insufficient_points')])
    expect(await pointsOf(p, member)).toBe(700)
    await expectClean(p)
  })

  test('different members at once on the last gift: one has it, and nobody is told to come back', async () => {
    const p = await shop()
    const members = await atOnce(12, () => p.member())
    for (const member of members) await p.buy(member, 500, at)
    await gift(p, 'last', 100, 1)
    const answers = await Promise.all(members.map(member => redeem(p, member, 'last')))
    expect(codesOf(answers)).toEqual([201, ...Array<string>(11).fill('out_of_stock')])
    await expectClean(p)
  })

  test('a limit per member holds at once, and a cancel makes room again', async () => {
    const p = await shop()
    const member = await p.member()
    await p.buy(member, 5000, at)
    await gift(p, 'one', 10, null, { perMember: 2 })
    const answers = await atOnce(8, () => redeem(p, member, 'one'))
    expect(codesOf(answers)).toEqual([201, 201, ...Array<string>(6).fill('per_member_limit')])
    const { id } = answers.find(({ status }) => status === 201)!.body
    await p.ok(200, 'POST', `/v1/redemptions/${id}/cancel`)
    await redeemed(p, member, 'one')
    expect((await redeem(p, member, 'one')).body.code).toBe('per_member_limit')
    await expectClean(p)
  })

  test('ten at once under one key reserve once', async () => {
    const p = await shop()
    const member = await p.member()
    await p.buy(member, 5000, at)
    await gift(p, 'mug', 100, 9)
    const idempotencyKey = randomUUID()
    const answers = await atOnce(10, () =>
      p.call('POST', '/v1/redemptions', { memberId: member.id, reward: 'mug' }, { idempotencyKey }),
    )
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1)
    expect(await pointsOf(p, member)).toBe(4900)
  })
})

describe('the life of a reservation', () => {
  test('is told in full, and found by its pick-up code as the member says it', async () => {
    const p = await shop()
    const member = await p.member()
    await p.buy(member, 500, at)
    await gift(p, 'tea', 100, 5, { money: { amountMinor: 990 }, holdDays: 3 })
    const made = await redeemed(p, member, 'tea', { quantity: 2 })
    expect(made).toMatchObject({
      memberId: member.id,
      reward: 'tea',
      name: { en: 'tea', 'zh-CN': '礼品', 'zh-TW': '禮品' },
      quantity: 2,
      points: 200,
      money: { amountMinor: 1980 },
      status: 'reserved',
      collectBy: '2026-03-13',
      endedAt: null,
      balances: { points: 300, memberCash: 0, prepaid: 0 },
    })
    expect(made.code).toMatch(/^[2-9A-HJ-NP-Z]{8}$/)
    const said = `${made.code.slice(0, 4)}-${made.code.slice(4)}`.toLowerCase()
    expect(await p.ok(200, 'GET', `/v1/redemptions?code=${said}`)).toEqual(made)
    const other = await shop()
    await other.problem(404, 'not_found', 'GET', `/v1/redemptions?code=${made.code}`)
    expect((await p.ok(200, 'GET', `/v1/members/${member.id}/redemptions`)).data).toEqual([made])
    const [entry] = await p.ledger(member)
    expect(entry).toMatchObject({ kind: 'redeem', because: { cause: 'redemption', id: made.id } })
    expect(entry.postings).toEqual([
      { account: 'program:redemption', unit: 'points', amount: 200 },
      { account: 'member:points', unit: 'points', amount: -200 },
    ])
  })

  test('cancel → collect → cancel is stable, and gives the points back once', async () => {
    const p = await shop()
    const member = await p.member()
    await p.buy(member, 500, at)
    await gift(p, 'mug', 100, 1)
    const { id } = await redeemed(p, member, 'mug')
    const cancelled = await p.ok(200, 'POST', `/v1/redemptions/${id}/cancel`)
    expect(cancelled).toMatchObject({ status: 'cancelled', balances: { points: 500 } })
    await p.problem(409, 'redemption_cancelled', 'POST', `/v1/redemptions/${id}/collect`)
    const again = await atOnce(5, () => p.ok(200, 'POST', `/v1/redemptions/${id}/cancel`))
    for (const answer of again) expect(answer).toEqual(cancelled)
    expect(await pointsOf(p, member)).toBe(500)
    expect((await p.ok(200, 'GET', '/v1/rewards/mug')).stock).toBe(1)
    const [entry] = await p.ledger(member)
    expect(entry).toMatchObject({ kind: 'reverse', because: { cause: 'endedRedemption', id } })
    await expectClean(p)
  })

  test('two counters at once hand a gift over once; the same request again is answered as it was', async () => {
    const p = await shop()
    const member = await p.member()
    await p.buy(member, 500, at)
    await gift(p, 'mug', 100, 1)
    const { id } = await redeemed(p, member, 'mug')
    const collect = (idempotencyKey: string) =>
      p.call('POST', `/v1/redemptions/${id}/collect`, undefined, { idempotencyKey })
    const keys = [randomUUID(), randomUUID(), randomUUID()]
    const answers = await Promise.all(keys.map(collect))
    expect(codesOf(answers)).toEqual([200, 'redemption_collected', 'redemption_collected'])
    const first = keys[answers.findIndex(({ status }) => status === 200)]!
    expect((await collect(first)).body).toMatchObject({ status: 'collected', balances: { points: 400 } })
    await p.problem(409, 'redemption_collected', 'POST', `/v1/redemptions/${id}/cancel`)
    expect(await pointsOf(p, member)).toBe(400)
    await expectClean(p)
  })

  test('collect and cancel at once: one of them wins, and the books agree', async () => {
    const p = await shop()
    const member = await p.member()
    await p.buy(member, 5000, at)
    await gift(p, 'mug', 100, null)
    let cancelled = 0
    for (let i = 0; i < 6; i++) {
      const { id } = await redeemed(p, member, 'mug')
      const answers = await Promise.all(
        ['collect', 'cancel', 'collect'].map(end => p.call('POST', `/v1/redemptions/${id}/${end}`)),
      )
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
      if ((await p.ok(200, 'GET', `/v1/redemptions/${id}`)).status === 'cancelled') cancelled++
    }
    expect(await pointsOf(p, member)).toBe(5000 - 100 * (6 - cancelled))
    await expectClean(p)
  })

  test('what expired meanwhile comes back and expires at once', async () => {
    const p = await api.program('wanqian', '2026-12-30T20:00:00+08:00')
    const member = await p.member()
    await p.buy(member, 1000, '2026-12-30T10:00:00+08:00')
    await gift(p, 'mug', 300, 1)
    const { id } = await redeemed(p, member, 'mug')
    await p.clock('2027-01-02T10:00:00+08:00')
    await p.ok(200, 'POST', `/v1/redemptions/${id}/cancel`)
    const [expired, reversed] = await p.ledger(member)
    expect([expired.kind, reversed.kind]).toEqual(['expire', 'reverse'])
    expect(expired.because).toEqual({ cause: 'endedRedemption', id })
    expect(reversed.postings).toContainEqual({ account: 'member:points', unit: 'points', amount: 300 })
    expect((await redeem(p, member, 'mug')).body.code).toBe('insufficient_points')
    await expectClean(p)
  })

  test('redeeming never lowers the tier', async () => {
    const p = await shop()
    const member = await p.member()
    await p.buy(member, 6000, at)
    await gift(p, 'all', 6000, 1)
    await redeemed(p, member, 'all')
    expect((await p.summary(member)).tier.code).toBe('WE')
    await p.buy(member, 1, '2026-03-10T11:00:00+08:00')
    const { tier, progress } = await p.summary(member)
    expect(tier.code).toBe('WE')
    expect(progress.find((goal: Wire) => goal.window === 'day').current).toBe(6001)
    await expectClean(p)
  })

  test('after its last day it is collected no more', async () => {
    const p = await shop()
    const member = await p.member()
    await p.buy(member, 500, at)
    await gift(p, 'mug', 100, 2, { holdDays: 1 })
    const [first, second] = [await redeemed(p, member, 'mug'), await redeemed(p, member, 'mug')]
    await p.clock('2026-03-11T23:59:59+08:00')
    await p.ok(200, 'POST', `/v1/redemptions/${first.id}/collect`)
    await p.clock('2026-03-12T00:00:00+08:00')
    await p.problem(409, 'reservation_lapsed', 'POST', `/v1/redemptions/${second.id}/collect`)
  })
})

describe('reservations that lapse', () => {
  const lapses = ({ jobs }: Wire): [string, number][] =>
    jobs.filter(({ name }: Wire) => name.startsWith('lapse:')).map(({ name, members }: Wire) => [name, members])

  test('give points and stock back at the start of the day after their last, in chunks, and once', async () => {
    const p = await shop()
    const [li, han] = [await p.member(), await p.member()]
    for (const member of [li, han]) await p.buy(member, 500, at)
    await gift(p, 'mug', 100, 10, { holdDays: 2 })
    await gift(p, 'tea', 100, 10, { holdDays: 9 })
    const held = [await redeemed(p, li, 'mug'), await redeemed(p, han, 'mug'), await redeemed(p, li, 'mug')]
    const kept = await redeemed(p, han, 'tea')
    const collected = await redeemed(p, han, 'mug')
    await p.ok(200, 'POST', `/v1/redemptions/${collected.id}/collect`)

    expect(lapses(await p.clock('2026-03-12T23:59:59+08:00'))).toEqual([])
    api.jobTurn.members = 2
    expect(lapses(await p.clock('2026-03-13T00:00:00+08:00'))).toEqual([['lapse:2026-03-13', 3]])
    api.jobTurn.members = 200
    expect(lapses(await p.clock('2026-03-15T00:00:00+08:00'))).toEqual([])
    for (const { id } of held)
      expect(await p.ok(200, 'GET', `/v1/redemptions/${id}`)).toMatchObject({
        status: 'lapsed',
        endedAt: '2026-03-13T00:00:00+08:00',
      })
    expect((await p.ok(200, 'GET', `/v1/redemptions/${kept.id}`)).status).toBe('reserved')
    expect([await pointsOf(p, li), await pointsOf(p, han)]).toEqual([500, 300])
    expect((await p.ok(200, 'GET', '/v1/rewards/mug')).stock).toBe(9)
    await p.problem(409, 'reservation_lapsed', 'POST', `/v1/redemptions/${held[0].id}/cancel`)
    await expectClean(p)
  })

  test('come before the expiry and the rebate of their day: what comes back is as if it had never been away', async () => {
    const rules = {
      ...presets.wangfujing,
      expiry: { points: { kind: 'rolling', months: 3 }, memberCash: { kind: 'never' } },
    }
    const p = await api.program('lapses', '2026-05-01T23:00:00+08:00', { preset: undefined, rules })
    const member = await p.member()
    await p.buy(member, 700, '2026-05-01T10:00:00+08:00')
    await p.clock('2026-06-10T23:00:00+08:00')
    await p.buy(member, 1500, '2026-06-10T10:00:00+08:00')
    await gift(p, 'mug', 450, 10, { holdDays: 51 })
    const held = [await redeemed(p, member, 'mug'), await redeemed(p, member, 'mug')]
    expect(await pointsOf(p, member)).toBe(1300)
    const { jobs } = await p.clock('2026-08-01T00:00:00+08:00')
    const names = jobs.map(({ name }: Wire) => name)
    // What is worked out of the books in a night comes after all that changes them.
    expect(names.filter((name: string) => !/^(insight|forecast):/.test(name))).toEqual([
      'seal:2026-06-11',
      'lapse:2026-08-01',
      'tiers:2026-08-01',
      'rebate:august:2026-08-01',
    ])
    expect(await p.summary(member)).toMatchObject({
      balances: { points: { available: 500 }, memberCash: { available: 1000 } },
    })
    for (const { id } of held) expect((await p.ok(200, 'GET', `/v1/redemptions/${id}`)).status).toBe('lapsed')
    await expectClean(p)
  })

  test('two clocks at once, and a member who cancels meanwhile: each reservation ends once', async () => {
    const p = await shop()
    const member = await p.member()
    await p.buy(member, 5000, at)
    await gift(p, 'mug', 100, 10, { holdDays: 1 })
    const held = await atOnce(6, () => redeemed(p, member, 'mug'))
    api.jobTurn.members = 2
    const now = '2026-03-15T00:00:00+08:00'
    const others = { ...api.deps, runtime: 'workers' as const }
    const [clock, again, cancel] = await Promise.all([
      p.call('POST', '/v1/program/clock', { now }),
      p.call('POST', '/v1/program/clock', { now }),
      p.call('POST', `/v1/redemptions/${held[5].id}/cancel`),
      continueProgram(others, p.id, turnBudget(others)),
    ])
    api.jobTurn.members = 200
    expect([clock.status, again.status]).toEqual([200, 200])
    expect([200, 409]).toContain(cancel.status)
    expect(await pointsOf(p, member)).toBe(5000)
    expect((await p.ok(200, 'GET', '/v1/rewards/mug')).stock).toBe(10)
    const { data } = await p.ok(200, 'GET', `/v1/members/${member.id}/ledger?limit=100`)
    expect(data.filter(({ kind }: Wire) => kind === 'reverse')).toHaveLength(6)
    await expectClean(p)
  })
})
