import { randomUUID } from 'node:crypto'
import { parseInstant } from '@laurel/core'
import type { ProgramDatabases } from '@laurel/db'
import { temporaryDatabases } from '@laurel/db/testing'
import { expect } from 'vitest'
import { createApp } from '../src/app.ts'
import { makeDeps, type Runtime } from '../src/make-deps.ts'
import { worldCarriers, type Carriers } from '../src/platform/channels/carriers.ts'
import { turnBudget } from '../src/platform/jobs/continue-program.ts'
import { continueMessages } from '../src/platform/messages/continue-messages.ts'
import { makeSecrets } from '../src/platform/secrets.ts'
import type { RequestEntry } from '../src/platform/request-log.ts'

export const OPERATOR_KEY = 'op_test'
/** Where the test's server is reached: what comes from another origin is foreign. */
export const HOST = 'http://laurel.test'

/** The password of everybody in tests. */
export const PASSWORD = 'correct horse battery'

/** Real time in every suite, until a test moves it. */
const REAL_NOW = '2026-11-22T10:00:00+08:00'

interface CallOptions {
  readonly key?: string
  readonly body?: unknown
  /** A file in place of a body. */
  readonly csv?: string | Uint8Array<ArrayBuffer> | undefined
  readonly idempotencyKey?: string
  readonly headers?: Readonly<Record<string, string>>
}

/** An answer, its body read. */
export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  readonly body: Wire
}

/** What came over the wire, as it came: the schemas it is checked against are the server's own. */
export type Wire = ReturnType<typeof JSON.parse>

export type TestApi = Awaited<ReturnType<typeof testApi>>
export type TestProgram = Awaited<ReturnType<TestApi['program']>>

const SECRET = 'dGVzdC1zZWNyZXQtdGVzdC1zZWNyZXQtdGVzdC1zZWNyZXQ'

/** What a runtime of tests brings, where a test cares for no more than databases and time. */
export const testRuntime = {
  name: 'node',
  operatorKey: OPERATOR_KEY,
  log: () => {},
  assets: async () => null,
  clientAddress: () => null,
  wakeJobs: async () => {},
} satisfies Partial<Runtime>

/** What answers requests: the app, or a server by `fetch`. */
interface Asked {
  readonly request: (url: string, init: RequestInit) => Response | Promise<Response>
}

export const requestOf = async (asked: Asked, path: string, init: RequestInit): Promise<Answer> => {
  const response = await asked.request(HOST + path, init)
  const text = await response.text()
  const type = response.headers.get('content-type') ?? ''
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: type.includes('json') && text ? JSON.parse(text) : undefined,
  }
}

export const callOf =
  (asked: Asked) =>
  (method: string, path: string, { key, body, csv, idempotencyKey, headers }: CallOptions = {}): Promise<Answer> =>
    requestOf(asked, path, {
      method,
      headers: {
        ...(key !== undefined && { authorization: `Bearer ${key}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(csv !== undefined && { 'content-type': 'text/csv' }),
        ...(idempotencyKey !== undefined && { 'idempotency-key': idempotencyKey }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      ...(csv !== undefined && { body: csv }),
    })

/** One process of the app, over databases that it may share with others: what it brings is all that it depends on. */
export const testProcess = async (
  brings: Required<Pick<Runtime, 'databases' | 'now' | 'randomBytes'>> & { readonly pause: () => Promise<void> },
) => {
  const secrets = await makeSecrets({ secret: SECRET }, brings.randomBytes)
  const deps = await makeDeps({ ...testRuntime, ...brings, secrets })
  return callOf(createApp({ ...deps, pause: brings.pause }))
}

/** Calls that expect their answer, and programs of their own, wherever `call` is answered. */
export const clientOf = (call: ReturnType<typeof callOf>, jobTurn: { chunks: number }) => {
  const ok = async (status: number, method: string, path: string, options: CallOptions = {}): Promise<Wire> => {
    const answer = await call(method, path, options)
    expect(answer.status, `${method} ${path}: ${answer.text.slice(0, 600)}`).toBe(status)
    return answer.body
  }

  const problem = async (
    status: number,
    code: string,
    method: string,
    path: string,
    options: CallOptions = {},
  ): Promise<Wire> => {
    const answer = await call(method, path, options)
    expect(answer.body?.code, `${method} ${path}: ${answer.status} ${answer.text.slice(0, 600)}`).toBe(code)
    expect(answer.status).toBe(status)
    return answer.body
  }

  /** A fresh program, its clock at `at`; every suite makes its own. */
  const program = async (preset: string, at?: string, more: Record<string, unknown> = {}) => {
    const made = await ok(201, 'POST', '/v1/programs', {
      key: OPERATOR_KEY,
      body: { name: preset, mode: 'test', preset, ...more },
    })
    const key: string = made.secretKey
    const inProgram = {
      id: made.id as string,
      key,
      publishableKey: made.publishableKey as string,
      call: (method: string, path: string, body?: unknown, more?: CallOptions) =>
        call(method, path, { key, body, ...more }),
      ok: (status: number, method: string, path: string, body?: unknown, more?: CallOptions) =>
        ok(status, method, path, { key, body, ...more }),
      problem: (status: number, code: string, method: string, path: string, body?: unknown, more?: CallOptions) =>
        problem(status, code, method, path, { key, body, ...more }),
      /** Moves the clock where one request may only do so many chunks of what falls due on the way. */
      slowClock: async (now: string, chunks: number) => {
        const usual = jobTurn.chunks
        jobTurn.chunks = chunks
        try {
          return await ok(202, 'POST', '/v1/program/clock', { key, body: { now } })
        } finally {
          jobTurn.chunks = usual
        }
      },
      clock: (now: string) => ok(200, 'POST', '/v1/program/clock', { key, body: { now } }),
      member: (fields: Record<string, unknown> = {}) => ok(201, 'POST', '/v1/members', { key, body: fields }),
      buy: (member: { id: string }, yuan: number, at: string, more?: ReceiptOptions) =>
        ok(201, 'POST', '/v1/purchases', { key, body: receipt(member, yuan, at, more) }),
      summary: (member: { id: string }) => ok(200, 'GET', `/v1/members/${member.id}/summary`, { key }),
      ledger: async (member: { id: string }) =>
        (await ok(200, 'GET', `/v1/members/${member.id}/ledger?limit=100`, { key })).data as Wire[],
      /** A member's card, as their phone shows it. */
      card: async (member: { id: string }): Promise<Wire> => {
        const { token } = await ok(201, 'POST', `/v1/members/${member.id}/sessions`, { key })
        return ok(200, 'GET', '/v1/me/card', { key: token })
      },
      session: async (member: { id: string }) =>
        (await ok(201, 'POST', `/v1/members/${member.id}/sessions`, { key })).token as string,
      /** Somebody of the staff, signed in: their account, and calls with their session. */
      staff: async (role: 'associate' | 'manager' | 'admin', more: Record<string, unknown> = {}) => {
        const email = `${randomUUID()}@shop.example`
        const account = await ok(201, 'POST', '/v1/staff', {
          key,
          body: { name: `${role} of the shop`, email, role, password: PASSWORD, ...more },
        })
        const { token } = await ok(201, 'POST', '/v1/staff/sessions', {
          body: { program: made.id, email, password: PASSWORD },
        })
        return {
          ...(account as { id: string; name: string; email: string }),
          token: token as string,
          call: (method: string, path: string, body?: unknown, more?: CallOptions) =>
            call(method, path, { key: token, body, ...more }),
          ok: (status: number, method: string, path: string, body?: unknown, more?: CallOptions) =>
            ok(status, method, path, { key: token, body, ...more }),
          problem: (status: number, code: string, method: string, path: string, body?: unknown, more?: CallOptions) =>
            problem(status, code, method, path, { key: token, body, ...more }),
        }
      },
      /** A kiosk with its device enrolled: its id and key, and calls with it. */
      kiosk: async (fields: Record<string, unknown> = {}) => {
        const { id, enrolment } = await ok(201, 'POST', '/v1/kiosks', { key, body: { name: 'Lifts', ...fields } })
        const enrolled = await ok(201, 'POST', '/v1/kiosks/enroll', {
          key: made.publishableKey,
          body: { code: enrolment },
        })
        const own = enrolled.key as string
        return {
          id: id as string,
          key: own,
          call: (method: string, path: string, body?: unknown, more?: CallOptions) =>
            call(method, path, { key: own, body, ...more }),
          ok: (status: number, method: string, path: string, body?: unknown) =>
            ok(status, method, path, { key: own, body }),
          problem: (status: number, code: string, method: string, path: string, body?: unknown) =>
            problem(status, code, method, path, { key: own, body }),
        }
      },
      trialBalance: () => ok(200, 'GET', '/v1/ledger/trialBalance', { key }),
    }
    if (at !== undefined) await inProgram.clock(at)
    return inProgram
  }

  return { ok, problem, program }
}

/**
 * The real app on real embedded libSQL in a folder of its own, with a clock that stands until it is moved. `wrap` puts a
 * failing database in front of the real one; on `workers` no request waits for another one, as on Workers.
 */
export const testApi = async (
  wrap: (databases: ProgramDatabases) => ProgramDatabases = databases => databases,
  runtime: Runtime['name'] = 'node',
) => {
  const databases = await temporaryDatabases()
  const log: RequestEntry[] = []
  let now = parseInstant(REAL_NOW)!
  let address: string | null = null
  // What a guess costs is tested where it matters; everywhere else it would only be waited for.
  const passwordCost = { memoryKiB: 64, passes: 1 }
  const jobTurn = { chunks: Infinity, members: 200, longestMs: 20_000 }
  const carriers: Carriers = { ...worldCarriers, fetch: () => Promise.reject(new Error('no carrier in tests')) }
  const start = async (around: typeof wrap) => {
    const deps = await makeDeps({
      ...testRuntime,
      name: runtime,
      databases: around(databases),
      now: () => now,
      secrets: await makeSecrets({ secret: SECRET }),
      log: entry => log.push(entry),
      clientAddress: () => address,
    })
    // Waits between tries are the only thing that is not as in production: nothing here needs their time.
    return {
      ...deps,
      jobTurn,
      carriers,
      passwordCost: { ...passwordCost },
      pause: () => new Promise<void>(resolve => setImmediate(resolve)),
    }
  }
  const deps = await start(wrap)
  const app = createApp(deps)

  const request = (path: string, init: RequestInit) => requestOf(app, path, init)
  const call = callOf(app)

  const { ok, problem, program: makeProgram } = clientOf(call, jobTurn)
  const program = async (...args: Parameters<typeof makeProgram>) => {
    const made = await makeProgram(...args)
    /** Decides on whom campaigns reach, and sends what is due, as the scheduler does; gives when to look again. */
    const say = () => continueMessages(deps, made.id, { ...turnBudget(deps), chunks: Infinity })
    return { ...made, say }
  }

  return {
    app,
    /** What the app runs on, for what no request starts. */
    deps,
    call,
    ok,
    problem,
    request,
    program,
    /** Calls another process over the same databases: nothing is known to it yet, and no lane is shared with it. */
    otherProcess: async (around = wrap) => callOf(createApp(await start(around))),
    /** What the operator's log holds so far. */
    log,
    databases,
    /** How much scheduled work is done in one turn; to be changed by a test. */
    jobTurn,
    /** Where messages go; nowhere, until a test says so. */
    carriers: carriers as { -readonly [K in keyof Carriers]: Carriers[K] },
    /** Moves real time by so many seconds. */
    passSeconds: (seconds: number) => (now += seconds * 1000),
    /** From now on requests come from there. */
    comeFrom: (from: string | null) => (address = from),
    close: () => databases.close(),
  }
}

export interface ReceiptOptions {
  readonly line?: Record<string, unknown>
  readonly [field: string]: unknown
}

/** The body of a purchase of one unit for `yuan`, paid by WeChat unless told. */
export const receipt = (
  member: { id: string },
  yuan: number,
  occurredAt: string,
  { line, ...more }: ReceiptOptions = {},
) => {
  const amount = Math.round(yuan * 100)
  return {
    memberId: member.id,
    store: 'beijing-1',
    externalId: `till-${randomUUID()}`,
    occurredAt,
    lines: [{ sku: 'A1', category: 'apparel', quantity: 1, unitPrice: amount, ...line }],
    tenders: [{ kind: 'wechat', amount }],
    ...more,
  }
}

/** So many calls at once. */
export const atOnce = <Result>(count: number, call: (index: number) => Promise<Result>): Promise<Result[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => call(index)))
