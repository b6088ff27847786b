// A burst against each limit of requests that there is: as many pass as it says, and what is refused has done nothing.
import { randomInt, randomUUID } from 'node:crypto'
import type { Database } from '@laurel/db'
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { LIMITS, type LimitName } from '../src/platform/limits.ts'
import { expectProblem } from './expect-problem.ts'
import { atOnce, OPERATOR_KEY, PASSWORD, receipt, testApi, type Answer } from './test-api.ts'

/** The last of an allowance is used up by requests; what comes before is taken as a request takes it. */
const LAST = 4
const at = '2026-03-10T10:00:00+08:00'

describe.each(['node', 'workers'] as const)('on %s', async runtime => {
  const api = await testApi(databases => databases, runtime)
  afterAll(api.close)
  const p = await api.program('wangfujing', '2026-03-10T23:00:00+08:00')
  const member = await p.member()
  const admin = await p.staff('admin')
  const kiosk = await p.kiosk()
  const anyPhone = () => `139${String(randomInt(1e8)).padStart(8, '0')}`
  await p.ok(201, 'POST', '/v1/rewards', { code: 'mug', name: { en: 'Mug' }, points: 0, stock: null })
  const webhook = await p.ok(201, 'POST', '/v1/webhooks', { url: 'https://hooks.shop.example.com/laurel' })
  const { take } = api.deps.limiter
  const taking = vi.spyOn(api.deps.limiter, 'take')
  beforeEach(() => {
    // Each begins with whole allowances.
    api.passSeconds(60)
    api.comeFrom('192.0.2.1')
  })
  afterEach(() => api.comeFrom(null))

  interface Burst {
    /** Makes the token of a request of the burst beforehand. */
    readonly before?: () => Promise<string>
    /** A request that takes from the allowance, and writes where one can. */
    readonly send: (given: string) => Promise<Answer>
    readonly passes: number
  }
  const program = (i = randomUUID()) => ({ name: i, mode: 'test', preset: 'boutique' })
  const bursts: Readonly<Record<LimitName, Burst>> = {
    operator: { send: () => api.call('POST', '/v1/programs', { key: OPERATOR_KEY, body: program() }), passes: 201 },
    secret: { send: () => p.call('POST', '/v1/purchases', receipt(member, 1, at)), passes: 201 },
    publishable: { send: () => api.call('GET', '/v1/program', { key: p.publishableKey }), passes: 200 },
    member: { before: () => p.session(member), send: key => api.call('GET', '/v1/me', { key }), passes: 200 },
    staff: { send: () => admin.call('POST', '/v1/members', {}), passes: 201 },
    authentication: { send: () => api.call('GET', '/v1/program', { key: 'nonsense' }), passes: 401 },
    memberLookup: { send: () => p.call('POST', '/v1/members/search', { q: 'nobody' }), passes: 200 },
    kiosk: { send: () => kiosk.call('GET', '/v1/kiosk'), passes: 200 },
    kioskChallenge: { send: () => kiosk.call('POST', '/v1/kiosk/challenges', { phone: anyPhone() }), passes: 201 },
    kioskIdentification: {
      send: () => kiosk.call('POST', '/v1/kiosk/sessions', { cardCode: '8000000000000000' }),
      passes: 422,
    },
    kioskEnrolment: {
      send: () => api.call('POST', '/v1/kiosks/enroll', { key: p.publishableKey, body: { code: 'ABCD-EFGH' } }),
      passes: 422,
    },
    cardCode: { send: () => p.call('POST', '/v1/cardCodes/resolve', { code: member.cardNumber }), passes: 200 },
    pickUpCode: { send: () => p.call('GET', '/v1/redemptions?code=K7M4Q2XW'), passes: 404 },
    segmentPreview: {
      send: () => p.call('POST', '/v1/segments/preview', { filter: { kind: 'tier', in: ['ME'] } }),
      passes: 200,
    },
    signIn: { send: () => signIn(), passes: 401 },
    redemption: {
      send: () => p.call('POST', '/v1/redemptions', { memberId: member.id, reward: 'mug' }),
      passes: 201,
    },
    imports: {
      send: () => p.call('POST', '/v1/imports?kind=members', undefined, { csv: `externalId\n${randomUUID()}` }),
      passes: 202,
    },
    webhookTest: { send: () => p.call('POST', `/v1/webhooks/${webhook.id}/test`), passes: 200 },
    ownRedemption: {
      before: () => p.session(member),
      send: key => api.call('POST', '/v1/me/redemptions', { key, body: { reward: 'mug' } }),
      passes: 201,
    },
  }
  const signIn = (email = `${randomUUID()}@shop.example`) =>
    api.call('POST', '/v1/staff/sessions', { body: { program: p.id, email, password: PASSWORD } })

  const rowsOf = async (database: Database): Promise<number> => {
    const [tables] = await database.read([{ sql: "SELECT name FROM sqlite_schema WHERE type = 'table'", args: [] }])
    const counts = await database.read(
      tables!.map(([name]) => ({ sql: `SELECT count(*) FROM "${String(name)}"`, args: [] })),
    )
    return counts.reduce((sum, [row]) => sum + Number(row![0]), 0)
  }
  const allRows = async () =>
    (await rowsOf(await api.databases.control())) + (await rowsOf(await api.databases.open(p.id)))

  /** Uses an allowance up to the last of it. */
  const useUp = async (name: LimitName, { before, send, passes }: Burst): Promise<void> => {
    const given = (await before?.()) ?? ''
    taking.mockClear()
    expect((await send(given)).status).toBe(passes)
    const whose = taking.mock.calls.find(([limit]) => limit.name === name)?.[1]
    expect(whose, `a request that takes from ${name}`).toBeDefined()
    for (let left = LIMITS[name].requests - 1; left > LAST; left--)
      if (!take(LIMITS[name], whose!).allowed) throw new Error(`${left} should be left of ${name}`)
  }

  const expectRefused = (answer: Answer): number => {
    expectProblem(answer, 'rate_limited')
    const seconds = answer.headers.get('retry-after') ?? ''
    expect(seconds).toMatch(/^[1-9]\d*$/)
    return Number(seconds)
  }

  test.each(Object.keys(LIMITS) as LimitName[])(
    'of a burst against “%s”, exactly as many pass as it says, the rest wait and have written nothing',
    async name => {
      const burst = bursts[name]
      const { before, send, passes } = burst
      await useUp(name, burst)
      const given = await Promise.all(Array.from({ length: 4 * LAST }, () => before?.() ?? ''))
      const answers = await atOnce(2 * LAST, i => send(given[i]!))
      const refused = answers.filter(({ status }) => status !== passes)
      expect(answers.length - refused.length).toBe(LAST)
      for (const answer of refused) expectRefused(answer)

      const rows = await allRows()
      let wait = 0
      for (let i = 0; i < LAST; i++) wait = expectRefused(await send(given[2 * LAST + i]!))
      expect(await allRows()).toBe(rows)

      api.passSeconds(wait)
      expect((await send(given.at(-1)!)).status).toBe(passes)
    },
  )

  test('after its window an allowance is whole again, and never more than whole', async () => {
    const { send, passes } = bursts.signIn
    await useUp('signIn', bursts.signIn)
    await atOnce(2 * LAST, () => send(''))
    api.passSeconds(10 * LIMITS.signIn.windowSeconds)
    const answers = await atOnce(LIMITS.signIn.requests + LAST, () => send(''))
    expect(answers.filter(({ status }) => status === passes)).toHaveLength(LIMITS.signIn.requests)
  })

  test('what one has used up is nobody else’s', async () => {
    await useUp('signIn', bursts.signIn)
    await atOnce(2 * LAST, () => signIn())
    expectRefused(await signIn())
    api.comeFrom('192.0.2.2')
    expect((await signIn(admin.email)).status).toBe(201)
  })
})
