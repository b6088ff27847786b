import { afterAll, describe, expect, test } from 'vitest'
import { expectProblem } from '../../../test/expect-problem.ts'
import { atOnce, receipt, testApi, type Wire } from '../../../test/test-api.ts'

const api = await testApi()
afterAll(api.close)
const program = (more: Record<string, unknown> = {}) => api.program('wanqian', '2026-03-10T23:00:00+08:00', more)
const ask = (key: string, origin?: string) =>
  api.call('GET', '/v1/program', { key, ...(origin !== undefined && { headers: { origin } }) })

describe('a key', () => {
  test('is shown once, and afterwards only by its hint', async () => {
    const p = await program()
    const made = await p.ok(201, 'POST', '/v1/keys', { kind: 'secret', name: '一号收银台' })
    expect(made).toMatchObject({
      kind: 'secret',
      name: '一号收银台',
      store: null,
      allowedOrigins: null,
      revokedAt: null,
    })
    expect(made.key).toMatch(/^sk_test_[0-9a-z]{11}_[0-9A-Za-z]{32}$/)
    expect(made.hint).toBe(`sk_test_…${made.key.slice(-4)}`)
    const list = await p.call('GET', '/v1/keys')
    expect(list.body.data[0]).toEqual({ ...made, key: undefined })
    expect(list.text).not.toContain(made.key)
    expect(list.text).not.toContain(p.key)
  })

  test('is exchanged for a new one without a gap: both work until the old one is revoked, at once', async () => {
    const p = await program()
    const fresh = await p.ok(201, 'POST', '/v1/keys', { kind: 'secret' })
    expect([(await ask(p.key)).status, (await ask(fresh.key)).status]).toEqual([200, 200])
    const { data } = await p.ok(200, 'GET', '/v1/keys')
    const old = data.find(({ hint, kind }: Wire) => kind === 'secret' && p.key.endsWith(hint.slice(-4)))
    const revoked = await api.ok(200, 'DELETE', `/v1/keys/${old.id}`, { key: fresh.key })
    expect(revoked.revokedAt).toBe('2026-11-22T10:00:00+08:00')
    expectProblem(await ask(p.key), 'unauthenticated')
    expect((await ask(fresh.key)).status).toBe(200)
  })

  test('that is revoked again keeps the time at which it was', async () => {
    const p = await program()
    const made = await p.ok(201, 'POST', '/v1/keys', { kind: 'publishable' })
    const first = await p.ok(200, 'DELETE', `/v1/keys/${made.id}`)
    api.passSeconds(60)
    expect(await p.ok(200, 'DELETE', `/v1/keys/${made.id}`)).toEqual(first)
    expect((await p.ok(200, 'GET', '/v1/keys')).data[0].revokedAt).toBe(first.revokedAt)
  })

  test('that is the last secret one for the whole program stays, also of two revoked at once', async () => {
    const p = await program()
    const idOf = async (key: string) => {
      const { data } = await p.ok(200, 'GET', '/v1/keys')
      return data.find(({ hint, kind }: Wire) => kind === 'secret' && key.endsWith(hint.slice(-4))).id
    }
    const own = await idOf(p.key)
    await p.ok(201, 'POST', '/v1/keys', { kind: 'secret', store: 'beijing-1' })
    await p.problem(409, 'last_secret_key', 'DELETE', `/v1/keys/${own}`)
    for (let i = 0; i < 5; i++) {
      const second = await p.ok(201, 'POST', '/v1/keys', { kind: 'secret' })
      const revoke = (id: string) => api.call('DELETE', `/v1/keys/${id}`, { key: p.key })
      const answers = await Promise.all([revoke(second.id), revoke(own)])
      const stands = await Promise.all([p.key, second.key].map(key => api.call('GET', '/v1/keys', { key })))
      expect(stands.some(({ status }) => status === 200)).toBe(true)
      if (answers[1]!.status === 200) return expectProblem(await ask(p.key), 'unauthenticated')
      expectProblem(answers[1]!, 'last_secret_key')
    }
  })

  test('revoked in the middle of a rush stops what comes after', async () => {
    const p = await program()
    const { id, key } = await p.ok(201, 'POST', '/v1/keys', { kind: 'secret' })
    const member = await p.member()
    const sales = atOnce(10, () =>
      api.call('POST', '/v1/purchases', { key, body: receipt(member, 1, '2026-03-10T10:00:00+08:00') }),
    )
    const [answers] = await Promise.all([sales, p.ok(200, 'DELETE', `/v1/keys/${id}`)])
    expect(answers.every(({ status }) => status === 201 || status === 401)).toBe(true)
    expectProblem(await ask(key), 'unauthenticated')
    expect((await p.trialBalance()).transactions).toBe(answers.filter(({ status }) => status === 201).length)
  })

  test('of a live program says so, and a live page needs an origin', async () => {
    const live = await program({ mode: 'live' }).catch(() => null)
    expect(live).toBeNull()
    const made = await api.ok(201, 'POST', '/v1/programs', {
      key: 'op_test',
      body: { name: 'live', mode: 'live', preset: 'wanqian' },
    })
    expect(made.secretKey).toMatch(/^sk_live_/)
    expectProblem(await ask(made.publishableKey, 'https://shop.example'), 'origin_not_allowed')
    // Where no page is behind it there is no origin to judge.
    expect((await ask(made.publishableKey)).status).toBe(200)
  })
})

describe('the origins of a publishable key', () => {
  test('are scheme, host and port, exactly', async () => {
    const p = await program()
    const { key } = await p.ok(201, 'POST', '/v1/keys', {
      kind: 'publishable',
      allowedOrigins: ['https://shop.example', 'http://localhost:5173'],
    })
    for (const origin of ['https://shop.example', 'http://localhost:5173'])
      expect((await ask(key, origin)).status).toBe(200)
    for (const origin of [
      'http://shop.example',
      'https://shop.example:444',
      'https://www.shop.example',
      'https://shop.example.evil.example',
      'null',
      'http://localhost',
    ])
      expectProblem(await ask(key, origin), 'origin_not_allowed')
  })

  test('may be any, where the program says so', async () => {
    const p = await program()
    const { key } = await p.ok(201, 'POST', '/v1/keys', { kind: 'publishable', allowedOrigins: ['*'] })
    for (const origin of ['https://anywhere.example', 'null']) {
      const answer = await ask(key, origin)
      expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([200, origin])
    }
  })

  test('speak for members’ pages, too, until the key is revoked', async () => {
    const p = await program({ allowedOrigins: ['https://first.example'] })
    const second = await p.ok(201, 'POST', '/v1/keys', {
      kind: 'publishable',
      allowedOrigins: ['https://second.example'],
    })
    const token = await p.session(await p.member())
    const me = (origin: string) => api.call('GET', '/v1/me', { key: token, headers: { origin } })
    expect([(await me('https://first.example')).status, (await me('https://second.example')).status]).toEqual([
      200, 200,
    ])
    await p.ok(200, 'DELETE', `/v1/keys/${second.id}`)
    expectProblem(await me('https://second.example'), 'origin_not_allowed')
    expect((await me('https://first.example')).status).toBe(200)
  })

  test.each([
    'shop.example',
    'https://shop.example/',
    'https://shop.example/path',
    'https://',
    'ftp://shop.example:21/x',
    'https://SHOP.example',
    '',
    '*.shop.example',
  ])('"%s" is none', async origin => {
    const p = await program()
    const refused = await p.problem(422, 'invalid_request', 'POST', '/v1/keys', {
      kind: 'publishable',
      allowedOrigins: [origin],
    })
    expect(refused.errors[0].path).toBe('allowedOrigins[0]')
  })

  test('belong to publishable keys only', async () => {
    const p = await program()
    await p.problem(422, 'invalid_request', 'POST', '/v1/keys', { kind: 'secret', allowedOrigins: ['*'] })
  })
})

describe('a store’s key', () => {
  test('does what is the store’s, and nothing of another store’s or of the whole program’s', async () => {
    const p = await program()
    const make = (store?: string) =>
      p.ok(201, 'POST', '/v1/keys', { kind: 'secret', ...(store !== undefined && { store }) })
    const [till, sibling, neighbour, main] = [await make('s1'), await make('s1'), await make('s2'), await make()]
    const at = (method: string, path: string, body?: unknown) => api.call(method, path, { key: till.key, body })
    const allowed = [
      await at('POST', '/v1/keys', { kind: 'secret', store: 's1' }),
      await at('DELETE', `/v1/keys/${sibling.id}`),
      await at('PUT', '/v1/stores/s1', { name: 'Store 1' }),
      await at('PUT', '/v1/stores/s1/brands/lumiere', { multiplier: 5, contractRate: 0.25 }),
      await at('POST', '/v1/members', { name: '李雷' }),
    ]
    expect(allowed.map(({ status }) => status)).toEqual([201, 200, 200, 200, 201])
    for (const refused of [
      await at('POST', '/v1/keys', { kind: 'secret' }),
      await at('POST', '/v1/keys', { kind: 'secret', store: 's2' }),
      await at('DELETE', `/v1/keys/${neighbour.id}`),
      await at('DELETE', `/v1/keys/${main.id}`),
      await at('PUT', '/v1/stores/s2', { name: 'Mine now' }),
      await at('PUT', '/v1/brands/lumiere', { name: 'L', multiplier: 1 }),
      await at('PUT', '/v1/stores/s2/brands/lumiere', { multiplier: 5, contractRate: 0.25 }),
      await at('PUT', '/v1/program/rules', { rules: await p.ok(200, 'GET', '/v1/program/rules') }),
      await at('POST', '/v1/program/clock', { now: '2027-01-01T00:00:00Z' }),
    ])
      expectProblem(refused, 'store_not_allowed')
    expect((await ask(main.key)).status).toBe(200)
  })
})

test('keys are listed newest first, page by page', async () => {
  const p = await program()
  for (let i = 0; i < 4; i++) await p.ok(201, 'POST', '/v1/keys', { kind: 'secret', name: `${i}` })
  const first = await p.ok(200, 'GET', '/v1/keys?limit=3')
  const second = await p.ok(200, 'GET', `/v1/keys?limit=3&cursor=${first.nextCursor}`)
  expect([...first.data, ...second.data].map(({ name }: Wire) => name)).toEqual(['3', '2', '1', '0', null, null])
  expect(second.nextCursor).toBeNull()
})
