import { createServer, type RequestListener } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import { afterEach, expect, test } from 'vitest'
import {
  ConstraintFailed,
  DatabaseBusy,
  DatabaseMissing,
  DatabaseUnavailable,
  OutcomeUnknown,
} from '../src/database.ts'
import { openRemote } from '../src/remote/index.ts'
import { sql } from './statement.ts'

const closing: (() => void)[] = []
afterEach(() => closing.splice(0).forEach(close => close()))

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  await once(server.listen(0, '127.0.0.1'), 'listening')
  closing.push(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/dev/a`
}

async function failures(url: string, timeoutMs = 5_000): Promise<unknown[]> {
  const database = openRemote({ url, timeoutMs })
  const results = await Promise.allSettled([database.read([sql('SELECT 1')]), database.commit([sql('SELECT 1')])])
  return results.map(result => (result.status === 'rejected' ? result.reason : undefined))
}

const answering = (status: number, body: string, type = 'application/json') =>
  serve((_, response) => response.writeHead(status, { 'content-type': type }).end(body))

interface Fault {
  readonly message: string
  readonly code: string
}

const DONE = { cols: [], rows: [], affected_row_count: 0, last_insert_rowid: null }

/** Speaks Hrana: the whole batch fails, or its step of that number (BEGIN, our one statement, COMMIT, ROLLBACK). */
const failing = (fault: Fault, step?: number) =>
  serve(async (request, response) => {
    const { requests } = (await json(request)) as { readonly requests: readonly { readonly type: string }[] }
    const steps = [0, 1, 2, 3].map(index => (step !== undefined && index >= step ? null : DONE))
    const result = { step_results: steps, step_errors: [0, 1, 2, 3].map(index => (index === step ? fault : null)) }
    const results = requests.map(({ type }) => {
      if (type !== 'batch') return { type: 'ok', response: { type } }
      return step === undefined ? { type: 'error', error: fault } : { type: 'ok', response: { type, result } }
    })
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ baton: null, base_url: null, results }))
  })

const fault = (code: string): Fault => ({ code, message: `SQLite error: ${code}` })

test.each([
  ['a stream that expired', undefined, fault('STREAM_EXPIRED'), DatabaseUnavailable, OutcomeUnknown],
  ['a lock held by another at BEGIN', 0, fault('SQLITE_BUSY'), DatabaseBusy, DatabaseBusy],
  ['a full disk at a statement', 1, fault('SQLITE_FULL'), DatabaseUnavailable, DatabaseUnavailable],
  ['a transaction ended by the server', 1, fault('TRANSACTION_TIMEOUT'), DatabaseUnavailable, DatabaseUnavailable],
  ['a disk that fails at COMMIT', 2, fault('SQLITE_IOERR'), DatabaseUnavailable, OutcomeUnknown],
  ['a deferred foreign key at COMMIT', 2, fault('SQLITE_CONSTRAINT_FOREIGNKEY'), ConstraintFailed, ConstraintFailed],
] as const)('%s fails a read and a commit as each must know it', async (_, step, error, Read, Commit) => {
  const [read, commit] = await failures(await failing(error, step))
  expect(read).toBeInstanceOf(Read)
  expect(commit).toBeInstanceOf(Commit)
})

test.each([
  ['no such namespace', 404, '{"error":"Namespace `a` doesn\'t exist"}', DatabaseMissing, DatabaseMissing],
  ['too many requests', 429, 'slow down', DatabaseBusy, DatabaseBusy],
  ['a refused token', 401, '{"error":"no"}', DatabaseUnavailable, DatabaseUnavailable],
  ['a proxy that lost its server', 502, 'bad gateway', DatabaseUnavailable, OutcomeUnknown],
  ['a server error with a message', 500, '{"message":"internal"}', DatabaseUnavailable, OutcomeUnknown],
  ['an answer that is no Hrana', 200, '{"results":', DatabaseUnavailable, OutcomeUnknown],
] as const)('%s fails a read and a commit as each must know it', async (_, status, body, Read, Commit) => {
  const [read, commit] = await failures(await answering(status, body))
  expect(read).toBeInstanceOf(Read)
  expect(commit).toBeInstanceOf(Commit)
})

test('a server that nobody listens at is unavailable: nothing has left', async () => {
  const url = await answering(200, '')
  closing.splice(0).forEach(close => close())
  expect(await failures(url)).toEqual([expect.any(DatabaseUnavailable), expect.any(DatabaseUnavailable)])
})

test('a connection cut before or amid the answer leaves the outcome of a commit unknown', async () => {
  const cutAtOnce = await serve(request => request.socket.destroy())
  expect(await failures(cutAtOnce)).toEqual([expect.any(DatabaseUnavailable), expect.any(OutcomeUnknown)])
  const cutAmid = await serve((request, response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': 500 }).write('{"baton":', () => {
      request.socket.destroy()
    })
  })
  expect(await failures(cutAmid)).toEqual([expect.any(DatabaseUnavailable), expect.any(OutcomeUnknown)])
})

test('a server that never answers is given up on', async () => {
  const silent = await serve(() => undefined)
  expect(await failures(silent, 50)).toEqual([expect.any(DatabaseUnavailable), expect.any(OutcomeUnknown)])
  const stalling = await serve((_, response) =>
    response.writeHead(200, { 'content-type': 'application/json' }).write('{'),
  )
  expect(await failures(stalling, 50)).toEqual([expect.any(DatabaseUnavailable), expect.any(OutcomeUnknown)])
})

test('each read and each commit is one request, at the path of the namespace', async () => {
  const paths: (string | undefined)[] = []
  const url = await serve((request, response) => {
    paths.push(request.url)
    response.writeHead(500).end()
  })
  await failures(url)
  expect(paths).toEqual(['/dev/a/v2/pipeline', '/dev/a/v2/pipeline'])
})
