import { presets, type ProgramRules } from '@laurel/core'
import { claimProgram, releaseProgram, scheduleProgram } from '@laurel/db'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { receipt, testApi, type TestApi, type TestProgram, type Wire } from '../../../test/test-api.ts'
import { cutAfter, refuse, succeed, watchedDatabases } from '../../../test/watched-databases.ts'
import { continueProgram, dueProgramIds, turnBudget } from '../../platform/jobs/continue-program.ts'

let api: TestApi
const watched = watchedDatabases()
beforeAll(async () => {
  api = await testApi(watched.wrap)
})
afterAll(() => api.close())

const at = '2026-03-10T10:00:00+08:00'
const { wangfujing, wanqian, boutique } = presets

/** The document with another rate of points. */
const atRate = (rules: ProgramRules, points: number): ProgramRules => ({
  ...rules,
  earning: { ...rules.earning, rate: { ...rules.earning.rate, points } },
})

const replay = (p: TestProgram, rules: ProgramRules, window: Record<string, unknown> = {}): Promise<Wire> =>
  p.ok(200, 'POST', '/v1/program/rules/replay', { rules, ...window })

const takeBack = (p: TestProgram, purchase: Wire) =>
  p.ok(201, 'POST', `/v1/purchases/${purchase.id}/returns`, { lines: [{ index: 0, quantity: 1 }] })

/** How many rows every table of a program holds. */
const countRows = async (p: TestProgram): Promise<Wire> => {
  const database = await api.databases.open(p.id)
  const [tables] = await database.read([{ sql: `SELECT name FROM sqlite_schema WHERE type = 'table'`, args: [] }])
  const counts = await database.read(tables!.map(([name]) => ({ sql: `SELECT count(*) FROM "${name}"`, args: [] })))
  return tables!.map(([name], i) => [name, counts[i]![0]![0]])
}

describe('what a draft would have given', () => {
  test('double points give double, to the point, and nothing of it is written', async () => {
    const p = await api.program('boutique', '2026-03-31T23:00:00+08:00')
    const [one, two] = [await p.member(), await p.member()]
    await p.buy(one, 1234, at)
    await p.buy(one, 55, at)
    await takeBack(p, await p.buy(two, 900, at))
    await p.buy(two, 77, at)
    const before = await countRows(p)
    const result = await replay(p, atRate(boutique, 2))
    expect(result).toMatchObject({
      rulesVersion: 1,
      from: null,
      to: null,
      now: '2026-03-31T23:00:00+08:00',
      members: 2,
      purchases: 4,
      points: { before: 1366, after: 2732 },
      memberCash: { before: 0, after: 0 },
      liability: {
        before: { points: 1366, memberCash: 0, prepaid: 0 },
        after: { points: 2732, memberCash: 0, prepaid: 0 },
      },
      moves: [],
      membersAffected: 2,
      mostAffected: [
        { memberId: one.id, points: { before: 1289, after: 2578 }, tier: { before: null, after: null } },
        { memberId: two.id, points: { before: 77, after: 154 } },
      ],
      refused: { redemptions: 0, acts: [] },
    })
    expect(await countRows(p)).toEqual(before)
  })

  test('tiers follow the draft’s points, and what a tier earns follows the tier', async () => {
    const p = await api.program('wangfujing', '2026-03-31T23:00:00+08:00')
    const [kept, raised] = [await p.member(), await p.member()]
    await p.buy(kept, 600, at)
    await p.buy(raised, 3000, at)
    await p.buy(raised, 100, '2026-03-11T10:00:00+08:00')
    const draft = atRate(wangfujing, 2)
    draft.earning.multipliers = [{ source: 'tier', values: { WE: 3 } }]
    const result = await replay(p, draft)
    expect(result.points).toEqual({ before: 3700, after: 600 * 2 + 3000 * 2 + 100 * 2 * 3 })
    expect(result.tiers).toEqual([
      { code: 'ME', before: 2, after: 1 },
      { code: 'WE', before: 0, after: 1 },
    ])
    expect(result.moves).toEqual([{ from: 'ME', to: 'WE', members: 1 }])
    expect(result.mostAffected[0]).toMatchObject({ memberId: raised.id, tier: { before: 'ME', after: 'WE' } })
  })

  test('what only the draft has due runs at its own time: an expiry, a rebate of tier holders', async () => {
    const p = await api.program('wangfujing', '2026-03-31T23:00:00+08:00')
    const member = await p.member()
    await p.buy(member, 2500, at)
    await p.clock('2026-06-01T12:00:00+08:00')
    await p.buy(member, 700, '2026-06-01T11:00:00+08:00')
    const rebate = { ...wangfujing.rebates[0]!, code: 'may-rebate', on: { month: 5, day: 1 } }
    const rebated = await replay(p, { ...wangfujing, rebates: [rebate] })
    expect(rebated.liability.after).toEqual({ points: 500 + 700, memberCash: 2000, prepaid: 0 })
    expect(rebated.memberCash).toEqual({ before: 0, after: 2000 })
    const rolling = await replay(p, {
      ...wangfujing,
      expiry: { ...wangfujing.expiry, points: { kind: 'rolling', months: 2 } },
    })
    expect(rolling.points).toEqual({ before: 3200, after: 3200 })
    expect(rolling.liability.after.points).toBe(700)
  })

  test('a return takes back what the sale earned in the replay, at the tier and rules that it had there', async () => {
    const p = await api.program('wanqian', '2026-03-31T23:00:00+08:00')
    const member = await p.member()
    const dear = await p.buy(member, 12_000, at)
    const next = await p.buy(member, 100, '2026-03-11T10:00:00+08:00')
    await takeBack(p, dear)
    await takeBack(p, next)
    const draft: ProgramRules = {
      ...wanqian,
      tiers: wanqian.tiers.map(tier => ({
        ...tier,
        entry: tier.entry.map(entry => (entry.on === 'threshold' ? { ...entry, atLeast: 10_000_00 } : entry)),
      })),
    }
    const result = await replay(p, draft)
    expect(result.points).toEqual({ before: 0, after: 0 })
    expect(result.liability.after).toEqual({ points: 0, memberCash: 0, prepaid: 0 })
    expect(result.membersAffected).toBe(0)
  })

  test('a late receipt is judged at its own instant, by the tier that the draft gave it then', async () => {
    const p = await api.program('wanqian', '2026-03-31T23:00:00+08:00')
    const member = await p.member()
    await p.buy(member, 12_000, '2026-03-12T10:00:00+08:00')
    await p.buy(member, 100, at)
    await p.buy(member, 100, '2026-03-13T10:00:00+08:00')
    const tiers = wanqian.tiers.map(tier => ({
      ...tier,
      entry: tier.entry.map(entry => (entry.on === 'threshold' ? { ...entry, atLeast: 10_000_00 } : entry)),
    }))
    const result = await replay(p, { ...wanqian, tiers })
    expect(result.points).toEqual({ before: 12_200, after: 12_000 + 100 + 200 })
    expect(result.moves).toEqual([{ from: 'VIP', to: 'SUPREME', members: 1 }])
  })

  test('a brand gives what it had set then, under the draft’s own cap', async () => {
    const p = await api.program('wanqian', at)
    const member = await p.member()
    await p.ok(200, 'PUT', '/v1/brands/acme', { name: 'Acme', multiplier: 8, contractRate: 0.1 })
    await p.clock('2026-03-11T10:00:00+08:00')
    await p.buy(member, 100, '2026-03-11T10:00:00+08:00', { line: { brand: 'acme' } })
    await p.clock('2026-03-12T10:00:00+08:00')
    await p.ok(200, 'PUT', '/v1/brands/acme', { name: 'Acme', multiplier: 2, contractRate: 0.1 })
    // At two points a yuan a contract rate of 10 % bears no more than ×5.
    expect((await replay(p, atRate(wanqian, 2))).points).toEqual({ before: 800, after: 1000 })
  })
})

describe('what the draft would not have allowed is told, not hidden', () => {
  test('a redemption without the points for it, and its cancellation then gives none back', async () => {
    const p = await api.program('wangfujing', '2026-03-31T23:00:00+08:00')
    const member = await p.member()
    await p.buy(member, 1000, at)
    await p.ok(201, 'POST', '/v1/rewards', { code: 'mug', name: { en: 'Mug' }, points: 600, stock: 5 })
    const gift = await p.ok(201, 'POST', '/v1/redemptions', { memberId: member.id, reward: 'mug' })
    const half: ProgramRules = {
      ...wangfujing,
      earning: { ...wangfujing.earning, rate: { points: 1, perMinor: 200 } },
    }
    const expected = {
      liability: { before: { points: 400 }, after: { points: 500 } },
      refused: {
        redemptions: 1,
        acts: [
          {
            act: 'redemption',
            id: gift.id,
            memberId: member.id,
            reason: 'insufficient_points',
            unit: 'points',
            amount: 600,
          },
        ],
      },
    }
    expect(await replay(p, half)).toMatchObject(expected)
    await p.ok(200, 'POST', `/v1/redemptions/${gift.id}/cancel`)
    const after = await replay(p, half)
    expect(after.liability).toMatchObject({ before: { points: 1000 }, after: { points: 500 } })
    expect(after.refused).toMatchObject(expected.refused)
  })

  test('a redemption at a tier that may not have it', async () => {
    const p = await api.program('wangfujing', '2026-03-31T23:00:00+08:00')
    const member = await p.member()
    await p.buy(member, 1000, at)
    const reward = { code: 'mug', name: { en: 'Mug' }, points: 10, stock: 5, tiers: ['ME'] }
    await p.ok(201, 'POST', '/v1/rewards', reward)
    await p.ok(201, 'POST', '/v1/redemptions', { memberId: member.id, reward: 'mug' })
    const draft: ProgramRules = {
      ...wangfujing,
      tiers: wangfujing.tiers.map(tier => (tier.code === 'ME' ? { ...tier, entry: [{ on: 'hand' }] } : tier)),
    }
    const result = await replay(p, draft)
    expect(result.refused).toMatchObject({ redemptions: 1, acts: [{ reason: 'tier_required' }] })
    expect(result.moves).toEqual([{ from: 'ME', to: null, members: 1 }])
  })

  test('more member cash paid than there would have been: the balance goes to zero, the rest is told', async () => {
    const p = await api.program('wanqian', '2026-03-31T23:00:00+08:00')
    const member = await p.member()
    await p.buy(member, 1000, at)
    const amount = 1500
    const paid = await p.buy(member, 15, '2026-03-11T10:00:00+08:00', {
      tenders: [
        { kind: 'memberCash', amount: 900 },
        { kind: 'cash', amount: amount - 900 },
      ],
    })
    const half: ProgramRules = { ...wanqian, memberCash: { perPoint: { minor: 1, points: 2 } } }
    const result = await replay(p, half)
    expect(result.memberCashShort).toEqual({ receipts: 1, amount: 400 })
    expect(result.memberCash).toEqual({ before: 1006, after: 503 })
    expect(result.liability.after.memberCash).toBe(3)
    expect(result.points).toEqual({ before: 1006, after: 1006 })
    await takeBack(p, paid)
    const after = await replay(p, half)
    expect(after.liability.before).toMatchObject({ points: 1000, memberCash: 1000 })
    expect(after.liability.after).toMatchObject({ points: 1000, memberCash: 500 })
  })

  test('a top-up by another plan, and one that was spent further than the draft’s plan reaches', async () => {
    const p = await api.program('boutique', '2026-03-31T23:00:00+08:00')
    const member = await p.member()
    await p.ok(201, 'POST', '/v1/topups', { memberId: member.id, plan: 'topup-3000', tender: 'cash' })
    await p.buy(member, 2500, at, { tenders: [{ kind: 'prepaid', amount: 250_000 }] })
    const plans = (prepaidMinor: number) => ({
      ...boutique,
      topUpPlans: boutique.topUpPlans.map(plan =>
        plan.code === 'topup-3000' ? { ...plan, prepaidMinor, points: 100 } : plan,
      ),
    })
    const less = await replay(p, plans(200_000))
    expect(less.prepaidShort).toEqual({ receipts: 1, amount: 50_000 })
    expect(less.liability.after).toEqual({ points: 100, memberCash: 0, prepaid: 0 })
    const more = await replay(p, plans(400_000))
    expect(more.liability.after.prepaid).toBe(150_000)
    const none = { ...boutique, topUpPlans: [], tiers: boutique.tiers.slice(0, 0) }
    expect((await replay(p, none)).liability).toMatchObject({ after: { points: 3000, prepaid: 50_000 } })
  })
})

describe('the window of a draft', () => {
  test('begins when the present version came into force, or where it is told, and ends before `to`', async () => {
    const p = await api.program('boutique', '2026-03-01T00:00:00+08:00')
    const member = await p.member()
    for (const day of ['05', '15', '25']) {
      await p.clock(`2026-03-${day}T10:00:00+08:00`)
      await p.buy(member, 100, `2026-03-${day}T10:00:00+08:00`)
      if (day === '05') await p.ok(200, 'PUT', '/v1/program/rules', { rules: atRate(boutique, 3) })
    }
    const draft = atRate(boutique, 10)
    const points = async (window: Record<string, unknown>) => (await replay(p, draft, window)).points
    expect(await points({})).toEqual({ before: 700, after: 100 + 2000 })
    expect((await replay(p, draft)).from).toBe('2026-03-05T10:00:00+08:00')
    expect(await points({ from: '2026-01-01T00:00:00+08:00' })).toEqual({ before: 700, after: 3000 })
    const fifteenth = '2026-03-15T10:00:00+08:00'
    expect(await points({ from: fifteenth, to: '2026-03-25T10:00:00+08:00' })).toEqual({ before: 700, after: 1400 })
    expect(await points({ to: fifteenth })).toEqual({ before: 700, after: 700 })
    expect(await points({ to: '2027-01-01T00:00:00+08:00' })).toEqual({ before: 700, after: 2100 })
  })

  test.each([
    ['from', { from: '2026-03-02T00:00:00+08:00' }],
    ['to', { from: '2026-02-10T00:00:00+08:00', to: '2026-02-10T00:00:00+08:00' }],
  ])('with %s where nothing is between is refused', async (path, window) => {
    const p = await api.program('boutique', '2026-03-01T00:00:00+08:00')
    const body = { rules: boutique, ...window }
    const answer = await p.problem(422, 'invalid_request', 'POST', '/v1/program/rules/replay', body)
    expect(answer.errors).toMatchObject([{ path }])
  })
})

test('what the schema refuses is refused with the path of each fault, as when publishing', async () => {
  const p = await api.program('boutique')
  const asked = async (rules: unknown) =>
    (await p.problem(422, 'invalid_rules', 'POST', '/v1/program/rules/replay', { rules })).errors
  expect(await asked({ ...boutique, earning: { ...boutique.earning, rounding: 'up' } })).toMatchObject([
    { path: 'rules.earning.rounding' },
  ])
  expect(await asked({ ...boutique, currency: 'EUR', timeZone: 'Europe/Paris' })).toMatchObject([
    { path: 'rules.currency' },
    { path: 'rules.timeZone' },
  ])
})

test('a draft whose points could not be counted exactly is refused', async () => {
  const p = await api.program('boutique', '2026-03-31T23:00:00+08:00')
  const member = await p.member()
  await p.buy(member, 100_000_000, at)
  const rules = { ...boutique, earning: { ...boutique.earning, rate: { points: 1_000_000, perMinor: 1 } } }
  await p.problem(422, 'amount_out_of_range', 'POST', '/v1/program/rules/replay', { rules })
})

describe('a history too long for one request', () => {
  const usual = { chunks: Infinity, members: 200 }
  afterEach(() => {
    watched.heal()
    Object.assign(api.jobTurn, usual)
  })

  /** Three members, each a chunk of its own, of which a turn does one. */
  const scene = async () => {
    const p = await api.program('boutique', '2026-03-31T23:00:00+08:00')
    const members = [await p.member(), await p.member(), await p.member()]
    for (const [i, member] of members.entries()) await p.buy(member, 100 * (i + 1), at)
    Object.assign(api.jobTurn, { chunks: 1, members: 1 })
    return { p, members }
  }
  const asked = { rules: atRate(boutique, 2) }
  const post = (p: TestProgram, options = {}) => p.ok(202, 'POST', '/v1/program/rules/replay', asked, options)
  const turn = (p: TestProgram) => continueProgram(api.deps, p.id, turnBudget(api.deps))
  const finish = async (p: TestProgram) => {
    while (await turn(p));
  }

  test('answers 202, tells its progress, and comes to what one request would have come to', async () => {
    const { p } = await scene()
    const { job } = await post(p)
    expect(job).toMatchObject({ kind: 'replay', status: 'running', progress: { done: 1, total: 3 }, result: null })
    expect(await dueProgramIds(api.deps)).toEqual([p.id])
    expect(await turn(p)).toBe(true)
    const path = `/v1/jobs/${job.id}`
    expect(await p.ok(200, 'GET', path)).toMatchObject({ status: 'running', progress: { done: 2, total: 3 } })
    await finish(p)
    const done = await p.ok(200, 'GET', path)
    expect(done).toMatchObject({ status: 'done', progress: { done: 3, total: 3 }, failure: null })
    expect(done.result).toMatchObject({ purchases: 3, points: { before: 600, after: 1200 }, membersAffected: 3 })
    expect(await dueProgramIds(api.deps)).toEqual([])
    Object.assign(api.jobTurn, usual)
    expect(await replay(p, asked.rules)).toEqual(done.result)
  })

  test('killed in between it goes on where it was: nothing is counted twice, nothing left out', async () => {
    const whole = await scene()
    Object.assign(api.jobTurn, usual)
    const { mostAffected: _, ...expected } = await replay(whole.p, asked.rules)
    for (const way of [refuse(new Error('killed')), cutAfter])
      for (const turns of [0, 1, 2]) {
        const { p } = await scene()
        const { job } = await post(p)
        for (let i = 0; i < turns; i++) await turn(p)
        // The claim stands, and what the turn came to does not, or does without anybody knowing.
        watched.next(succeed, way)
        await expect(turn(p)).rejects.toThrow()
        watched.heal()
        expect(await turn(p)).toBe(false)
        api.passSeconds(121)
        await finish(p)
        const { status, result } = await p.ok(200, 'GET', `/v1/jobs/${job.id}`)
        expect(status).toBe('done')
        expect(result).toMatchObject(expected)
      }
  })

  test('two processes at once come to what one comes to', async () => {
    const { p } = await scene()
    const { job } = await post(p)
    const later = { ...api.deps, now: () => api.deps.now() + 121_000 }
    await Promise.all([turn(p), continueProgram(later, p.id, turnBudget(later))])
    api.passSeconds(300)
    await finish(p)
    const { result } = await p.ok(200, 'GET', `/v1/jobs/${job.id}`)
    expect(result).toMatchObject({ members: 3, purchases: 3, points: { before: 600, after: 1200 } })
  })

  test('sent again under its key, it is the same work; with another body it is refused', async () => {
    const { p } = await scene()
    const first = await post(p, { idempotencyKey: 'once' })
    const again = await p.call('POST', '/v1/program/rules/replay', asked, { idempotencyKey: 'once' })
    expect([again.status, again.body, again.headers.get('idempotent-replayed')]).toEqual([202, first, 'true'])
    const other = { rules: atRate(boutique, 3) }
    const options = { idempotencyKey: 'once' }
    await p.problem(409, 'idempotency_conflict', 'POST', '/v1/program/rules/replay', other, options)
    await finish(p)
    expect((await post(p, options)).job.status).toBe('done')
  })

  test('tells that it failed where the draft cannot be counted exactly', async () => {
    const { p, members } = await scene()
    await p.buy(members[2]!, 100_000_000, at)
    const rules = { ...boutique, earning: { ...boutique.earning, rate: { points: 1_000_000, perMinor: 1 } } }
    const { job } = await p.ok(202, 'POST', '/v1/program/rules/replay', { rules })
    await finish(p)
    expect(await p.ok(200, 'GET', `/v1/jobs/${job.id}`)).toMatchObject({
      status: 'failed',
      result: null,
      failure: 'amount_out_of_range',
    })
    expect(await dueProgramIds(api.deps)).toEqual([])
  })

  test('is of its own program only', async () => {
    const [{ p }, other] = [await scene(), await api.program('boutique')]
    const { job } = await post(p)
    await other.problem(404, 'not_found', 'GET', `/v1/jobs/${job.id}`)
    await finish(p)
  })

  test('called for while a turn of the program ends, it is not forgotten', async () => {
    const { p } = await scene()
    const control = await api.databases.control()
    const now = api.deps.now()
    await control.commit([claimProgram({ id: p.id, now, until: now + 1 })])
    await control.commit([scheduleProgram({ id: p.id, nextDueAt: now })])
    await control.commit([releaseProgram({ id: p.id, until: now + 1, nextDueAt: null })])
    expect(await dueProgramIds(api.deps)).toContain(p.id)
    await finish(p)
  })
})

test('while receipts come in, the rules in force still give what the books are: each member is read at one instant', async () => {
  const p = await api.program('wanqian', '2026-03-31T23:00:00+08:00')
  const members = [await p.member(), await p.member()]
  const rules = await p.ok(200, 'GET', '/v1/program/rules')
  const till = async (member: Wire) => {
    for (let i = 0; i < 30; i++) {
      const sent = await p.call('POST', '/v1/purchases', receipt(member, 10 + i, '2026-03-31T22:00:00+08:00'))
      expect(sent.status).toBe(201)
    }
  }
  const watch = async () => {
    let seen = 0
    for (let i = 0; i < 15; i++) {
      const result = await replay(p, rules)
      expect(result).toMatchObject({ membersAffected: 0, liability: { after: result.liability.before } })
      expect(result.purchases).toBeGreaterThanOrEqual(seen)
      seen = result.purchases
    }
  }
  await Promise.all([...members.map(till), watch()])
  expect((await replay(p, rules)).purchases).toBe(60)
})
