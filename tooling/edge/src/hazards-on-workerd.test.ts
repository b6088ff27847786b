// What the runtime of the edge does to a program that was not built for it, tried on ours; start-edge.test.ts has what
// becomes of a Worker that is built otherwise.
import { randomUUID } from 'node:crypto'
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { startGate, type Gate } from '../test/gate.ts'
import { type RunningWorker, startEdge } from './index.ts'

// The start bundles the API's Worker and boots workerd.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const OPERATOR_KEY = 'op_test'
const dataDir = mkdtempSync(join(tmpdir(), 'laurel-edge-hazards-'))
let edge: RunningWorker
let gate: Gate
let key: string
let memberId: string

const call = async (method: string, path: string, body?: unknown, as: string = key) => {
  const response = await fetch(edge.url + path, {
    method,
    headers: { authorization: `Bearer ${as}`, ...(body !== undefined && { 'content-type': 'application/json' }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, body: text === '' ? undefined : JSON.parse(text) }
}
const receipt = (yuan: number) => ({
  memberId,
  store: 'beijing-1',
  externalId: randomUUID(),
  occurredAt: '2026-03-10T10:00:00+08:00',
  lines: [{ sku: 'A1', quantity: 1, unitPrice: yuan * 100 }],
  tenders: [{ kind: 'wechat', amount: yuan * 100 }],
})

beforeAll(async () => {
  vi.spyOn(console, 'log').mockImplementation(() => undefined)
  const between = async (libsqlUrl: string) => {
    gate = await startGate(libsqlUrl)
    return gate.url
  }
  edge = await startEdge({ port: 0, dataDir, env: { LAUREL_OPERATOR_KEY: OPERATOR_KEY }, between })
  const program = { name: 'Hazards', mode: 'test', preset: 'wangfujing' }
  key = (await call('POST', '/v1/programs', program, OPERATOR_KEY)).body.secretKey
  await call('POST', '/v1/program/clock', { now: '2026-03-10T23:00:00+08:00' })
  memberId = (await call('POST', '/v1/members', { name: '李雷' })).body.id
})
afterAll(async () => {
  await edge.close()
  gate.close()
  rmSync(dataDir, { recursive: true, force: true })
})

test('after forty requests at once to a slow database, reads and receipts alike, the next five succeed', async () => {
  gate.shut(40)
  const burst = await Promise.all(
    Array.from({ length: 40 }, (_, i) =>
      i % 2 === 0 ? call('POST', '/v1/purchases', receipt(1)) : call('GET', `/v1/members/${memberId}/summary`),
    ),
  )
  expect(burst.map(({ status }) => status)).toEqual(Array.from({ length: 40 }, (_, i) => (i % 2 === 0 ? 201 : 200)))
  const after = await Promise.all(Array.from({ length: 5 }, () => call('POST', '/v1/purchases', receipt(1))))
  expect(after.map(({ status }) => status)).toEqual(Array(5).fill(201))
  expect((await call('GET', '/v1/ledger/trialBalance')).body).toMatchObject({ balanced: true, transactions: 25 })
})

test('no request opens more than the six connections that it may have, however much it does', async () => {
  gate.most()
  const many = Array.from({ length: 100 }, () => receipt(1))
  for (const [status, method, path, body] of [
    [200, 'POST', '/v1/purchases/batch', { purchases: many }],
    [200, 'GET', `/v1/members/${memberId}/summary`],
    [200, 'GET', `/v1/members/${memberId}/ledger?limit=100`],
    [200, 'GET', '/v1/ledger/journal?from=2026-03-10'],
    [200, 'POST', '/v1/program/clock', { now: '2026-03-12T00:00:00+08:00' }],
  ] as const)
    expect((await call(method, path, body)).status, path).toBe(status)
  expect(gate.most()).toBeLessThanOrEqual(6)
  // The count can tell more than six from less.
  gate.shut(8)
  await Promise.all(Array.from({ length: 8 }, () => call('GET', '/v1/program')))
  expect(gate.most()).toBe(8)
})

test('nothing hangs on work after the answer: no line of the product asks for waitUntil', () => {
  const root = join(import.meta.dirname, '../../..')
  const sources = globSync(['apps/api/src/**/*.ts', 'packages/*/src/**/*.ts'], { cwd: root })
  expect(sources.length).toBeGreaterThan(100)
  const asking = sources.filter(file => /\bwaitUntil\b|\bexecutionCtx\b/.test(readFileSync(join(root, file), 'utf8')))
  expect(asking).toEqual([])
})
