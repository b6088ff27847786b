import { describe, expect, test } from 'vitest'
import { MAX_FILE_BYTES } from '../src/features/imports/read-file.ts'
import { MAX_BODY_BYTES } from '../src/platform/http.ts'
import { TOKEN_SECONDS } from '../src/platform/credential.ts'
import { answerSchemas, type OpenApiDocument } from './answer-schemas.ts'
import { expectProblem } from './expect-problem.ts'
import { operationsOf, sendValid, type KeyKind } from './operations.ts'
import { OPERATOR_KEY, type Answer, type TestApi, type TestProgram } from './test-api.ts'
import { makeSubject, type Subject } from './subject.ts'
import { contractProgram, type ValidRequest } from './valid-requests.ts'

/** A page that the publishable key of the contract's program names, and one that it does not. */
const SHOP = 'https://shop.example'
const STRANGER = 'https://stranger.example'
/** What no answer may repeat. */
const MARK = 'echo-7f3a9c'
const NONSENSE = ['Bearer nonsense', 'Bearer sk_test_nonsense', 'Basic b3A6dGVzdA==', 'Bearer ', `Bearer ${MARK}.a.b`]

/** A reservation ends once, and each request of the contract may name another one. */
const RESERVATIONS = 100

interface Ground {
  readonly program: TestProgram
  readonly own: Subject
  readonly foreign: Subject
  readonly key: (kind: KeyKind) => Promise<string>
  /** A key of a kind, or a session, after it was revoked. */
  readonly revoked: (kind: 'secret' | 'publishable' | 'kiosk' | 'staff') => Promise<string>
}

/** The programs that the whole suite asks: its own, and another one. */
const makeGround = async (api: TestApi): Promise<Ground> => {
  const program = await api.program('contract', '2026-03-10T23:00:00+08:00', {
    ...contractProgram,
    allowedOrigins: [SHOP],
  })
  const [own, foreign] = [
    await makeSubject(program, RESERVATIONS),
    await makeSubject(await api.program('contract', '2026-03-10T23:00:00+08:00', contractProgram), RESERVATIONS),
  ]
  const keys: Record<KeyKind, () => Promise<string>> = {
    operator: async () => OPERATOR_KEY,
    secret: async () => program.key,
    publishable: async () => program.publishableKey,
    kiosk: async () => own.kioskKey,
    member: () => program.session({ id: own.memberId }),
    staff: async () => (await program.staff('admin')).token,
  }
  return {
    program,
    own,
    foreign,
    key: kind => keys[kind](),
    revoked: async kind => {
      if (kind === 'staff') {
        const admin = await program.staff('admin')
        await admin.ok(200, 'DELETE', '/v1/staff/sessions/current')
        return admin.token
      }
      if (kind === 'kiosk') {
        const kiosk = await program.kiosk()
        await program.ok(200, 'DELETE', `/v1/kiosks/${kiosk.id}`)
        return kiosk.key
      }
      const made = await program.ok(201, 'POST', '/v1/keys', { kind })
      await program.ok(200, 'DELETE', `/v1/keys/${made.id}`)
      return made.key
    },
  }
}

/** A guarantee where it applies: what does not apply to an operation is no test of it. */
const testWhere = (applies: boolean, title: string, run: () => Promise<void>): void => {
  if (applies) test(title, run)
}

/**
 * What every operation of the API keeps, whatever it does: who is let in, what is refused and how. It reads the
 * operations from the OpenAPI document, so that a new one cannot be forgotten.
 */
export const routeContract = async (api: TestApi, requests: Readonly<Record<string, ValidRequest>>): Promise<void> => {
  const document = (await api.call('GET', '/openapi.json')).body as OpenApiDocument
  const ground = await makeGround(api)
  const expectDocumented = answerSchemas(document)
  const operations = operationsOf(document)

  test('every operation of the reference is held to this contract, and no other', () => {
    expect(Object.keys(requests).toSorted()).toEqual(operations.map(({ name }) => name).toSorted())
  })

  describe.each(operations.filter(({ name }) => requests[name]))('$name', operation => {
    const { name, method, path, kinds, hasBody, hasFile } = operation
    const valid = requests[name]!
    const send = (of: Subject, authorization: string | undefined, more: RequestInit = {}): Promise<Answer> =>
      sendValid(api.request, method, valid, of, authorization, more)
    const bearer = async (kind: KeyKind) => `Bearer ${await ground.key(kind)}`
    const expectRefused = (answer: Answer, code: Parameters<typeof expectProblem>[1]) => {
      expectProblem(answer, code, [MARK, ground.program.key])
      // What the framework itself refuses is the same everywhere, and not told with every operation.
      if (code !== 'method_not_allowed') expectDocumented(method, path, answer)
    }

    test('a browser may ask first, from anywhere and without a key', async () => {
      const preflight = await api.request(valid.path(ground.own), {
        method: 'OPTIONS',
        headers: { origin: STRANGER, 'access-control-request-method': method },
      })
      expect(preflight.status).toBe(204)
      expect(preflight.headers.get('access-control-allow-origin')).toBe(STRANGER)
      expect(preflight.headers.get('access-control-allow-methods')).toContain(method)
      expect(preflight.headers.get('x-request-id')).toBeTruthy()
    })

    test('a method that the path does not take is 405, with those that it takes', async () => {
      const answer = await send(ground.own, await bearer(kinds[0] ?? 'secret'), { method: 'PURGE' })
      expectRefused(answer, 'method_not_allowed')
      expect(answer.headers.get('allow')).toContain(method)
    })

    testWhere(kinds.length === 0, 'anyone is answered', async () => {
      const answer = await send(ground.own, undefined)
      expect(answer.status, answer.text).toBe(valid.status)
      expectDocumented(method, path, answer)
    })

    testWhere(kinds.length > 0, 'without a key, or with nonsense for one, nobody is let in', async () => {
      expectRefused(await send(ground.own, undefined), 'unauthenticated')
      for (const nonsense of NONSENSE) expectRefused(await send(ground.own, nonsense), 'unauthenticated')
      // A key of the right form, of no program and of this one.
      const forged = [ground.program.id, 'prog_00000000000'].map(
        id => `sk_test_${id.slice('prog_'.length)}_${'x'.repeat(32)}`,
      )
      const forms = { secret: 'sk_test', publishable: 'pk_test', kiosk: 'kk_test', staff: 'st' } as const
      for (const kind of ['secret', 'publishable', 'kiosk', 'staff'] as const)
        if (kinds.includes(kind))
          for (const key of forged)
            expectRefused(await send(ground.own, `Bearer ${key.replace('sk_test', forms[kind])}`), 'unauthenticated')
    })

    testWhere(kinds.length > 0, 'another kind of key is told so', async () => {
      for (const kind of (['operator', 'secret', 'publishable', 'kiosk', 'member', 'staff'] as const).filter(
        k => !kinds.includes(k),
      ))
        expectRefused(await send(ground.own, await bearer(kind)), 'wrong_key_kind')
    })

    testWhere(
      kinds.some(kind => kind !== 'operator' && kind !== 'member'),
      'a revoked key or session is refused at once',
      async () => {
        for (const kind of ['secret', 'publishable', 'kiosk', 'staff'] as const)
          if (kinds.includes(kind))
            expectRefused(await send(ground.own, `Bearer ${await ground.revoked(kind)}`), 'unauthenticated')
      },
    )

    testWhere(kinds.includes('member'), 'an expired member token says that it has expired', async () => {
      const token = await ground.key('member')
      api.passSeconds(TOKEN_SECONDS + 1)
      expectRefused(await send(ground.own, `Bearer ${token}`), 'token_expired')
    })

    testWhere(
      kinds.some(kind => kind === 'publishable' || kind === 'member'),
      'a page is let in from the origins of the program only, and reads its answer there',
      async () => {
        for (const kind of kinds.filter(k => k === 'publishable' || k === 'member')) {
          const foreign = await send(ground.own, await bearer(kind), { headers: { origin: STRANGER } })
          expectRefused(foreign, 'origin_not_allowed')
          expect(foreign.headers.get('access-control-allow-origin')).toBeNull()
          const shop = await send(ground.own, await bearer(kind), { headers: { origin: SHOP } })
          expect(shop.status, shop.text).toBe(valid.status)
          expect(shop.headers.get('access-control-allow-origin')).toBe(SHOP)
          expect(shop.headers.get('vary')).toContain('Origin')
        }
      },
    )

    testWhere(
      kinds.includes('secret') || kinds.includes('operator') || kinds.includes('staff'),
      'what a secret key or a session of staff is told is for no page of another site',
      async () => {
        for (const kind of kinds.filter(k => k === 'secret' || k === 'operator' || k === 'staff')) {
          const answer = await send(ground.own, await bearer(kind), { headers: { origin: SHOP }, body: null })
          expect(answer.headers.get('access-control-allow-origin')).toBeNull()
        }
      },
    )

    test('what belongs to another program is not there', async () => {
      const asked = (of: Subject) => [valid.path(of), valid.body?.(of)['memberId']]
      const named = valid.expectForeign ?? JSON.stringify(asked(ground.own)) !== JSON.stringify(asked(ground.foreign))
      expect(Boolean(named), 'a path with an id names a subject').toBe(
        path.includes('{id}') ||
          (/purchases$|purchases\/batch|quotes|\}\/preview$|\/v1\/topups$|benefitUses$/.test(path) &&
            method === 'POST') ||
          path === '/v1/redemptions',
      )
      if (!named) return
      const answer = await send(ground.foreign, await bearer(kinds[0] ?? 'secret'))
      if (valid.expectForeign) valid.expectForeign(answer)
      else expectRefused(answer, 'not_found')
    })

    testWhere(hasBody, 'a body that cannot be read changes nothing and says why', async () => {
      const key = await bearer(kinds[0] ?? 'secret')
      const sent = (body: string | null, headers: Record<string, string> = {}) =>
        send(ground.own, key, { body, headers })
      for (const broken of [`{"${MARK}":`, '', '[1,', `${MARK}`, '{"a":1}}'])
        expectRefused(await sent(broken), 'malformed_request')
      for (const type of ['text/plain', 'text/csv', 'application/x-www-form-urlencoded', 'application/jsonx', ''])
        expectRefused(await sent(JSON.stringify({ [MARK]: MARK }), { 'content-type': type }), 'unsupported_media_type')
      expectRefused(await sent(' '.repeat(MAX_BODY_BYTES + 1)), 'body_too_large')
      expectRefused(await sent(null, { 'content-length': String(MAX_BODY_BYTES + 1) }), 'body_too_large')
    })

    testWhere(hasFile, 'what is no such file, or too long a one, is refused before it is read', async () => {
      const key = await bearer(kinds[0] ?? 'secret')
      for (const type of ['application/json', 'text/plain', 'text/csvx', ''])
        expectRefused(await send(ground.own, key, { headers: { 'content-type': type } }), 'unsupported_media_type')
      const length = String(MAX_FILE_BYTES + 1)
      expectRefused(await send(ground.own, key, { headers: { 'content-length': length } }), 'body_too_large')
    })

    testWhere(hasBody, 'a field that it does not know is refused by its path', async () => {
      const body = { ...valid.body!(ground.own), surprise: MARK }
      const answer = await send(ground.own, await bearer(kinds[0] ?? 'secret'), { body: JSON.stringify(body) })
      expectRefused(answer, 'invalid_request')
      expect(answer.body.errors).toContainEqual({ path: 'surprise', message: 'is no field of this object' })
    })

    testWhere(hasBody, 'a body that is no object is refused by the schema', async () => {
      for (const body of [
        'null',
        '[]',
        '7',
        '"text"',
        '{"__proto__":{"name":"x"}}',
        '['.repeat(20_000) + ']'.repeat(20_000),
      ])
        expectRefused(await send(ground.own, await bearer(kinds[0] ?? 'secret'), { body }), 'invalid_request')
    })

    testWhere(
      hasBody && kinds.includes('secret'),
      'a key that is none hears nothing of the faults of its body',
      async () => {
        const key = `Bearer sk_test_${ground.program.id.slice('prog_'.length)}_${'x'.repeat(32)}`
        expectRefused(await send(ground.own, key, { body: '{"surprise":1}' }), 'unauthenticated')
      },
    )

    testWhere(kinds.length > 0, 'who may is answered as documented, with a request id and what is left', async () => {
      // A page's key goes last: what changes things takes secret keys.
      for (const kind of kinds) {
        const answer = await send(ground.own, await bearer(kind), { headers: { 'x-request-id': `test.${kind}` } })
        expect(answer.status, answer.text).toBe(valid.status)
        expectDocumented(method, path, answer)
        expect(answer.headers.get('x-request-id')).toBe(`test.${kind}`)
        expect(answer.headers.get('ratelimit')).toMatch(/^"\w+";r=\d+;t=\d+/)
        expect(answer.headers.get('ratelimit-policy')).toMatch(/^"\w+";q=\d+;w=60/)
      }
    })
  })
}
