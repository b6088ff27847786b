import { randomUUID } from 'node:crypto'
import { ConstraintFailed, DatabaseBusy, DatabaseUnavailable } from '@laurel/db'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { ATTEMPTS } from '../src/platform/write.ts'
import { expectProblem } from './expect-problem.ts'
import { OPERATOR_KEY, testApi, type Answer } from './test-api.ts'
import { makeSubject, namedBy, type Subject } from './subject.ts'
import { contractProgram, validRequests } from './valid-requests.ts'
import { cutAfter, cutBefore, doubled, overtaken, refuse, succeed, watchedDatabases } from './watched-databases.ts'

const watched = watchedDatabases()
const api = await testApi(watched.wrap)
const program = await api.program('contract', '2026-03-10T23:00:00+08:00', contractProgram)
const member = await program.member()
afterAll(api.close)
afterEach(watched.heal)

/** What reads, though it is a POST. */
const READING = new Set([
  'POST /v1/quotes',
  'POST /v1/members/search',
  'POST /v1/cardCodes/resolve',
  'POST /v1/insights/whatIf',
  'POST /v1/messageTemplates/{code}/preview',
  'POST /v1/members/{id}/sessions',
  'POST /v1/segments/preview',
  'POST /v1/program/rules/replay',
  'POST /v1/webhooks/{id}/test',
])
/** Doing these twice is the same as once, so what was cut off is done again. */
const DONE_AGAIN = new Set([
  'PUT /v1/stores/{code}',
  'PUT /v1/brands/{code}',
  'PUT /v1/stores/{store}/brands/{code}',
  'PATCH /v1/members/{id}',
  'PATCH /v1/members/{id}/dossier',
  'PATCH /v1/members/{id}/family/{relative}',
  'PATCH /v1/customFields/{code}',
  'PATCH /v1/segments/{id}',
  'PUT /v1/program/staffLimits',
  'PATCH /v1/staff/{id}',
  'PUT /v1/channels/{channel}',
  'DELETE /v1/staff/{id}/sessions',
  'DELETE /v1/staff/sessions/current',
  'PATCH /v1/webhooks/{id}',
  'POST /v1/webhooks/{id}/replay',
  'POST /v1/webhooks/{id}/deliveries/{event}/resend',
  // A session whose commit was cut off may stand; nobody has its token.
  'POST /v1/staff/sessions',
  'POST /v1/staff/invitations/taken',
  'DELETE /v1/kiosk/sessions/{id}',
])
/** What ends with a commit that may be done again needs no reading to know what became of it. */
const NEEDS_NO_READING = new Set([
  'POST /v1/staff/sessions',
  'POST /v1/staff/invitations/taken',
  'DELETE /v1/staff/sessions/current',
])
/** What hands out a session, or changes what one hangs on, keeps no Idempotency-Key: a token is not shown twice. */
const KEEPS_NO_KEY = new Set([
  'POST /v1/staff/sessions',
  'POST /v1/staff/invitations/taken',
  'POST /v1/staff/me/password',
  'POST /v1/kiosks/enroll',
  'POST /v1/kiosk/sessions',
  'POST /v1/kiosk/members',
])
/** The control database has it before the program’s own, so that somebody looks after it. */
const MAKES_AN_ENDPOINT = 'POST /v1/webhooks'
/** A password is counted as tried, an account changed before what follows is written. */
const IN_TWO_STEPS = new Set([
  'POST /v1/staff/sessions',
  'POST /v1/staff/invitations/taken',
  'POST /v1/staff/me/password',
  MAKES_AN_ENDPOINT,
])
/** A program's own database is written first, then its entry in the control database. */
const MAKES_A_DATABASE = 'POST /v1/programs'

const PUBLISHES = 'PUT /v1/program/rules'

const names = Object.keys(validRequests)
const writing = names.filter(name => !name.startsWith('GET') && !READING.has(name))

/** The role in whose session something is asked that takes no key. */
const roleFor = (name: string): 'associate' | 'manager' | null => {
  if (name.startsWith('POST /v1/approvals/')) return 'manager'
  return / \/v1\/staff\/(me(\/|$)|sessions\/current$)/.test(name) ? 'associate' : null
}

const isAtKiosk = (name: string): boolean => / \/v1\/kiosk(\/|$)/.test(name)

const keyFor = async (name: string, { kioskKey }: Subject): Promise<string> => {
  const role = roleFor(name)
  if (name.endsWith('/v1/kiosks/enroll')) return program.publishableKey
  if (isAtKiosk(name)) return kioskKey
  if (role) return (await program.staff(role)).token
  if (name.endsWith('/v1/programs')) return OPERATOR_KEY
  return / \/v1\/me(\/|$)/.test(name) ? program.session(member) : program.key
}

/** Draws up the operation's valid request about a fresh subject; the call tells its own round trips. */
const draw = async (name: string, idempotencyKey?: string) => {
  const { path, body, csv } = validRequests[name]!
  // Each subject uses some of what a program may do in a minute.
  api.passSeconds(2)
  const named = namedBy(of => [path(of), body?.(of), isAtKiosk(name) && of.kioskKey])
  const subject = await makeSubject(program, 1, named)
  const options = {
    key: await keyFor(name, subject),
    ...(body && { body: body(subject) }),
    csv: csv?.(),
    ...(idempotencyKey !== undefined && { idempotencyKey }),
  }
  return async () => {
    watched.count()
    const answer = await api.call(name.split(' ')[0]!, path(subject), options)
    return { answer, ...watched.count() }
  }
}

const send = async (name: string, ...ways: Parameters<typeof watched.next>) => {
  const call = await draw(name)
  watched.next(...ways)
  return call()
}

const expectAnswered = (name: string, answer: Answer) =>
  expect(answer.status, answer.text).toBe(validRequests[name]!.status)

describe('round trips', () => {
  /** Those that are not one read, and one commit for a write. */
  const OTHERS: Readonly<Record<string, { reads: number; commits: number }>> = {
    'GET /v1/health': { reads: 1, commits: 0 },
    [MAKES_A_DATABASE]: { reads: 0, commits: 2 },
    // The try is counted before it is judged.
    'POST /v1/staff/sessions': { reads: 1, commits: 2 },
    'POST /v1/staff/invitations/taken': { reads: 1, commits: 2 },
    [MAKES_AN_ENDPOINT]: { reads: 1, commits: 2 },
    // The events themselves, once it is known through which of them may be told.
    'GET /v1/events': { reads: 2, commits: 1 },
    'GET /v1/events/{id}': { reads: 2, commits: 0 },
    'POST /v1/webhooks/{id}/deliveries/{event}/resend': { reads: 2, commits: 1 },
    // How many codes the phone was sent, once the number is read.
    'POST /v1/kiosk/challenges': { reads: 2, commits: 1 },
    // Whose the session is, then the account and its failed tries.
    'POST /v1/staff/me/password': { reads: 3, commits: 2 },
    'DELETE /v1/staff/sessions/current': { reads: 2, commits: 1 },
    'GET /v1/staff/me': { reads: 2, commits: 0 },
    // Who asked for it, and who decided.
    'GET /v1/approvals': { reads: 2, commits: 0 },
    'GET /v1/approvals/{id}': { reads: 2, commits: 0 },
    // Every segment, then what is known of the member.
    'GET /v1/members/{id}/segments': { reads: 2, commits: 0 },
    // The cards that had become it, which are erased with it wherever a backup is restored.
    'DELETE /v1/members/{id}': { reads: 2, commits: 1 },
    // What was done to the tiers of both by hand, as one; and the member that both are.
    'POST /v1/members/{id}/merge': { reads: 3, commits: 1 },
    // Which of the members were merged meanwhile, to wait in the right lines.
    'POST /v1/purchases/batch': { reads: 2, commits: 1 },
    // Whose lane the adjustment is posted in.
    'POST /v1/approvals/{id}/approve': { reads: 2, commits: 1 },
    // The member whose top-up it is, to wait in the right line.
    'POST /v1/topups/{id}/reverse': { reads: 2, commits: 1 },
    // The words come from the member's books.
    'GET /v1/tasks/{id}': { reads: 2, commits: 0 },
    // What falls due on the way, and what of it has run.
    'POST /v1/program/clock': { reads: 4, commits: 1 },
    'GET /v1/jobs/{id}': { reads: 2, commits: 0 },
    // How far scheduled work is; the members are read beside the tills.
    'POST /v1/program/rules/replay': { reads: 2, commits: 0 },
    // Whose lane a reservation is cancelled in.
    'POST /v1/redemptions/{id}/cancel': { reads: 2, commits: 1 },
    // Who sends a file is known before it is read.
    'POST /v1/imports': { reads: 2, commits: 1 },
    // Who takes all persons along is written down first.
    'GET /v1/exports/members': { reads: 1, commits: 1 },
    // The file of refused rows begins with its first page.
    'GET /v1/imports/{id}/reconciliation': { reads: 2, commits: 0 },
    'GET /v1/imports/{id}/rejected': { reads: 2, commits: 0 },
    'GET /v1/imports/{id}/consequences': { reads: 2, commits: 0 },
    // The lines of the purchases that the page turned out to hold.
    'GET /v1/members/{id}/purchases': { reads: 2, commits: 0 },
    'GET /v1/me/purchases': { reads: 2, commits: 0 },
    // The purchase, which tells whose it is.
    'POST /v1/purchases/{id}/returns': { reads: 2, commits: 1 },
  }

  // Once rules are published everybody's tier is to be looked at again, for which a list reads once more: that comes last.
  const inTurn = names.toSorted((a, b) => Number(a === PUBLISHES) - Number(b === PUBLISHES))
  test.each(inTurn)('%s asks the database no more than it must', async name => {
    const { answer, reads, commits } = await send(name)
    expectAnswered(name, answer)
    expect({ reads, commits }).toEqual(OTHERS[name] ?? { reads: 1, commits: writing.includes(name) ? 1 : 0 })
  })
})

describe.each(writing)('%s', name => {
  const inTwo = name === MAKES_A_DATABASE || IN_TWO_STEPS.has(name)
  const once = inTwo ? 2 : 1
  const before = inTwo ? [succeed] : []
  /** How the commits of several tries end: a program is made anew in each of them. */
  const eachTry = (ways: Readonly<Parameters<typeof watched.next>>) =>
    name === MAKES_A_DATABASE ? ways.flatMap(way => [...before, way]) : [...before, ...ways]

  test('decides again what the database refused as stale, and writes it once', async () => {
    const stale = refuse(new ConstraintFailed('trigger', 'transactions are never replaced'))
    const { answer, stood } = await send(name, stale, stale)
    expectAnswered(name, answer)
    expect(stood).toBe(once)
  })

  test('gives up on a database that stays busy, and has written nothing', async () => {
    const busy = refuse(new DatabaseBusy('another writer'))
    const { answer, commits, stood } = await send(name, ...Array<typeof busy>(ATTEMPTS).fill(busy))
    expectProblem(answer, 'busy')
    expect(answer.headers.get('retry-after')).toMatch(/^[1-9]\d*$/)
    expect({ commits, stood }).toEqual({ commits: ATTEMPTS, stood: 0 })
  })

  test('says that nothing was written where the disk failed', async () => {
    const { answer, stood, commits } = await send(name, refuse(new DatabaseUnavailable('SQLITE_FULL')))
    expectProblem(answer, 'busy')
    expect({ stood, commits }).toEqual({ stood: 0, commits: 1 })
  })

  test('answers once for a commit that was cut off and stood', async () => {
    const { answer, stood } = await send(name, ...before, cutAfter)
    expectAnswered(name, answer)
    expect(answer.headers.get('idempotent-replayed')).toBeNull()
    expect(stood).toBe(DONE_AGAIN.has(name) ? once + 1 : once)
  })

  if (name.startsWith('POST') && !KEEPS_NO_KEY.has(name))
    test.each([
      ['that was cut off and stood', [cutAfter], 0],
      ['that stood, one before it having been cut off on its way', [cutBefore, cutAfter], 1],
    ] as const)(
      'answers in full for a commit %s under an Idempotency-Key, and replays it later',
      async (_, ways, lost) => {
        const call = await draw(name, randomUUID())
        watched.next(...eachTry(ways))
        const first = await call()
        expectAnswered(name, first.answer)
        expect(first.answer.headers.get('idempotent-replayed')).toBeNull()
        expect(first.answer.text).not.toContain('undefined')
        // A program's database is made anew for each try.
        expect(first.stood).toBe(name === MAKES_A_DATABASE ? once + lost : once)
        const { answer, stood } = await call()
        expect(answer.headers.get('idempotent-replayed')).toBe('true')
        // A secret is not shown twice.
        const {
          key: _key,
          secretKey: _secret,
          publishableKey: _publishable,
          invitation: _invitation,
          enrolment: _enrolment,
          testCode: _testCode,
          secret: _webhookSecret,
          ...shown
        } = first.answer.body
        expect(answer.body).toEqual(shown)
        expect(stood).toBe(0)
      },
    )

  if (name.startsWith('POST') && !KEEPS_NO_KEY.has(name))
    test.each([
      ['arrives twice', [doubled], 0],
      ['arrives after it was given up and decided again', overtaken(), 1],
    ] as const)('is done once under an Idempotency-Key where its commit %s', async (_, ways, lost) => {
      const call = await draw(name, randomUUID())
      watched.next(...eachTry(ways))
      const first = await call()
      expectAnswered(name, first.answer)
      expect(first.stood).toBe(name === MAKES_A_DATABASE ? once + lost : once)
      const { answer, stood } = await call()
      expect([answer.status, answer.headers.get('idempotent-replayed'), stood]).toEqual([
        first.answer.status,
        'true',
        0,
      ])
    })

  test('does again what was cut off before it arrived', async () => {
    const { answer, stood } = await send(name, ...before, cutBefore)
    expectAnswered(name, answer)
    // The first database of a program that was never registered leads nowhere.
    expect(stood).toBe(name === MAKES_A_DATABASE ? 3 : once)
  })

  test('does not say what became of a commit where nobody can tell', async () => {
    const { answer } = await send(name, ...before, async commit => {
      watched.failReads(new DatabaseUnavailable('no route to the database'))
      return cutAfter(commit)
    })
    if (NEEDS_NO_READING.has(name)) return expectAnswered(name, answer)
    expectProblem(answer, 'outcome_unknown')
    expect(answer.headers.get('retry-after')).toMatch(/^[1-9]\d*$/)
  })

  test('hides what nobody expected, and tells the operator', async () => {
    const { answer } = await send(name, refuse(new TypeError('secret of the inside')))
    expectProblem(answer, 'internal_error', ['secret of the inside'])
    expect(api.log.at(-1)).toMatchObject({
      status: 500,
      code: 'internal_error',
      error: expect.stringContaining('secret of the inside'),
    })
  })
})

test.each(names.filter(name => name !== 'GET /v1/health'))(
  '%s says so when the database cannot be read',
  async name => {
    const call = await draw(name)
    const lost = new DatabaseUnavailable('no route to the database')
    watched.failReads(lost)
    watched.next(refuse(lost))
    expectProblem((await call()).answer, 'busy')
  },
)

test('health is not ok while the database does not answer', async () => {
  watched.failReads(new DatabaseUnavailable('no route to the database'))
  const answer = await api.call('GET', '/v1/health')
  expect([answer.status, answer.body]).toEqual([503, { status: 'unavailable', runtime: 'node' }])
})
