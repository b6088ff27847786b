import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type RunningWorker, startEdge } from './index.ts'

// The start bundles the API's Worker and boots workerd; the queue hands a message over after a second.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

/** What came over the wire, as it came. */
type Wire = ReturnType<typeof JSON.parse>

const OPERATOR_KEY = 'op_test'
const DAY_MS = 86_400_000
const dataDir = mkdtempSync(join(tmpdir(), 'laurel-edge-jobs-'))
let edge: RunningWorker
let libsqlUrl: string

const call = async (method: string, path: string, key: string, body?: unknown) => {
  const response = await fetch(edge.url + path, {
    method,
    headers: { authorization: `Bearer ${key}`, ...(body !== undefined && { 'content-type': 'application/json' }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  return { status: response.status, body: (await response.json()) as Wire }
}

/** One statement at the libSQL server itself, past the Worker; gives the first value. */
const sql = async (namespace: string, text: string): Promise<unknown> => {
  const body = JSON.stringify({ requests: [{ type: 'execute', stmt: { sql: text } }, { type: 'close' }] })
  const answer = await fetch(`${libsqlUrl}/dev/${namespace}/v2/pipeline`, { method: 'POST', body })
  if (!answer.ok) throw new Error(await answer.text())
  const { results } = (await answer.json()) as Wire
  expect(results[0].type, JSON.stringify(results[0])).toBe('ok')
  return results[0].response.result.rows[0]?.[0]?.value
}

/** Asks until it is so, for half a minute at most. */
const until = async <Value>(ask: () => Promise<Value>, isSo: (value: Value) => boolean): Promise<Value> => {
  for (let asked = 0; asked < 300; asked++) {
    const value = await ask()
    if (isSo(value)) return value
    await wait(100)
  }
  throw new Error('it never came to be')
}

beforeAll(async () => {
  vi.spyOn(console, 'log').mockImplementation(() => undefined)
  const between = (url: string) => (libsqlUrl = url)
  edge = await startEdge({ port: 0, dataDir, env: { LAUREL_OPERATOR_KEY: OPERATOR_KEY }, between })
})
afterAll(async () => {
  await edge.close()
  rmSync(dataDir, { recursive: true, force: true })
})

test('the queue carries scheduled work on where a request leaves it, turn by turn, until the clock has arrived', async () => {
  const program = { name: 'Queue', mode: 'test', preset: 'wangfujing' }
  const { secretKey: key } = (await call('POST', '/v1/programs', OPERATOR_KEY, program)).body
  await call('POST', '/v1/program/clock', key, { now: '2024-03-10T23:00:00+08:00' })
  const { id } = (await call('POST', '/v1/members', key, {})).body
  const tenders = [{ kind: 'wechat', amount: 60_000 }]
  const lines = [{ sku: 'A1', quantity: 1, unitPrice: 60_000 }]
  const sale = { memberId: id, store: 'beijing-1', occurredAt: '2024-03-10T10:00:00+08:00', lines, tenders }
  expect((await call('POST', '/v1/purchases', key, sale)).status).toBe(201)
  const now = '2230-03-10T00:00:00+08:00'
  const moved = await call('POST', '/v1/program/clock', key, { now })
  expect(moved.status, 'more than one request may do').toBe(202)
  // Nobody asks for the work again: only whether it is done.
  const job = await until(
    async () => (await call('GET', `/v1/jobs/${moved.body.job.id}`, key)).body,
    ({ status }) => status === 'done',
  )
  expect(job.status).toBe('done')
  // The clock is there: it does not go back, and is told where it stands.
  expect((await call('POST', '/v1/program/clock', key, { now })).status).toBe(200)
  expect((await call('GET', '/v1/ledger/trialBalance', key)).body.balanced).toBe(true)
})

test('the cron trigger finds the programs that are due, and the queue does what fell due in each', async () => {
  const program = { name: 'Cron', mode: 'live', preset: 'wangfujing' }
  const { id } = (await call('POST', '/v1/programs', OPERATOR_KEY, program)).body
  const namespace = `laurel-${id.replace('_', '-')}`
  const dueAt = async () =>
    Number((await sql('laurel-control', `SELECT next_due_at FROM programs WHERE id = '${id}'`)) ?? 0)
  // As if it were more than a year old, and nobody had looked at it since: its yearly work has fallen due.
  await sql(namespace, `UPDATE program SET created_at = created_at - ${400 * DAY_MS}`)
  expect(await sql(namespace, 'SELECT count(*) FROM job_occurrences')).toBe('0')
  await edge.cron()
  expect(await until(dueAt, at => at > Date.now())).toBeLessThanOrEqual(Date.now() + DAY_MS)
  const done = Number(await sql(namespace, 'SELECT count(*) FROM job_occurrences WHERE done_at IS NOT NULL'))
  expect(done).toBeGreaterThanOrEqual(1)
  // Fired again there is nothing left to do.
  await edge.cron()
  expect(Number(await sql(namespace, 'SELECT count(*) FROM job_occurrences'))).toBe(done)
})
