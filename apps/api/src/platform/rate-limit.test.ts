import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { expectProblem } from '../../test/expect-problem.ts'
import { atOnce, testApi } from '../../test/test-api.ts'
import { makeRateLimiter } from './rate-limit.ts'

describe('the limiter', () => {
  let now = 0
  const limit = { name: 'test', requests: 3, windowSeconds: 60 }
  const limiter = makeRateLimiter(() => now, 2)
  beforeEach(() => (now += 3_600_000))

  test('lets so many through in a window, then says when the next one may come', () => {
    expect([1, 2, 3].map(() => limiter.take(limit, 'a').remaining)).toEqual([2, 1, 0])
    expect(limiter.take(limit, 'a')).toEqual({ allowed: false, limit: 3, remaining: 0, resetSeconds: 20 })
    now += 19_999
    expect(limiter.take(limit, 'a').allowed).toBe(false)
    now += 1
    expect(limiter.take(limit, 'a').allowed).toBe(true)
    expect(limiter.take(limit, 'a').allowed).toBe(false)
  })

  test('a refused request costs nothing', () => {
    for (let i = 0; i < 3; i++) limiter.take(limit, 'b')
    for (let i = 0; i < 50; i++) limiter.take(limit, 'b')
    now += 20_000
    expect(limiter.take(limit, 'b').allowed).toBe(true)
  })

  test('a clock that steps back gives nothing away and breaks nothing', () => {
    for (let i = 0; i < 3; i++) limiter.take(limit, 'c')
    now -= 1_000_000
    expect(limiter.take(limit, 'c').allowed).toBe(false)
  })

  test('callers and limits are counted apart, and only so many callers are remembered', () => {
    for (let i = 0; i < 3; i++) limiter.take(limit, 'd')
    expect(limiter.take(limit, 'e').allowed).toBe(true)
    expect(limiter.take({ ...limit, name: 'other' }, 'd').allowed).toBe(true)
    expect(limiter.take(limit, 'd').remaining).toBe(2)
  })
})

describe('the API', async () => {
  const api = await testApi()
  afterAll(api.close)
  const p = await api.program('wangfujing', '2026-03-10T23:00:00+08:00')
  const bad = `sk_test_${p.id.slice(5)}_${'x'.repeat(32)}`
  const ask = (key: string, from: string | null) => {
    api.comeFrom(from)
    return api.call('GET', '/v1/program', { key })
  }

  test('a stranger’s keys take nothing from the program’s allowance', async () => {
    const left = async () => Number(/r=(\d+)/.exec((await ask(p.key, null)).headers.get('ratelimit') ?? '')?.[1])
    const before = await left()
    await atOnce(20, () => ask(bad, '192.0.2.9'))
    expect(await left()).toBe(before - 1)
  })

  test('after 300 bad keys in a minute an address no longer hears whether a guess was right', async () => {
    const answers = await atOnce(300, () => ask(bad, '192.0.2.1'))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([401]))
    const answer = await ask(bad, '192.0.2.1')
    expectProblem(answer, 'rate_limited')
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
    expectProblem(await ask('nonsense', '192.0.2.1'), 'rate_limited')
  })

  test('a good key behind the same address is not slowed, nor a bad one behind another told anything else', async () => {
    expect((await ask(p.key, '192.0.2.1')).status).toBe(200)
    expectProblem(await ask(bad, '192.0.2.2'), 'unauthenticated')
    expectProblem(await ask(bad, null), 'unauthenticated')
  })

  test('the bound passes', async () => {
    api.passSeconds(1)
    expectProblem(await ask(bad, '192.0.2.1'), 'unauthenticated')
  })

  test('an expired member token counts for no failure: a mall’s guests share one address', async () => {
    const token = await p.session(await p.member())
    api.passSeconds(3600)
    api.comeFrom('192.0.2.3')
    const answers = await atOnce(301, () => api.call('GET', '/v1/me', { key: token }))
    expect(new Set(answers.map(({ body }) => body.code))).toEqual(new Set(['token_expired']))
  })

  test('one visitor of a shop cannot use up the allowance of its publishable key', async () => {
    const answers = await atOnce(601, () => ask(p.publishableKey, '192.0.2.4'))
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(1)
    expectProblem(await ask(p.publishableKey, '192.0.2.4'), 'rate_limited')
    expect((await ask(p.publishableKey, '192.0.2.5')).status).toBe(200)
  })

  test('one member cannot use up another’s', async () => {
    const [a, b] = [await p.session(await p.member()), await p.session(await p.member())]
    const answers = await atOnce(601, () => api.call('GET', '/v1/me', { key: a }))
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(1)
    expect((await api.call('GET', '/v1/me', { key: b })).status).toBe(200)
  })

  test('a lookup of members is bounded by itself, and both allowances are told', async () => {
    const answer = await p.call('GET', '/v1/members?q=nobody')
    expect(answer.headers.get('ratelimit-policy')).toBe('"secret";q=600000;w=60, "memberLookup";q=6000;w=60')
    expect(answer.headers.get('ratelimit')).toMatch(/^"secret";r=\d+;t=\d+, "memberLookup";r=5999;t=\d+$/)
  })
})
