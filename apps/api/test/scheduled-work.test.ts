import { presets, type ProgramRules } from '@laurel/core'
import { claimProgram, verifyProgram } from '@laurel/db'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { takeOver } from '../src/node/scheduler.ts'
import { continueProgram, dueProgramIds, turnBudget } from '../src/platform/jobs/continue-program.ts'
import { OPERATOR_KEY, receipt, testApi, type TestApi, type TestProgram, type Wire } from './test-api.ts'
import { cutAfter, cutBefore, refuse, succeed, watchedDatabases } from './watched-databases.ts'

let api: TestApi
let watched: ReturnType<typeof watchedDatabases>
beforeEach(async () => {
  watched = watchedDatabases()
  api = await testApi(watched.wrap)
})
afterEach(() => api.close())

const differences = async (p: TestProgram) => (await verifyProgram(await api.databases.open(p.id))).differences

/** Where a member stands, and everything that was ever posted, without ids and times of record. */
const stateOf = async (p: TestProgram, member: { id: string }) => {
  const { tier, balances, notices } = await p.summary(member)
  const ledger = (await p.ledger(member)).map(({ kind, occurredAt, because, postings }: Wire) => [
    kind,
    occurredAt,
    because.cause === 'job' ? because.id : because.cause,
    postings,
  ])
  return { tier, balances, notices, ledger }
}

const rules = (preset: 'wangfujing' | 'wanqian', expiry: ProgramRules['expiry']): ProgramRules => ({
  ...presets[preset],
  expiry,
})

const programs: Readonly<Record<string, ProgramRules>> = {
  'review and rebate (S1)': presets.wangfujing,
  'all cleared in January (S2)': presets.wanqian,
  'months by lot': rules('wangfujing', {
    points: { kind: 'rolling', months: 6 },
    memberCash: { kind: 'rolling', months: 1 },
  }),
  inactivity: rules('wanqian', {
    points: { kind: 'inactivity', months: 3 },
    memberCash: { kind: 'inactivity', months: 12 },
  }),
}

const programOf = (document: ProgramRules, at: string): Promise<TestProgram> =>
  api.program('wangfujing', at, { preset: undefined, rules: document })

describe('scheduled work', () => {
  test.each(Object.keys(programs))(
    'of an instant stays right when new rules are published in that very instant: %s',
    async name => {
      const document = programs[name]!
      const p = await programOf(document, '2026-03-31T23:00:00+08:00')
      const member = await p.member()
      await p.buy(member, 5000, '2026-03-10T10:00:00+08:00')
      for (const midnight of ['2026-06-10', '2026-08-01', '2026-09-10', '2027-01-01']) {
        await p.clock(`${midnight}T00:00:00+08:00`)
        await p.ok(200, 'PUT', '/v1/program/rules', { rules: document })
        expect(await differences(p)).toEqual([])
      }
      expect((await p.ledger(member)).some(({ kind }: Wire) => kind !== 'earn')).toBe(true)
    },
  )

  test('the August review and rebate, complete: void, kept, raised, and the rebate to who holds a card then', async () => {
    const p = await api.program('wangfujing', '2026-03-31T23:00:00+08:00')
    const [low, kept, raised] = [await p.member(), await p.member(), await p.member()]
    await p.buy(low, 999, '2026-03-10T10:00:00+08:00')
    await p.buy(kept, 1234, '2026-03-10T10:00:00+08:00')
    await p.buy(raised, 5000, '2026-02-10T10:00:00+08:00')
    await p.buy(raised, 5000, '2026-03-10T10:00:00+08:00')
    const { jobs } = await p.clock('2026-08-01T00:00:00+08:00')
    expect(jobs.map(({ name, members }: Wire) => [name, members])).toEqual([
      ['seal:2026-04-01', 0],
      ['tiers:2026-08-01', 3],
      [`rebate:${presets.wangfujing.rebates[0]!.code}:2026-08-01`, 2],
      ['insight:facts:2026-08-01', 3],
      ['insight:figures:2026-08-01', 3],
      ['forecast:2026-08-01', 0],
    ])
    const states = await Promise.all([low, kept, raised].map(member => p.summary(member)))
    expect(
      states.map(s => [s.tier?.code ?? null, s.balances.points.available, s.balances.memberCash.available]),
    ).toEqual([
      [null, 999, 0],
      ['ME', 234, 1000],
      ['WE', 0, 10000],
    ])
    expect((await p.ledger(kept))[0]).toMatchObject({
      kind: 'rebate',
      occurredAt: '2026-08-01T00:00:00+08:00',
      because: { cause: 'job', id: jobs[2].name },
    })
    expect(await differences(p)).toEqual([])
  })

  test('a review looks at nobody whose tier it does not change', async () => {
    const p = await api.program('wangfujing', '2026-03-31T23:00:00+08:00')
    const [nobody, given] = [await p.member(), await p.member()]
    await p.buy(nobody, 499, '2026-03-10T10:00:00+08:00')
    await p.buy(given, 6000, '2026-03-10T10:00:00+08:00')
    const { jobs } = await p.clock('2027-03-10T00:00:00+08:00')
    expect(
      jobs.map(({ name, members }: Wire) => [name, members]).filter(([name]: string[]) => name!.startsWith('tiers')),
    ).toEqual(
      // The WE card ends; neither August nor who has no card is looked at.
      [['tiers:2027-03-10', 1]],
    )
    expect(await differences(p)).toEqual([])
  })

  test('a receipt recorded after the rebate leaves it as it was', async () => {
    const p = await api.program('wangfujing', '2026-03-31T23:00:00+08:00')
    const member = await p.member()
    await p.buy(member, 1000, '2026-03-10T10:00:00+08:00')
    await p.clock('2026-08-02T00:00:00+08:00')
    await p.buy(member, 9000, '2026-07-31T23:59:59+08:00')
    const { tier, balances } = await p.summary(member)
    expect([tier.code, balances.points.available, balances.memberCash.available]).toEqual(['WE', 9000, 1000])
    expect(await differences(p)).toEqual([])
  })

  test('lapsed lots are not there to be spent, though nobody has looked yet', async () => {
    const p = await programOf(programs['months by lot']!, '2026-03-31T23:00:00+08:00')
    const member = await p.member()
    await p.buy(member, 100, '2026-03-31T10:00:00+08:00')
    expect((await p.summary(member)).notices).toContainEqual({
      kind: 'expires',
      unit: 'points',
      amount: 100,
      on: '2026-09-30',
    })
    await p.slowClock('2026-09-30T00:00:00+08:00', 0)
    expect((await p.summary(member)).balances.points.available).toBe(100)
    await p.clock('2026-09-29T23:59:59+08:00')
    expect((await p.summary(member)).balances.points.available).toBe(100)
    await p.clock('2026-09-30T00:00:00+08:00')
    expect((await p.summary(member)).balances.points).toMatchObject({ available: 0, expiring: [] })
    expect(await differences(p)).toEqual([])
  })

  test('inactivity clears everything so many months after the last purchase, and not before', async () => {
    const p = await programOf(programs['inactivity']!, '2026-01-10T23:00:00+08:00')
    const [active, still] = [await p.member(), await p.member()]
    for (const member of [active, still]) await p.buy(member, 100, '2026-01-10T10:00:00+08:00')
    await p.clock('2026-04-01T12:00:00+08:00')
    await p.buy(active, 1, '2026-04-01T11:00:00+08:00')
    const before = await p.clock('2026-04-09T23:59:59+08:00')
    const posting = ({ jobs }: Wire) =>
      jobs.filter(({ name, members }: Wire) => members > 0 && !name.startsWith('insight'))
    expect(posting(before)).toEqual([])
    const at = await p.clock('2026-04-10T00:00:00+08:00')
    expect(posting(at)).toEqual([{ name: 'inactivity:points:2026-04-10', at: '2026-04-10T00:00:00+08:00', members: 1 }])
    const points = async (member: Wire) => (await p.summary(member)).balances.points.available
    expect([await points(active), await points(still)]).toEqual([101, 0])
    await p.clock('2027-04-10T00:00:00+08:00')
    expect([await points(active), (await p.summary(still)).balances.memberCash.available]).toEqual([0, 0])
    expect(await differences(p)).toEqual([])
  })
})

describe('the same time in one step or in many', () => {
  const day = fc.integer({ min: 0, max: 700 })
  const date = (n: number) => new Date(Date.UTC(2026, 0, 5 + n, 4)).toISOString()

  test.each(Object.keys(programs))('ends in the same place: %s', async name => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ day, who: fc.nat(2), yuan: fc.integer({ min: 1, max: 9000 }) }), { maxLength: 6 }),
        fc.array(day, { maxLength: 12 }),
        async (purchases, stops) => {
          const run = async (extra: readonly number[]) => {
            const p = await programOf(programs[name]!, '2026-01-05T00:00:00+08:00')
            const members = [await p.member(), await p.member(), await p.member()]
            const steps = [...new Set([...purchases.map(one => one.day), ...extra, 701])].toSorted((a, b) => a - b)
            for (const step of steps) {
              await p.clock(date(step))
              for (const one of purchases.filter(purchase => purchase.day === step))
                await p.buy(members[one.who]!, one.yuan, date(step))
            }
            expect(await differences(p)).toEqual([])
            return Promise.all(members.map(member => stateOf(p, member)))
          }
          expect(await run(stops)).toEqual(await run([]))
        },
      ),
      { numRuns: 6 },
    )
  })
})

describe('however it is started, and wherever it is cut off, work runs once', () => {
  const scene = async (): Promise<{ p: TestProgram; members: Wire[] }> => {
    const p = await programOf(
      rules('wangfujing', { points: { kind: 'yearly', on: { month: 8, day: 1 } }, memberCash: { kind: 'never' } }),
      '2026-03-31T23:00:00+08:00',
    )
    const members = await Promise.all(Array.from({ length: 5 }, () => p.member()))
    for (const [i, member] of members.entries()) await p.buy(member, 900 + 150 * i, '2026-03-10T10:00:00+08:00')
    return { p, members }
  }
  const now = '2027-08-01T00:00:00+08:00'
  const statesOf = ({ p, members }: Awaited<ReturnType<typeof scene>>) =>
    Promise.all(members.map(member => stateOf(p, member)))

  test('killed at any commit, the clock has not moved; sent again it finishes: nothing lost, nothing doubled', async () => {
    const whole = await scene()
    const { jobs } = await whole.p.clock(now)
    const expected = await statesOf(whole)
    api.jobTurn.members = 2
    for (const way of [refuse(new Error('killed')), cutBefore, cutAfter])
      for (let commit = 0; commit < 8; commit++) {
        const { p, members } = await scene()
        watched.next(...Array.from({ length: commit }, () => succeed), way)
        const first = await p.call('POST', '/v1/program/clock', { now })
        watched.heal()
        expect([200, 500]).toContain(first.status)
        if (first.status === 500) expect((await p.ok(200, 'GET', '/v1/program')).now).toBe('2026-03-31T23:00:00+08:00')
        expect((await p.clock(now)).now).toBe(now)
        expect(await statesOf({ p, members })).toEqual(expected)
        expect(await differences(p)).toEqual([])
      }
    expect(jobs.length).toBeGreaterThan(2)
  })

  test('two clocks at once and in chunks of two post what one posts', async () => {
    const whole = await scene()
    await whole.p.clock(now)
    const both = await scene()
    api.jobTurn.members = 2
    const others = { ...api.deps, runtime: 'workers' as const }
    const answers = await Promise.all([
      both.p.call('POST', '/v1/program/clock', { now }),
      both.p.call('POST', '/v1/program/clock', { now }),
      continueProgram(others, both.p.id, turnBudget(others)),
    ])
    expect(answers.slice(0, 2).map(answer => (answer as { status: number }).status)).toEqual([200, 200])
    expect(await statesOf(both)).toEqual(await statesOf(whole))
    expect(await differences(both.p)).toEqual([])
  })

  test('receipts that come in meanwhile are all kept, and nothing is posted twice', async () => {
    const { p, members } = await scene()
    api.jobTurn.members = 1
    const answers = await Promise.all([
      p.call('POST', '/v1/program/clock', { now }),
      ...members.flatMap(member =>
        Array.from({ length: 8 }, () =>
          p.call('POST', '/v1/purchases', receipt(member, 10, '2026-03-31T22:00:00+08:00')),
        ),
      ),
    ])
    expect(answers.map(({ status }) => status)).toEqual([200, ...Array.from({ length: 40 }, () => 201)])
    for (const member of members) {
      const ledger = await p.ledger(member)
      expect(ledger.filter(({ kind }) => kind === 'earn')).toHaveLength(9)
      const causes = ledger.flatMap(({ because }) => (because.cause === 'job' ? [because.id] : []))
      expect(new Set(causes).size).toBe(causes.length)
    }
    expect(await differences(p)).toEqual([])
  })

  test('what a member earns between the clearing of its own and that of others expires with the next', async () => {
    const document = rules('wangfujing', {
      points: { kind: 'yearly', on: { month: 4, day: 1 } },
      memberCash: { kind: 'never' },
    })
    const p = await programOf(document, '2026-03-31T23:00:00+08:00')
    const members = [await p.member(), await p.member()]
    for (const member of members) await p.buy(member, 900, '2026-03-31T10:00:00+08:00')
    const points = async (member: Wire) => (await p.summary(member)).balances.points.available
    api.jobTurn.members = 1
    // The journal is sealed by a chunk a transaction, and one that finds no more.
    await p.slowClock('2026-04-03T00:00:00+08:00', 4)
    const cleared = await Promise.all(members.map(async member => (await points(member)) === 0))
    expect(cleared.toSorted()).toEqual([false, true])
    const first = members[cleared.indexOf(true)]!
    await p.buy(first, 100, '2026-03-31T22:00:00+08:00')
    await continueProgram(api.deps, p.id, turnBudget(api.deps))
    expect(await Promise.all(members.map(points))).toEqual([0, 0])
    const causes = (await p.ledger(first)).flatMap(({ because }) => (because.cause === 'job' ? [because.id] : []))
    expect(causes).toEqual(['expiry:2026-04-02', 'expiry:2026-04-01'])
    expect(await differences(p)).toEqual([])
  })

  test('sent again under its key, the clock gives the first answer', async () => {
    const { p } = await scene()
    const options = { idempotencyKey: 'once' }
    const first = await p.call('POST', '/v1/program/clock', { now }, options)
    const again = await p.call('POST', '/v1/program/clock', { now }, options)
    expect(again.body).toEqual(first.body)
    expect(again.headers.get('idempotent-replayed')).toBe('true')
  })

  test('before the first purchase the clock may go back, and what was undone runs again', async () => {
    const p = await api.program('wangfujing', '2027-12-01T00:00:00+08:00')
    await p.clock('2026-03-31T23:00:00+08:00')
    const member = await p.member()
    await p.buy(member, 1000, '2026-03-10T10:00:00+08:00')
    await p.clock('2026-08-01T00:00:00+08:00')
    expect((await p.summary(member)).balances.memberCash.available).toBe(1000)
  })
})

describe('work too long for one request', () => {
  test('answers 202, tells its progress, and is finished by the scheduler', async () => {
    const p = await api.program('wangfujing', '2026-03-31T23:00:00+08:00')
    const member = await p.member()
    await p.buy(member, 1000, '2026-03-10T10:00:00+08:00')
    const { job } = await p.slowClock('2026-09-01T00:00:00+08:00', 2)
    expect(job).toMatchObject({ status: 'running', progress: { occurrences: 2 }, result: null })
    await p.problem(409, 'clock_backwards', 'POST', '/v1/program/clock', { now: '2026-07-01T00:00:00+08:00' })
    expect(await dueProgramIds(api.deps)).toEqual([p.id])
    expect(await continueProgram(api.deps, p.id, turnBudget(api.deps))).toBe(false)
    expect(await p.ok(200, 'GET', `/v1/jobs/${job.id}`)).toMatchObject({
      status: 'done',
      result: {
        now: '2026-09-01T00:00:00+08:00',
        jobs: [
          { name: 'seal:2026-04-01' },
          { name: 'tiers:2026-08-01' },
          { name: 'rebate:august:2026-08-01', members: 1 },
          { name: 'seal:2026-08-02' },
          { name: 'insight:facts:2026-09-01', members: 1 },
          { name: 'insight:figures:2026-09-01', members: 1 },
          { name: 'forecast:2026-09-01', members: 0 },
        ],
      },
    })
    expect((await p.ok(200, 'GET', '/v1/program')).now).toBe('2026-09-01T00:00:00+08:00')
    expect(await dueProgramIds(api.deps)).toEqual([])
  })

  test('is taken up at once where the process that had it in hand was killed, by the next one on its folder', async () => {
    const p = await api.program('wangfujing', '2026-03-31T23:00:00+08:00')
    await p.buy(await p.member(), 1000, '2026-03-10T10:00:00+08:00')
    await p.slowClock('2026-09-01T00:00:00+08:00', 2)
    const now = api.deps.now()
    await (await api.databases.control()).commit([claimProgram({ id: p.id, now, until: now + 120_000 })])
    expect(await dueProgramIds(api.deps)).toEqual([])
    await takeOver(api.deps)
    expect(await dueProgramIds(api.deps)).toEqual([p.id])
  })
})

describe('a live program', () => {
  test('is looked at each midnight of its own, by one process at a time', async () => {
    const made = await api.ok(201, 'POST', '/v1/programs', {
      key: OPERATOR_KEY,
      body: {
        name: 'live',
        mode: 'live',
        rules: rules('wanqian', {
          points: { kind: 'yearly', on: { month: 11, day: 24 } },
          memberCash: { kind: 'never' },
        }),
      },
    })
    const key = made.secretKey as string
    const member = await api.ok(201, 'POST', '/v1/members', { key, body: {} })
    await api.ok(201, 'POST', '/v1/purchases', { key, body: receipt(member, 100, '2026-11-22T09:00:00+08:00') })
    const points = async () =>
      (await api.ok(200, 'GET', `/v1/members/${member.id}/summary`, { key })).balances.points.available
    const look = async () => {
      for (const id of await dueProgramIds(api.deps)) await continueProgram(api.deps, id, turnBudget(api.deps))
    }
    await look()
    expect(await dueProgramIds(api.deps)).toEqual([])
    api.passSeconds(38 * 3600 - 1)
    await look()
    expect(await points()).toBe(100)
    api.passSeconds(1)
    expect(await dueProgramIds(api.deps)).toEqual([made.id])
    expect(await points()).toBe(0)
    const turns = await Promise.all([1, 2].map(() => continueProgram(api.deps, made.id, turnBudget(api.deps))))
    expect(turns).toEqual([false, false])
    const { data } = await api.ok(200, 'GET', `/v1/members/${member.id}/ledger`, { key })
    expect(data.filter((entry: Wire) => entry.kind === 'expire')).toHaveLength(1)
    expect((await verifyProgram(await api.databases.open(made.id))).differences).toEqual([])
  })
})
