import { DatabaseUnavailable } from '@laurel/db'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { expectProblem } from '../../../test/expect-problem.ts'
import { testApi, type Answer, type TestProgram } from '../../../test/test-api.ts'
import { watchedDatabases } from '../../../test/watched-databases.ts'
import { LIMITS } from '../../platform/limits.ts'
import { framedElements } from './frame-page.ts'

const watched = watchedDatabases()
const api = await testApi(watched.wrap)
afterAll(api.close)
afterEach(() => {
  watched.heal()
  api.comeFrom(null)
})
const SHOPS = ['https://shop.example', 'https://m.shop.example:8443']
const p = await api.program('wanqian', undefined, { allowedOrigins: SHOPS })

const frame = (key: string, element = 'rewards') => api.call('GET', `/frame/${element}?program=${key}`)
/** Where the browser lets an answer stand, and what it may do there. */
const policyOf = ({ headers }: Answer): Record<string, string> =>
  Object.fromEntries(
    (headers.get('content-security-policy') ?? '').split('; ').map(rule => {
      const [name, ...sources] = rule.split(' ')
      return [name, sources.join(' ')]
    }),
  )
const keyFor = async (program: TestProgram, allowedOrigins: readonly string[]): Promise<{ id: string; key: string }> =>
  program.ok(201, 'POST', '/v1/keys', { kind: 'publishable', allowedOrigins })

describe('a frame', () => {
  test.each(framedElements)('of %s stands in pages of the key’s origins, and in no other', async element => {
    const page = await frame(p.publishableKey, element)
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=UTF-8'])
    expect(policyOf(page)['frame-ancestors']).toBe(SHOPS.join(' '))
    expect(page.text).toContain(`<meta name="laurel-origins" content="${SHOPS.join(' ')}">`)
  })

  test('loads our script, asks us and those stores, and runs nothing else', async () => {
    const policy = policyOf(await frame(p.publishableKey))
    expect(policy).toMatchObject({
      'default-src': "'none'",
      'script-src': "'self'",
      'style-src': "'self'",
      'connect-src': `'self' ${SHOPS.join(' ')}`,
      'base-uri': "'none'",
      'form-action': "'none'",
    })
    expect(JSON.stringify(policy)).not.toContain('unsafe')
  })

  test('of a key without an origin stands nowhere; of one for any page, anywhere', async () => {
    const bound = await keyFor(p, [])
    expect(policyOf(await frame(bound.key))['frame-ancestors']).toBe("'none'")
    const open = await keyFor(p, ['*'])
    expect(policyOf(await frame(open.key))['frame-ancestors']).toBe('*')
    const inTest = await api.program('wanqian')
    expect(policyOf(await frame(inTest.publishableKey))['frame-ancestors']).toBe('*')
  })

  test('knows the origins of its own key only, and as they are now', async () => {
    const other = await keyFor(p, ['https://other.example'])
    const page = await frame(other.key)
    expect(policyOf(page)['frame-ancestors']).toBe('https://other.example')
    expect(page.headers.get('cache-control')).toBe('no-cache')
    await p.ok(200, 'DELETE', `/v1/keys/${other.id}`)
    expectProblem(await frame(other.key), 'unauthenticated', [other.key])
  })

  test('is refused to every other key, to nonsense and to a stranger’s page, and a refusal stands in nobody’s page', async () => {
    const kiosk = await p.kiosk()
    const forged = `pk_test_${p.id.slice('prog_'.length)}_${'x'.repeat(32)}`
    for (const [key, code] of [
      [p.key, 'wrong_key_kind'],
      [kiosk.key, 'wrong_key_kind'],
      [await p.session(await p.member()), 'wrong_key_kind'],
      [forged, 'unauthenticated'],
      ['', 'unauthenticated'],
      ['nonsense', 'unauthenticated'],
    ] as const) {
      const refusal = await frame(key)
      expectProblem(refusal, code, key ? [key] : [])
      expect(policyOf(refusal)['frame-ancestors']).toBe("'none'")
    }
    const read = await api.call('GET', `/frame/rewards?program=${p.publishableKey}`, {
      headers: { origin: 'https://stranger.example' },
    })
    expectProblem(read, 'origin_not_allowed')
    expect(read.headers.get('access-control-allow-origin')).toBeNull()
  })

  test.each(['program', 'nonsense', 'constructor', '..%2Fv1%2Fme'])('of "%s" there is none', async element => {
    const answer = await frame(p.publishableKey, element)
    expectProblem(answer, 'not_found')
    expect(policyOf(answer)['frame-ancestors']).toBe("'none'")
  })

  test('is not shown while the database does not answer, and nothing of it is told', async () => {
    watched.failReads(new DatabaseUnavailable('down'))
    const answer = await frame(p.publishableKey)
    expect(answer.status).toBe(503)
    expect(policyOf(answer)['frame-ancestors']).toBe("'none'")
    watched.heal()
    expect((await frame(p.publishableKey)).status).toBe(200)
  })

  test('is asked for by one address within a bound', async () => {
    api.comeFrom('203.0.113.7')
    const { requests } = LIMITS.publishable
    const answers = []
    for (let asked = 0; asked <= requests; asked++) answers.push((await frame(p.publishableKey)).status)
    expect(answers.slice(0, -1).every(status => status === 200)).toBe(true)
    expect(answers.at(-1)).toBe(429)
  })

  test('leaves no key in the log', async () => {
    await frame(p.publishableKey)
    expect(api.log.at(-1)).toMatchObject({ route: '/frame/{element}', status: 200, credential: 'publishable' })
    expect(JSON.stringify(api.log)).not.toContain(p.publishableKey)
  })
})
