// Whether a phone number is known is told to who may ask for it, and to nobody else: not by an answer, not by its work.
import type { Database, ProgramDatabases } from '@laurel/db'
import { afterAll, describe, expect, test, vi } from 'vitest'
import type { Json, OpenApiDocument } from './answer-schemas.ts'
import { operationsOf, type ApiOperation } from './operations.ts'
import { OPERATOR_KEY, testApi, type Answer, type TestProgram, type Wire } from './test-api.ts'

/** Every round trip since it was last emptied: its statements, and how many rows each has given. */
let trips: { readonly sql: string[]; rows?: number[] }[] = []
const traced = (database: Database): Database => {
  const follow =
    (way: 'read' | 'commit'): Database['read'] =>
    async statements => {
      const trip: (typeof trips)[number] = { sql: [way, ...statements.map(({ sql }) => sql)] }
      trips.push(trip)
      const rows = await database[way](statements)
      trip.rows = rows.map(({ length }) => length)
      return rows
    }
  return { read: follow('read'), commit: follow('commit'), close: () => database.close() }
}
const wrap = (databases: ProgramDatabases): ProgramDatabases => ({
  ...databases,
  open: async programId => traced(await databases.open(programId)),
})

const api = await testApi(wrap)
afterAll(api.close)
const hashing = vi.spyOn(api.deps.secrets, 'lookupHashes')
const opening = vi.spyOn(api.deps.secrets, 'open')

const [mine, theirs] = await Promise.all([api.program('wanqian', '2026-03-10T23:00:00+08:00'), api.program('wanqian')])
const [KNOWN, KNOWN_TOO, UNKNOWN, KNOWN_ELSEWHERE] = ['13900001111', '13900002222', '13900003333', '13900004444']
const known = await mine.member({ name: '李雷', phone: KNOWN, email: 'li@shop.example' })
await mine.member({ phone: KNOWN_TOO })
await theirs.member({ phone: KNOWN_ELSEWHERE })
for (let i = 0; i < 3; i++) await mine.buy(known, 100, '2026-03-10T10:00:00+08:00')
const changed = await mine.member()
const kiosk = await mine.kiosk()

/** How each operation that takes a phone number is asked by one. */
const asked: Readonly<Record<string, (phone: string) => { readonly path: string; readonly body?: unknown }>> = {
  'GET /v1/members': phone => ({ path: `/v1/members?phone=${phone}` }),
  'POST /v1/members/search': phone => ({ path: '/v1/members/search', body: { phone } }),
  'POST /v1/members': phone => ({ path: '/v1/members', body: { phone } }),
  'PATCH /v1/members/{id}': phone => ({ path: `/v1/members/${changed.id}`, body: { phone } }),
  'POST /v1/kiosk/challenges': phone => ({ path: '/v1/kiosk/challenges', body: { phone } }),
  'POST /v1/kiosk/members': phone => ({
    path: '/v1/kiosk/members',
    body: { challenge: 'chl_00000000000', code: '000000', phone, name: '韩梅', acceptsTerms: true },
  }),
}
const lookingUp = ['GET /v1/members', 'POST /v1/members/search']
const writing = ['POST /v1/members', 'PATCH /v1/members/{id}']

const document = (await api.call('GET', '/openapi.json')).body as OpenApiDocument

/** Whether a phone number, or words that may be one, is among what the operation is told. */
const takesPhone = ({ about }: ApiOperation): boolean => {
  const { parameters = [], requestBody } = about
  const has = (schema: Json | undefined): boolean => {
    if (schema === null || typeof schema !== 'object') return false
    if (Array.isArray(schema)) return schema.some(has)
    const { $ref, properties, ...more } = schema
    if (typeof $ref === 'string') return has(document.components.schemas[$ref.split('/').at(-1)!])
    return ['phone', 'q'].some(name => name in Object(properties)) || Object.values(more).some(has) || has(properties)
  }
  return (
    parameters.some(({ name }) => name === 'phone' || name === 'q') ||
    Object.values(requestBody?.content ?? {}).some(({ schema }) => has(schema))
  )
}

/** One request, and all it made the server do: its round trips by their statements, and how often it hashed a number. */
const ask = async (operation: string, phone: string, key: string | undefined) => {
  trips = []
  hashing.mockClear()
  opening.mockClear()
  const { path, body } = asked[operation]!(phone)
  const answer = await api.call(operation.split(' ')[0]!, path, { ...(key !== undefined && { key }), body })
  return { answer, work: { trips, hashes: hashing.mock.calls.length }, opened: opening.mock.calls.length }
}

/** An answer without what differs from one request to the next in any case. */
const told = ({ status, text, headers }: Answer) => ({
  status,
  text: text.replace(/"requestId":"[^"]*"/, ''),
  headers: Array.from(headers.entries(), ([name, value]) =>
    /^(ratelimit|x-request-id|server-timing)$/i.test(name) ? name : `${name}: ${value}`,
  ),
})

test('every operation that takes a phone number is tried here', () => {
  expect(
    operationsOf(document)
      .filter(takesPhone)
      .map(({ name }) => name)
      .toSorted(),
  ).toEqual(Object.keys(asked).toSorted())
})

const strangers = async (p: TestProgram): Promise<Readonly<Record<string, string | undefined>>> => {
  const revoked = await p.ok(201, 'POST', '/v1/keys', { kind: 'secret' })
  await p.ok(200, 'DELETE', `/v1/keys/${revoked.id}`)
  return {
    nobody: undefined,
    nonsense: 'nonsense',
    'a guessed key': `sk_test_${p.id.slice(5)}_${'x'.repeat(32)}`,
    'a revoked key': revoked.key as string,
    'a page’s key': p.publishableKey,
    'a member’s token': await p.session(changed),
    'the operator’s key': OPERATOR_KEY,
  }
}
const keys = await strangers(mine)

describe.each(Object.keys(asked))('%s', operation => {
  test.each(Object.keys(keys))('by %s costs and answers the same, whether the number is known or not', async who => {
    const answers = []
    for (const phone of [KNOWN, UNKNOWN]) answers.push(await ask(operation, phone, keys[who]))
    const [yes, no] = answers
    expect([401, 403]).toContain(yes!.answer.status)
    expect(told(yes!.answer)).toEqual(told(no!.answer))
    expect(yes!.work).toEqual(no!.work)
    expect([yes!.opened, no!.opened]).toEqual([0, 0])
  })
})

describe.each(lookingUp)('%s', operation => {
  test('is the same work for a number that is known, unknown, or known in another program only', async () => {
    const [yes, no, elsewhere] = [
      await ask(operation, KNOWN, mine.key),
      await ask(operation, UNKNOWN, mine.key),
      await ask(operation, KNOWN_ELSEWHERE, mine.key),
    ]
    expect(yes.answer.body.data.map(({ id }: Wire) => id)).toEqual([known.id])
    expect(told(elsewhere.answer)).toEqual(told(no.answer))
    expect(yes.work.trips).toHaveLength(1)
    expect(elsewhere.work).toEqual(no.work)
    // What is found is told, and is all that differs.
    expect([yes, no].map(({ work }) => [work.trips.map(({ sql }) => sql), work.hashes])).toEqual(
      Array.from({ length: 2 }, () => [no.work.trips.map(({ sql }) => sql), no.work.hashes]),
    )
    expect([yes.opened, no.opened, elsewhere.opened]).toEqual([1, 0, 0])
  })
})

test('a code is sent to whatever phone is typed at a kiosk: the same answer by the same work, known or not', async () => {
  const answers = []
  for (const phone of [KNOWN, UNKNOWN, KNOWN_ELSEWHERE])
    answers.push(await ask('POST /v1/kiosk/challenges', phone, kiosk.key))
  for (const { answer, opened } of answers) {
    expect([answer.status, Object.keys(answer.body), opened]).toEqual([201, ['id', 'expiresAt', 'testCode'], 0])
    expect(answer.body.testCode).toMatch(/^\d{6}$/)
  }
  expect(answers[0]!.work).toEqual(answers[1]!.work)
  expect(answers[2]!.work).toEqual(answers[1]!.work)
})

test('a wrong code is refused alike whether a member has the phone or not, and nobody is opened', async () => {
  const tried = async (phone: string) => {
    const { answer } = await ask('POST /v1/kiosk/challenges', phone, kiosk.key)
    const code = String((Number(answer.body.testCode) + 1) % 1e6).padStart(6, '0')
    trips = []
    opening.mockClear()
    const wrong = await kiosk.call('POST', '/v1/kiosk/sessions', { challenge: answer.body.id, code })
    return { told: told(wrong), sql: trips.map(({ sql }) => sql), opened: opening.mock.calls.length }
  }
  const [yes, no] = [await tried(KNOWN), await tried(UNKNOWN)]
  expect(yes.told.status).toBe(422)
  expect(yes).toEqual(no)
  expect(no.opened).toBe(0)
})

test('who registers at a kiosk without a proven phone is refused alike, whether it is taken or not', async () => {
  const [yes, no] = [
    await ask('POST /v1/kiosk/members', KNOWN, kiosk.key),
    await ask('POST /v1/kiosk/members', UNKNOWN, kiosk.key),
  ]
  expect(yes.answer.body.code).toBe('challenge_over')
  expect(told(yes.answer)).toEqual(told(no.answer))
  expect([yes.work, yes.opened]).toEqual([no.work, 0])
})

describe.each(writing)('%s', operation => {
  test('by a number that is taken is refused alike, whoever has it, and does the same until the database refuses it', async () => {
    const [one, other] = [await ask(operation, KNOWN, mine.key), await ask(operation, KNOWN_TOO, mine.key)]
    const unknown = `${UNKNOWN.slice(0, -1)}${5 + writing.indexOf(operation)}`
    expect(one.answer.body).toMatchObject({ code: 'member_exists', errors: [{ path: 'phone' }] })
    expect(told(one.answer)).toEqual(told(other.answer))
    expect(one.work).toEqual(other.work)
    const free = await ask(operation, unknown, mine.key)
    expect([200, 201]).toContain(free.answer.status)
    const statements = ({ work }: typeof free) => work.trips.map(({ sql }) => sql)
    expect(statements(one).slice(0, free.work.trips.length)).toEqual(statements(free))
  })

  test('by a number that is known in another program only is what it is by an unknown one', async () => {
    const [elsewhere, no] = [
      await ask(operation, KNOWN_ELSEWHERE, mine.key),
      await ask(operation, `${UNKNOWN.slice(0, -1)}${writing.indexOf(operation)}`, mine.key),
    ]
    expect(elsewhere.answer.status).toBe(no.answer.status)
    expect(Object.keys(elsewhere.answer.body)).toEqual(Object.keys(no.answer.body))
    expect(elsewhere.work).toEqual(no.work)
    // Nobody has the number here any more when the next operation is tried.
    await mine.ok(200, 'PATCH', `/v1/members/${elsewhere.answer.body.id}`, { phone: null })
  })
})
