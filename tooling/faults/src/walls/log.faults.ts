import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { callOf, clientOf, HOST, OPERATOR_KEY, PASSWORD, requestOf, testApi, type TestApi } from '@laurel/api/testing'
import type { OpenApiDocument } from '@laurel/api/testing/answer-schemas'
import { operationsOf, sendValid, type KeyKind } from '@laurel/api/testing/operations'
import { makeSubject, namedBy } from '@laurel/api/testing/subject'
import { contractProgram, validRequests } from '@laurel/api/testing/valid-requests'
import { refuse, watchedDatabases } from '@laurel/api/testing/watched-databases'
import { startNodeServer } from '@laurel/load/node-server'
import { expect, test, vi } from 'vitest'
import { MARK, refusedWithMark } from './refused-with-mark.ts'
import { foundIn, toldIn, wordsOf, type Told } from './told-in.ts'

/** What a program is made on and asked: the app in this process, or a server in one of its own. */
interface Ground {
  readonly request: TestApi['request']
  readonly program: TestApi['program']
}

const AT = '2026-03-10T23:00:00+08:00'
/** What goes with use: enough for every kind of key, and once more. */
const OF_EACH = 4

/** Sets a fault of ours in the way of the next request, and gives what clears it away. */
type Fault = () => () => void

/**
 * Asks every operation with every kind of key that it takes, or those of them that `asking` picks, once more amid each fault, then with much that is refused.
 * Gives what was told on the way, there and back, and how many requests it were at least.
 */
const askEverything = async (
  { request, program: make }: Ground,
  {
    faults = [],
    asking = kinds => kinds,
    never = [],
  }: {
    readonly faults?: readonly Fault[]
    readonly asking?: (kinds: readonly KeyKind[]) => readonly KeyKind[]
    readonly never?: readonly string[]
  } = {},
) => {
  const document = (await request('/openapi.json', {})).body as OpenApiDocument
  const operations = operationsOf(document)
  const words = wordsOf(document)
  const told: Told[] = [OPERATOR_KEY, PASSWORD].map(text => ({ field: 'key', text }))
  const accepted = new Set<string>()
  let refused = 0
  let failed = 0
  const read = await make('contract', AT, contractProgram)
  const subjectOfReads = await makeSubject(read, OF_EACH)
  for (const operation of operations) {
    const { name, method, kinds } = operation
    const valid = validRequests[name]!
    const named = namedBy(of => [valid.path(of), valid.body?.(of), of.memberId, kinds.includes('kiosk') && of.kioskKey])
    const program = method === 'GET' ? read : await make('contract', AT, contractProgram)
    const subject = method === 'GET' ? subjectOfReads : await makeSubject(program, OF_EACH, named)
    const keyOf = async (kind: KeyKind | undefined) => {
      if (kind === 'operator') return OPERATOR_KEY
      if (kind === 'publishable') return program.publishableKey
      if (kind === 'kiosk') return subject.kioskKey
      if (kind === 'staff') return (await program.staff('admin')).token
      return kind === 'member' ? program.session({ id: subject.memberId }) : program.key
    }
    const ask = async (kind: KeyKind | undefined, fault: Fault = () => () => {}) => {
      const key = await keyOf(kind)
      const [path, body] = [valid.path(subject), valid.body?.(subject)]
      const about = { ...valid, path: () => path, ...(body && { body: () => body }) }
      const heal = fault()
      const answer = await sendValid(request, method, about, subject, `Bearer ${key}`)
      heal()
      if (answer.status >= 500) failed++
      if (answer.status === valid.status) accepted.add(name)
      const keys = [key, program.key, program.publishableKey]
      told.push(...keys.map(text => ({ field: 'key', text })), ...toldIn(body, words))
      // What a refusal says is fixed.
      if (answer.status < 400) told.push(...toldIn(answer.body, words))
    }
    for (const kind of kinds.length > 0 ? asking(kinds) : [undefined]) await ask(kind)
    for (const fault of faults) await ask(kinds[0], fault)
    for (const asked of refusedWithMark(operation, valid, subject, await keyOf(kinds[0])))
      if ((await request(...asked)).status >= 400) refused++
  }
  const idle = operations.map(({ name }) => name).filter(name => !accepted.has(name) && !never.includes(name))
  expect(idle, 'operations that were never accepted').toEqual([])
  expect(failed).toBeGreaterThanOrEqual((faults.length * operations.length) / 3)
  expect(refused).toBeGreaterThan(4 * operations.length)
  told.push({ field: 'what was refused', text: MARK })
  return { told, requests: operations.length + refused }
}

test('no secret and nothing that tells of a person stands in the log, of any operation, done or refused', async () => {
  const watched = watchedDatabases()
  const api = await testApi(watched.wrap)
  const broken = new Error('the disk said no')
  const faults = [() => watched.failReads(broken), () => watched.next(refuse(broken))].map(fault => () => {
    fault()
    return watched.heal
  })
  const said: string[] = []
  for (const way of ['log', 'info', 'warn', 'error', 'debug'] as const)
    vi.spyOn(console, way).mockImplementation((...words) => void said.push(JSON.stringify(words)))
  const { requests, told } = await askEverything(api, { faults })
  vi.restoreAllMocks()
  await api.close()
  expect(api.log.length).toBeGreaterThan(requests)
  expect(foundIn(JSON.stringify(api.log) + said.join('\n'), told)).toEqual([])
})

/** A server works off what is due on its own: no job is left to name, no file to cancel. */
const DONE_BEFORE_ASKED = ['GET /v1/jobs/{id}', 'POST /v1/imports/{id}/cancel']

test('nor in anything that a server with its log on writes to its output', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'laurel-log-'))
  let output = ''
  const onOutput = (text: string) => void (output += text)
  const env = { LAUREL_LOG: 'on', LAUREL_OPERATOR_KEY: OPERATOR_KEY, LAUREL_TRUSTED_PROXIES: '1' }
  const server = await startNodeServer({ dataDir, env, onOutput })
  try {
    let sent = 0
    const asked = {
      request: (url: string, init: RequestInit) => {
        const headers = new Headers(init.headers)
        // Each from an address of its own: sign-ins are limited by it.
        headers.set('x-forwarded-for', `2001:db8::${(sent++).toString(16)}`)
        return fetch(url.replace(HOST, server.url), { ...init, headers })
      },
    }
    const { program: make } = clientOf(callOf(asked), { chunks: 0 })
    const program: TestApi['program'] = async (...how) => {
      const made = await make(...how)
      // A server does all that is due at once, so that there is no job to name.
      const slowClock = async (now: string) => ({ ...(await made.clock(now)), job: { id: 'job_00000000000' } })
      /** Its scheduler goes on with a campaign as soon as there is one; the newest is looked at until it is done. */
      const say = async () => {
        for (let asked = 0; asked < 200; asked++) {
          const { data } = await made.ok(200, 'GET', '/v1/campaigns?limit=1')
          if (data[0].status === 'done') return { nextAt: null, behindSince: null }
        }
        throw new Error('the campaign was not taken up')
      }
      return { ...made, slowClock, say }
    }
    // Where a password costs what it does in earnest, nobody signs in but where nothing else will do.
    const asking = (kinds: readonly KeyKind[]) => kinds.slice(0, 1)
    const request = (path: string, init: RequestInit) => requestOf(asked, path, init)
    const { requests, told } = await askEverything({ request, program }, { asking, never: DONE_BEFORE_ASKED })
    await server.stop()
    expect(output.split('\n').length).toBeGreaterThan(requests)
    expect(foundIn(output, told)).toEqual([])
  } finally {
    await server.kill()
    rmSync(dataDir, { recursive: true, force: true })
  }
})
