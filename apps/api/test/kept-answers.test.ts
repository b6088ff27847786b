import { presets } from '@laurel/core'
import fc from 'fast-check'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { TOKEN_SECONDS } from '../src/platform/credential.ts'
import { continueProgram, turnBudget } from '../src/platform/jobs/continue-program.ts'
import { documents, happenings, liveThrough } from './random-lives.ts'
import { atOnce, OPERATOR_KEY, testApi, type TestProgram, type Wire } from './test-api.ts'
import { makeSubject } from './subject.ts'
import { contractProgram, validRequests } from './valid-requests.ts'
import { watchedDatabases } from './watched-databases.ts'

const watched = watchedDatabases()
const api = await testApi(watched.wrap)
/** A process that keeps no answer: whatever it says was read and decided this moment. */
const afresh = await api.otherProcess(({ mark: _, ...databases }) => databases)
afterAll(api.close)
afterEach(watched.heal)

const now = '2026-03-10T23:00:00+08:00'
const at = '2026-03-10T10:00:00+08:00'

type Headers = Readonly<Record<string, string>>

const ask = async (key: string, headers: Headers = {}) => {
  watched.count()
  const answer = await api.call('GET', '/v1/me', { key, headers })
  return { ...answer, etag: answer.headers.get('etag') ?? '', reads: watched.count().reads }
}

/** Has a member's answer kept, and gives a way to ask whether it still is what they have. */
const keep = async (key: string) => {
  const { etag } = await ask(key)
  const again = () => ask(key, { 'if-none-match': etag })
  const { status, reads } = await again()
  expect([status, reads]).toEqual([304, 0])
  return again
}

/** What a member is told is what a process tells that keeps nothing. */
const expectTrue = async (key: string) => {
  const [told, truth] = [await ask(key), await afresh('GET', '/v1/me', { key })]
  expect(told.text).toBe(truth.text)
  expect(told.etag).toBe(truth.headers.get('etag'))
  return told
}

const member = async (p: TestProgram, fields?: Record<string, unknown>) => {
  const made = await p.member(fields)
  return { ...made, token: await p.session(made) } as Wire
}

/** A program whose time is real time. */
const liveProgram = async (more: Record<string, unknown> = {}) => {
  const { id: programId, secretKey: key } = await api.ok(201, 'POST', '/v1/programs', {
    key: OPERATOR_KEY,
    body: { name: 'live', mode: 'live', preset: 'wanqian', ...more },
  })
  const { id } = await api.ok(201, 'POST', '/v1/members', { key, body: {} })
  const { token } = await api.ok(201, 'POST', `/v1/members/${id}/sessions`, { key })
  return { programId, key, id, token } as Readonly<Record<'programId' | 'key' | 'id' | 'token', string>>
}

describe('what has not changed costs no read', () => {
  test('asked again, with the tag or without, a member is answered without the database', async () => {
    const p = await api.program('wanqian', now)
    const { token } = await member(p)
    const first = await ask(token)
    const second = await ask(token)
    const third = await ask(token, { 'if-none-match': first.etag })
    expect([first, second, third].map(({ status, reads }) => [status, reads])).toEqual([
      [200, 1],
      [200, 0],
      [304, 0],
    ])
    expect(second.text).toBe(first.text)
  })

  test('what is written of another member, or in another program, costs nobody else a read', async () => {
    const [p, q] = [await api.program('wanqian', now), await api.program('wanqian', now)]
    const [one, other, foreign] = [await member(p), await member(p), await member(q)]
    const again = await keep(one.token)
    await p.buy(other, 100, at)
    await p.ok(200, 'PATCH', `/v1/members/${other.id}`, { name: '王芳' })
    await q.buy(foreign, 100, at)
    await q.clock('2026-03-11T10:00:00+08:00')
    expect(await again()).toMatchObject({ status: 304, reads: 0 })
  })

  test('an answer is kept for the member that it is about, and for nobody else', async () => {
    const p = await api.program('wanqian', now)
    const [one, other] = [await member(p, { name: '李雷' }), await member(p, { name: '王芳' })]
    for (const { id, token } of [one, other, one, other])
      expect((await ask(token)).body.member.id, 'their own').toBe(id)
    const { etag } = await ask(one.token)
    expect((await ask(other.token, { 'if-none-match': etag })).status).toBe(200)
  })
})

describe('a kept answer ends with what it says', () => {
  const READING = new Set([
    'POST /v1/quotes',
    'POST /v1/members/search',
    'POST /v1/insights/whatIf',
    'POST /v1/program/rules/replay',
    'POST /v1/segments/preview',
  ])
  const OF_A_SESSION = / \/v1\/staff\/(me(\/|$)|sessions\/current$)|^POST \/v1\/approvals\//
  const writing = Object.keys(validRequests).filter(name => !name.startsWith('GET') && !READING.has(name))

  test('after every operation that writes', async () => {
    const p = await api.program('contract', now, contractProgram)
    const subject = await makeSubject(p, writing.length)
    const session = () => p.session({ id: subject.memberId })
    const token = await session()
    const keyFor = async (name: string) => {
      if (name.endsWith('/v1/programs')) return OPERATOR_KEY
      if (name.startsWith('POST /v1/me/')) return session()
      if (name.endsWith('/v1/kiosks/enroll')) return p.publishableKey
      if (/ \/v1\/kiosk\//.test(name)) return subject.kioskKey
      return OF_A_SESSION.test(name) ? (await p.staff('manager')).token : p.key
    }
    for (const name of writing) {
      const { path, body, csv, status } = validRequests[name]!
      const key = await keyFor(name)
      await keep(token)
      const asked = { key, csv: csv?.(), ...(body && { body: body(subject) }) }
      await api.ok(status, name.split(' ')[0]!, path(subject), asked)
      await expectTrue(token)
    }
  })

  test.each(Object.entries(documents))('whatever happens to members of %s, in any order', async (_, rules) => {
    await fc.assert(
      fc.asyncProperty(happenings(25), async life => {
        let tokens: string[] | undefined
        await liveThrough(api, rules, life, async (p, members) => {
          tokens ??= await Promise.all(members.map(p.session))
          for (const token of tokens) await expectTrue(token)
        })
      }),
      { numRuns: 2 },
    )
  })

  test('a purchase, a name, a rule and the clock each show at once', async () => {
    const p = await api.program('wanqian', now)
    const { token, ...one } = await member(p)
    const changes: (() => Promise<unknown>)[] = [
      () => p.buy(one, 100, at),
      () => p.ok(200, 'PATCH', `/v1/members/${one.id}`, { name: '李雷' }),
      () => p.ok(200, 'PUT', '/v1/program/rules', { rules: { ...presets.wanqian, benefits: [] } }),
      () => p.clock('2027-01-01T00:00:00+08:00'),
    ]
    for (const change of changes) {
      const again = await keep(token)
      await change()
      expect((await again()).status).toBe(200)
      await expectTrue(token)
    }
  })

  test('a write whose commit failed, or of which nobody knows whether it stands, leaves nothing untrue', async () => {
    const p = await api.program('wanqian', now)
    const { token, ...one } = await member(p)
    await keep(token)
    watched.next(async commit => {
      await commit()
      throw new Error('the answer was lost')
    })
    await p.call('PATCH', `/v1/members/${one.id}`, { name: '李雷' })
    expect((await expectTrue(token)).body.member.name).toBe('李*')
  })

  test('who was answered that something was written never reads that it was not', async () => {
    const p = await api.program('wanqian', now)
    const { token, ...one } = await member(p)
    let answered = 0
    const till = async () => {
      for (; answered < 20; answered++) await p.buy(one, 1, at)
    }
    const reader = async () => {
      for (let i = 0; i < 100; i++) {
        const least = answered
        expect((await ask(token)).body.balances.points.available).toBeGreaterThanOrEqual(least)
      }
    }
    await Promise.all([till(), atOnce(4, reader)])
    expect((await expectTrue(token)).body.balances.points.available).toBe(20)
  })
})

describe('time alone ends a kept answer', () => {
  // Real time is 2026-11-22T10:00:00+08:00 and later; a token lives ten minutes.
  const secondsUntil = (instant: string) => (Date.parse(instant) - api.deps.now()) / 1000
  const tokenOf = async ({ key, id }: { key: string; id: string }) =>
    (await api.ok(201, 'POST', `/v1/members/${id}/sessions`, { key })).token as string

  test('a day that passes', async () => {
    const live = await liveProgram()
    await api.ok(201, 'POST', '/v1/purchases', {
      key: live.key,
      body: {
        memberId: live.id,
        store: 'beijing-1',
        lines: [{ sku: 'A1', quantity: 1, unitPrice: 10_000 }],
        tenders: [{ kind: 'wechat', amount: 10_000 }],
      },
    })
    api.passSeconds(secondsUntil('2026-12-31T23:59:58+08:00'))
    const token = await tokenOf(live)
    const again = await keep(token)
    api.passSeconds(1)
    expect(await again()).toMatchObject({ status: 304, reads: 0 })
    api.passSeconds(1)
    expect(await again()).toMatchObject({ status: 200, reads: 1 })
    // What expired at midnight is gone, though no work has posted it yet.
    expect((await expectTrue(token)).body.balances.points.available).toBe(0)
    await continueProgram(api.deps, live.programId, turnBudget(api.deps))
    expect((await again()).reads).toBe(1)
    await expectTrue(token)
  })

  test('rules that come into force', async () => {
    const live = await liveProgram()
    const effectiveAt = new Date(api.deps.now() + 60_000).toISOString()
    const rules = {
      ...presets.wanqian,
      benefits: [],
      tiers: presets.wanqian.tiers.map(t => ({ ...t, name: { en: 'New' } })),
    }
    await api.ok(200, 'PUT', '/v1/program/rules', { key: live.key, body: { rules, effectiveAt } })
    const again = await keep(live.token)
    api.passSeconds(59)
    expect(await again()).toMatchObject({ status: 304, reads: 0 })
    api.passSeconds(1)
    expect((await again()).status).toBe(200)
    expect((await expectTrue(live.token)).body.tier.name).toEqual({ en: 'New' })
  })

  test('a clock that is set back', async () => {
    const live = await liveProgram()
    const again = await keep(live.token)
    api.passSeconds(-1)
    expect((await again()).reads).toBe(1)
    api.passSeconds(1)
  })
})

describe('who may no longer ask is not answered from what is kept', () => {
  test('a token that has expired', async () => {
    const p = await api.program('wanqian', now)
    const { token } = await member(p)
    const again = await keep(token)
    api.passSeconds(TOKEN_SECONDS - 1)
    expect((await again()).status).toBe(304)
    api.passSeconds(1)
    expect((await again()).body.code).toBe('token_expired')
  })

  test('a page whose origin is no longer allowed, or never was', async () => {
    const p = await api.program('wanqian', now)
    const { token } = await member(p)
    const shop = { origin: 'https://shop.example' }
    const keys = (await p.ok(200, 'GET', '/v1/keys')).data as Wire[]
    const key = await p.ok(201, 'POST', '/v1/keys', { kind: 'publishable', allowedOrigins: [shop.origin] })
    for (const { id, kind } of keys) if (kind === 'publishable') await p.ok(200, 'DELETE', `/v1/keys/${id}`)
    await keep(token)
    expect((await ask(token, { origin: 'https://elsewhere.example' })).body.code).toBe('origin_not_allowed')
    expect((await ask(token, shop)).status).toBe(200)
    expect(await ask(token, shop)).toMatchObject({ status: 200, reads: 0 })
    expect((await ask(token, { origin: 'https://elsewhere.example' })).body.code).toBe('origin_not_allowed')
    await p.ok(200, 'DELETE', `/v1/keys/${key.id}`)
    expect((await ask(token, shop)).body.code).toBe('origin_not_allowed')
  })
})
