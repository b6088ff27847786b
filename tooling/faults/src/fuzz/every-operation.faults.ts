import { answerSchemas, type OpenApiDocument } from '@laurel/api/testing/answer-schemas'
import { expectProblem } from '@laurel/api/testing/expect-problem'
import { operationsOf, sendValid, type ApiOperation, type KeyKind } from '@laurel/api/testing/operations'
import { problemTable, type ProblemCode } from '@laurel/api/testing/problem-table'
import { makeSubject, type Subject } from '@laurel/api/testing/subject'
import { contractProgram, validRequests } from '@laurel/api/testing/valid-requests'
import { watchedDatabases } from '@laurel/api/testing/watched-databases'
import { OPERATOR_KEY, testApi, type Answer, type TestProgram } from '@laurel/api/testing'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { seed, times } from '../run-form.ts'
import { MARK } from './hostile.ts'
import { drawnRequests, type DrawnRequest } from './requests.ts'
import { rowsOf } from './rows-of.ts'

const watched = watchedDatabases()
const api = await testApi(watched.wrap)
afterAll(api.close)

const document = (await api.call('GET', '/openapi.json')).body as OpenApiDocument
const operations = operationsOf(document)
const expectDocumented = answerSchemas(document)
const AT = '2026-03-10T23:00:00+08:00'
/** Where a try is counted before it is judged, and a lock told in the audit trail. */
const OF_SIGNING_IN = ['sign_in_attempts', 'audit_entries']
const OF_CODES = ['kiosk_challenges']
/** These count tries, so that a refusal writes there, and nowhere else. */
const COUNTS_TRIES: Readonly<Record<string, readonly string[]>> = {
  'POST /v1/staff/sessions': OF_SIGNING_IN,
  'POST /v1/staff/invitations/taken': OF_SIGNING_IN,
  'POST /v1/staff/me/password': OF_SIGNING_IN,
  'POST /v1/kiosk/sessions': OF_CODES,
  'POST /v1/kiosk/members': OF_CODES,
}

/** Much scheduled work may fall due at once where somebody moves a clock by years: a turn of it is enough. */
api.jobTurn.chunks = 2

const makeProgram = () => api.program('contract', AT, contractProgram)
const shared = await makeProgram()
const sharedSubject = await makeSubject(shared, 3)

/**
 * What changes the ground of all others has a program of its own, what can be done to a thing only once a subject, and
 * so has what ends by itself: a code to a phone.
 */
const groundOf = async ({ method, path }: ApiOperation): Promise<readonly [TestProgram, Subject]> => {
  // The endpoints of one subject make room for those of the next.
  const isOfEndpoints = path.startsWith('/v1/webhooks')
  if (method === 'GET' && !isOfEndpoints) return [shared, sharedSubject]
  const isOfAll =
    isOfEndpoints || /^\/v1\/(program|keys|staff|kiosk\/(sessions|members))/.test(path) || method === 'PATCH'
  const program = isOfAll ? await makeProgram() : shared
  return [program, isOfAll || /\{id\}\/\w+$/.test(path) ? await makeSubject(program, 3) : sharedSubject]
}

const total = { accepted: 0, refused: 0 }

describe.each(operations)('$name', operation => {
  const { name, method, path, kinds } = operation
  const valid = validRequests[name]!
  const ofTries = COUNTS_TRIES[name]

  test('is answered as documented whatever is sent, never by a fault of ours, and what is refused changes nothing', async () => {
    const [program, subject] = await groundOf(operation)
    // A session may end with what it asks.
    const key = async (kind: KeyKind | undefined) => {
      if (kind === 'operator') return OPERATOR_KEY
      if (kind === 'publishable') return program.publishableKey
      if (kind === 'kiosk') return subject.kioskKey
      if (kind === 'staff') return (await program.staff('admin')).token
      return kind === 'member' ? program.session({ id: subject.memberId }) : program.key
    }
    const send = async ({ path: at, body, headers }: DrawnRequest, bearer: string) => {
      api.passSeconds(1)
      return api.request(at, {
        method,
        headers: { authorization: `Bearer ${bearer}`, ...headers },
        ...(body && { body }),
      })
    }
    let accepted = 0
    let refused = 0
    const shape = new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`)
    /** Whether the path is still this operation's: `..` for an id makes it another one's, or nobody's. */
    const isOurs = (at: string) => shape.test(new URL(at, 'http://laurel.test').pathname)
    const expectRight = (answer: Answer, { path: at }: DrawnRequest) => {
      if (answer.status < 400) {
        accepted++
        if (isOurs(at)) expectDocumented(method, path, answer)
        return
      }
      refused++
      expect(answer.status, answer.text).toBeLessThan(500)
      const code: ProblemCode = answer.body?.code
      expect(Object.keys(problemTable), answer.text).toContain(code)
      expectProblem(answer, code, [MARK, program.key])
      if (isOurs(at)) expectDocumented(method, path, answer)
    }

    const first = await sendValid(api.request, method, valid, subject, `Bearer ${await key(kinds[0])}`)
    expect(first.status, first.text).toBe(valid.status)
    await fc.assert(
      fc.asyncProperty(drawnRequests(operation, valid, subject, document.components.schemas), async request => {
        // So long that an address which failed too often may try again.
        if (ofTries === OF_SIGNING_IN) api.passSeconds(3_700)
        const bearer = await key(kinds[0])
        const before = ofTries && (await rowsOf(await api.databases.open(program.id), ofTries))
        watched.count()
        const answers =
          request.sent === 'atOnce'
            ? await Promise.all([send(request, bearer), send(request, bearer), send(request, bearer)])
            : [await send(request, bearer)]
        const { stood } = watched.count()
        answers.forEach(answer => expectRight(answer, request))
        if (answers.every(({ status }) => status >= 400)) {
          if (before) expect(await rowsOf(await api.databases.open(program.id), ofTries!)).toEqual(before)
          else expect(stood, `${answers[0]!.text}: commits of a refused request`).toBe(0)
        }
        if (request.sent !== 'twice') return
        const again = await send(request, bearer)
        expectRight(again, request)
        if (again.headers.get('idempotent-replayed') !== null) expect(watched.count().stood).toBe(0)
      }),
      { seed, numRuns: times(12, 1_000), endOnFailure: true },
    )
    total.accepted += accepted
    total.refused += refused
  })
})

test('so many requests were let in and refused that it means something', () => {
  console.log(`fuzz: ${operations.length} operations, ${total.accepted} requests let in, ${total.refused} refused`)
  expect(Math.min(total.accepted, total.refused)).toBeGreaterThan(2 * operations.length)
})
