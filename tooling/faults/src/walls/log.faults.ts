import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  callOf,
  clientOf,
  HOST,
  OPERATOR_KEY,
  PASSWORD,
  requestOf,
  testApi,
  type TestApi,
  type TestProgram,
} from '@laurel/api/testing'
import type { OpenApiDocument } from '@laurel/api/testing/answer-schemas'
import { operationsOf, sendValid, type KeyKind } from '@laurel/api/testing/operations'
import { makeSubject } from '@laurel/api/testing/subject'
import { contractProgram, validRequests } from '@laurel/api/testing/valid-requests'
import { startNodeServer } from '@laurel/load/node-server'
import { expect, test, vi } from 'vitest'

/** Fields of bodies and answers that are a secret or tell of a person. */
const TELLING = new Set([
  'name',
  'phone',
  'email',
  'externalId',
  'wechatOpenId',
  'password',
  'current',
  'next',
  'token',
  'key',
  'secretKey',
  'publishableKey',
  'invitation',
  'reason',
  'cardNumber',
])
const MIN_LENGTH = 4

/** All texts in such fields, wherever they stand. */
const toldIn = (value: unknown, field = ''): string[] => {
  if (typeof value === 'string') return TELLING.has(field) && value.length >= MIN_LENGTH ? [value] : []
  if (value === null || typeof value !== 'object') return []
  return Object.entries(value).flatMap(([name, of]) => toldIn(of, Array.isArray(value) ? field : name))
}

/** What a program is made on and asked: the app in this process, or a server in one of its own. */
interface Ground {
  readonly request: TestApi['request']
  readonly program: TestApi['program']
}

/** Asks every operation with every kind of key that it takes; gives all that was told on the way, there and back. */
const askEverything = async ({ request, program: make }: Ground, isShared: boolean) => {
  const document = (await request('/openapi.json', {})).body as OpenApiDocument
  const told = new Set([OPERATOR_KEY, PASSWORD])
  let accepted = 0
  const ground = async (of: number) => {
    const program = await make('contract', '2026-03-10T23:00:00+08:00', contractProgram)
    return [program, await makeSubject(program, of)] as const
  }
  // Where a password costs what it does in earnest, one subject with enough of everything serves them all.
  const shared = await ground(2)
  let admin: Promise<string> | undefined
  const adminOf = async (program: TestProgram) => (await program.staff('admin')).token
  for (const { name, method, kinds } of operationsOf(document)) {
    const [program, subject] = isShared || method === 'GET' ? shared : await ground(2)
    const keyOf = async (kind: KeyKind | undefined) => {
      if (kind === 'operator') return OPERATOR_KEY
      if (kind === 'publishable') return program.publishableKey
      if (kind === 'staff') return isShared ? (admin ??= adminOf(program)) : adminOf(program)
      return kind === 'member' ? program.session({ id: subject.memberId }) : program.key
    }
    const valid = validRequests[name]!
    const body = valid.body?.(subject)
    for (const kind of kinds.length > 0 ? kinds : [undefined]) {
      const key = await keyOf(kind)
      const about = { ...valid, ...(body && { body: () => body }) }
      const answer = await sendValid(request, method, about, subject, `Bearer ${key}`)
      if (answer.status === valid.status) accepted++
      for (const text of [
        key,
        program.key,
        program.publishableKey,
        subject.staffEmail,
        ...toldIn(body),
        ...toldIn(answer.body),
      ])
        told.add(text)
    }
  }
  expect(accepted, 'requests that were accepted').toBeGreaterThan(operationsOf(document).length / 2)
  return { accepted, told: [...told].map(text => JSON.stringify(text).slice(1, -1)) }
}

test('no key, token, password, name, phone number or address of any operation stands in the log', async () => {
  const api = await testApi()
  const said: string[] = []
  for (const way of ['log', 'info', 'warn', 'error', 'debug'] as const)
    vi.spyOn(console, way).mockImplementation((...words) => void said.push(JSON.stringify(words)))
  const { accepted, told } = await askEverything(api, false)
  vi.restoreAllMocks()
  await api.close()
  const log = JSON.stringify(api.log) + said.join('\n')
  expect(api.log.length).toBeGreaterThan(accepted)
  expect(told.filter(text => log.includes(text))).toEqual([])
})

test('nor in anything that a server with its log on writes to its output', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'laurel-log-'))
  let output = ''
  const onOutput = (text: string) => void (output += text)
  const env = { LAUREL_LOG: 'on', LAUREL_OPERATOR_KEY: OPERATOR_KEY }
  const server = await startNodeServer({ dataDir, env, onOutput })
  try {
    const asked = { request: (url: string, init: RequestInit) => fetch(url.replace(HOST, server.url), init) }
    const { program: make } = clientOf(callOf(asked), { chunks: 0 })
    const program: TestApi['program'] = async (...how) => {
      const made = await make(...how)
      // A server does all that is due at once, so that there is no job to name.
      const slowClock = async (now: string) => ({ ...(await made.clock(now)), job: { id: 'job_00000000000' } })
      /** Its scheduler goes on with a campaign as soon as there is one; the newest is looked at until it is done. */
      const say = async (): Promise<null> => {
        for (let asked = 0; asked < 200; asked++) {
          const { data } = await made.ok(200, 'GET', '/v1/campaigns?limit=1')
          if (data[0].status === 'done') return null
        }
        throw new Error('the campaign was not taken up')
      }
      return { ...made, slowClock, say }
    }
    const request = (path: string, init: RequestInit) => requestOf(asked, path, init)
    const { accepted, told } = await askEverything({ request, program }, true)
    await server.stop()
    expect(output.split('\n').length).toBeGreaterThan(accepted)
    expect(told.filter(text => output.includes(text))).toEqual([])
  } finally {
    await server.kill()
    rmSync(dataDir, { recursive: true, force: true })
  }
})
