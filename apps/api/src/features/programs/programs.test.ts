import { randomUUID } from 'node:crypto'
import { afterAll, describe, expect, test } from 'vitest'
import { atOnce, OPERATOR_KEY, receipt, testApi, type TestProgram, type Wire } from '../../../test/test-api.ts'
import { MINIMAL_RULES } from '../../../test/valid-requests.ts'

const api = await testApi()
afterAll(api.close)
const at = '2026-03-10T10:00:00+08:00'
const make = (status: number, body: unknown) => api.ok(status, 'POST', '/v1/programs', { key: OPERATOR_KEY, body })

describe('a program', () => {
  test.each(['wangfujing', 'wanqian', 'boutique'])(
    'of the preset %s is made with keys that work, and its rules can be read and sent back',
    async preset => {
      const made = await make(201, { name: '百货', mode: 'test', preset })
      expect(made).toEqual({
        id: expect.stringMatching(/^prog_[0-9a-z]{11}$/),
        name: '百货',
        mode: 'test',
        preset,
        rulesVersion: 1,
        secretKey: expect.stringMatching(/^sk_test_/),
        publishableKey: expect.stringMatching(/^pk_test_/),
      })
      const rules = await api.ok(200, 'GET', '/v1/program/rules', { key: made.secretKey })
      expect(await api.ok(200, 'PUT', '/v1/program/rules', { key: made.secretKey, body: { rules } })).toEqual({
        version: 2,
      })
      expect(await api.ok(200, 'GET', '/v1/program/rules', { key: made.secretKey })).toEqual(rules)
    },
  )

  test('may have rules of its own, and tells a page its public facts only', async () => {
    const made = await make(201, {
      name: 'Own',
      mode: 'test',
      rules: { ...MINIMAL_RULES, currency: 'USD', timeZone: 'America/New_York' },
    })
    expect(made.preset).toBeUndefined()
    const facts = {
      id: made.id,
      name: 'Own',
      mode: 'test',
      currency: 'USD',
      timeZone: 'America/New_York',
      rulesVersion: 1,
      now: '2026-11-21T21:00:00-05:00',
      tiers: [],
    }
    for (const key of [made.secretKey, made.publishableKey])
      expect(await api.ok(200, 'GET', '/v1/program', { key })).toEqual(facts)
  })

  test('has either a preset or rules, a name and a mode', async () => {
    const fault = async (body: Record<string, unknown>) =>
      (
        await api.problem(422, 'invalid_request', 'POST', '/v1/programs', {
          key: OPERATOR_KEY,
          body: { name: 'x', mode: 'test', ...body },
        })
      ).errors.map((e: Wire) => e.path)
    expect(await fault({})).toEqual(['preset'])
    expect(await fault({ preset: 'wanqian', rules: MINIMAL_RULES })).toEqual(['preset'])
    expect(await fault({ preset: 'unknown' })).toEqual(['preset'])
    expect(await fault({ preset: 'wanqian', mode: 'demo' })).toEqual(['mode'])
    expect(await fault({ preset: 'wanqian', name: undefined })).toEqual(['name'])
  })

  test('whose rules are faulty is refused with the path of each fault', async () => {
    const rules = {
      ...MINIMAL_RULES,
      timeZone: 'Mars/Olympus',
      earning: { ...MINIMAL_RULES.earning, rounding: 'up', surprise: 1 },
      currency: 'yuan',
    }
    const refused = await api.problem(422, 'invalid_rules', 'POST', '/v1/programs', {
      key: OPERATOR_KEY,
      body: { name: 'x', mode: 'test', rules },
    })
    expect(refused.errors.map((e: Wire) => e.path).toSorted()).toEqual([
      'rules.currency',
      'rules.earning.rounding',
      'rules.earning.surprise',
      'rules.timeZone',
    ])
    expect(JSON.stringify(refused)).not.toContain('Olympus')
    for (const rules of [null, 7, 'wanqian', []])
      expect(
        (
          await api.problem(422, 'invalid_rules', 'POST', '/v1/programs', {
            key: OPERATOR_KEY,
            body: { name: 'x', mode: 'test', rules },
          })
        ).errors[0].path,
      ).toBe('rules')
  })

  test('is listed once, newest first, under whatever key it was asked for', async () => {
    const idempotencyKey = randomUUID()
    const body = { name: `once ${idempotencyKey}`, mode: 'test', preset: 'boutique' }
    const made = await atOnce(5, () => api.ok(201, 'POST', '/v1/programs', { key: OPERATOR_KEY, body, idempotencyKey }))
    expect(new Set(made.map(({ id }) => id)).size).toBe(1)
    expect(made.filter(({ secretKey }) => secretKey !== undefined)).toHaveLength(1)
    // Nor does one that lost the race leave a database behind.
    const [files, all] = [(await api.databases.listAll?.()) ?? [], [] as Wire[]]
    let cursor: string | null = ''
    while (cursor !== null) {
      const page: Wire = await api.ok(200, 'GET', `/v1/programs?limit=4${cursor && `&cursor=${cursor}`}`, {
        key: OPERATOR_KEY,
      })
      all.push(...page.data)
      cursor = page.nextCursor
    }
    expect(all.filter(({ name }) => name === body.name)).toHaveLength(1)
    expect(all.map(({ id }) => id)).toEqual(files.toReversed())
  })
})

describe('a test program’s clock', () => {
  const program = () => api.program('wanqian')

  test('stands until it is moved, and starts at the real time', async () => {
    const p = await program()
    const now = async () => (await p.ok(200, 'GET', '/v1/program')).now
    const start = await now()
    api.passSeconds(3600)
    expect(await now()).toBe(start)
    expect(await p.clock('2027-01-01T00:00:00Z')).toEqual({ now: '2027-01-01T08:00:00+08:00', jobs: [] })
    expect(await now()).toBe('2027-01-01T08:00:00+08:00')
  })

  test('may be set to any instant before the first purchase, and never runs backwards after it', async () => {
    const p = await program()
    const member = await p.member()
    for (const now of ['2030-01-01T00:00:00Z', '2020-01-01T00:00:00Z', '2026-03-10T12:00:00+08:00']) await p.clock(now)
    await p.buy(member, 1, at)
    await p.problem(409, 'clock_backwards', 'POST', '/v1/program/clock', { now: '2026-03-10T11:59:59.999+08:00' })
    await p.clock('2026-03-10T12:00:00+08:00')
    await p.clock('2026-03-10T12:00:00.001+08:00')
    expect((await p.ok(200, 'GET', '/v1/program')).now).toBe('2026-03-10T12:00:00.001+08:00')
  })

  test('moved by many at once ends at the latest of the instants that were taken', async () => {
    const p = await program()
    await p.clock('2026-03-10T12:00:00+08:00')
    await p.buy(await p.member(), 1, at)
    const answers = await atOnce(8, i =>
      p.call('POST', '/v1/program/clock', { now: `2026-03-1${(i * 5) % 8}T12:00:00.00${i}+08:00` }),
    )
    const taken = answers.flatMap(({ status, body }) => (status === 200 ? [body.now] : []))
    for (const { status, body } of answers) if (status !== 200) expect(body.code).toBe('clock_backwards')
    expect((await p.ok(200, 'GET', '/v1/program')).now).toBe(taken.toSorted().at(-1))
  })

  test('is none in a live program', async () => {
    const { secretKey } = await make(201, { name: 'live', mode: 'live', preset: 'wanqian' })
    await api.problem(409, 'live_program', 'POST', '/v1/program/clock', {
      key: secretKey,
      body: { now: '2027-01-01T00:00:00Z' },
    })
    const before = (await api.ok(200, 'GET', '/v1/program', { key: secretKey })).now
    api.passSeconds(1)
    expect((await api.ok(200, 'GET', '/v1/program', { key: secretKey })).now).not.toBe(before)
  })

  test('may stand at the end of what can be told', async () => {
    const p = await program()
    const member = await p.member({ birthday: '1990-06-18' })
    await p.buy(member, 20000, at)
    await p.clock('9999-12-31T23:59:59Z')
    expect((await p.summary(member)).tier.code).toBe('SUPREME')
    expect((await p.ok(200, 'GET', '/v1/program')).now).toMatch(/^9999-12-31T23:59:59Z$|^9999/)
  })
})

describe('published rules', () => {
  const now = '2026-03-10T12:00:00+08:00'
  const program = () => api.program('wangfujing', now)
  const publish = (p: TestProgram, rules: unknown, more: Record<string, unknown> = {}) =>
    p.ok(200, 'PUT', '/v1/program/rules', { rules, ...more })
  const perYuan = (points: number) => ({
    ...MINIMAL_RULES,
    earning: { ...MINIMAL_RULES.earning, rate: { points, perMinor: 100 } },
  })
  const earned = async (p: TestProgram, member: { id: string }, instant: string) => {
    const { points, explanation } = await p.buy(member, 10, instant)
    return [points.earned, explanation.rulesVersion]
  }

  test('judge each receipt by the version that was in force at its instant', async () => {
    const p = await program()
    const member = await p.member()
    expect(await publish(p, perYuan(2))).toEqual({ version: 2 })
    expect(await publish(p, perYuan(3), { effectiveAt: '2026-03-15T00:00:00+08:00' })).toEqual({ version: 3 })
    expect((await p.ok(200, 'GET', '/v1/program')).rulesVersion).toBe(2)
    await p.clock('2026-03-20T00:00:00+08:00')
    expect((await p.ok(200, 'GET', '/v1/program')).rulesVersion).toBe(3)
    expect(await earned(p, member, '2000-01-01T00:00:00Z')).toEqual([10, 1])
    expect(await earned(p, member, '2026-03-10T11:59:59.999+08:00')).toEqual([10, 1])
    expect(await earned(p, member, now)).toEqual([20, 2])
    expect(await earned(p, member, '2026-03-14T23:59:59+08:00')).toEqual([20, 2])
    expect(await earned(p, member, '2026-03-15T00:00:00+08:00')).toEqual([30, 3])
  })

  test('leave what was awarded as it was, with its explanation', async () => {
    const p = await program()
    const member = await p.member()
    const made = await p.buy(member, 10, at)
    await publish(p, perYuan(5))
    expect(await p.ok(200, 'GET', `/v1/purchases/${made.id}`)).toEqual(made)
    expect((await p.summary(member)).balances.points.available).toBe(10)
  })

  test('are never in force in the past', async () => {
    const p = await program()
    const refused = await p.problem(422, 'invalid_request', 'PUT', '/v1/program/rules', {
      rules: MINIMAL_RULES,
      effectiveAt: '2026-03-10T11:59:59.999+08:00',
    })
    expect(refused.errors[0].path).toBe('effectiveAt')
    await publish(p, MINIMAL_RULES, { effectiveAt: now })
  })

  test('keep the program’s currency and time zone', async () => {
    const p = await program()
    for (const [field, value] of [
      ['currency', 'USD'],
      ['timeZone', 'America/New_York'],
    ] as const) {
      const refused = await p.problem(422, 'invalid_rules', 'PUT', '/v1/program/rules', {
        rules: { ...MINIMAL_RULES, [field]: value },
      })
      expect(refused.errors).toEqual([{ path: `rules.${field}`, message: expect.stringMatching(/^must stay/) }])
    }
    expect((await p.ok(200, 'GET', '/v1/program')).rulesVersion).toBe(1)
  })

  test('that the schema refuses name the path of each fault, and change nothing', async () => {
    const p = await program()
    const refused = await p.problem(422, 'invalid_rules', 'PUT', '/v1/program/rules', {
      rules: { ...MINIMAL_RULES, tiers: [{}] },
    })
    expect(refused.errors.length).toBeGreaterThan(3)
    for (const { path } of refused.errors) expect(path).toMatch(/^rules\.tiers\[0\]\./)
    expect((await p.problem(422, 'invalid_request', 'PUT', '/v1/program/rules', {})).errors[0].path).toBe('rules')
    expect((await p.ok(200, 'GET', '/v1/program')).rulesVersion).toBe(1)
  })

  test('by many at once get a version each', async () => {
    const p = await program()
    const made = await atOnce(6, i => publish(p, perYuan(i + 1)))
    expect(made.map(({ version }) => version).toSorted()).toEqual([2, 3, 4, 5, 6, 7])
    const last = made.findIndex(({ version }) => version === 7)
    expect((await p.ok(200, 'GET', '/v1/program/rules')).earning.rate.points).toBe(last + 1)
  })

  test('hold in a process that knew only the version before, and in one that knew none', async () => {
    const p = await program()
    const member = await p.member()
    const other = await api.otherProcess()
    const sell = async (call: typeof api.call) =>
      (await call('POST', '/v1/purchases', { key: p.key, body: receipt(member, 10, now) })).body.points.earned
    expect(await sell(other)).toBe(10)
    await publish(p, perYuan(4))
    expect([await sell(other), await sell(await api.otherProcess())]).toEqual([40, 40])
  })
})
