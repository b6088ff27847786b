import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type RunningWorker, startEdge } from './index.ts'

// The start bundles the API's Worker and boots workerd.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const dataDir = mkdtempSync(join(tmpdir(), 'laurel-edge-api-'))
let edge: RunningWorker

beforeAll(async () => {
  // The Worker's request log comes out here; the test has no use for it.
  vi.spyOn(console, 'log').mockImplementation(() => undefined)
  edge = await startEdge({ port: 0, dataDir, env: { LAUREL_OPERATOR_KEY: 'op_test' } })
})

afterAll(async () => {
  await edge.close()
  rmSync(dataDir, { recursive: true, force: true })
})

const call = async (
  method: string,
  path: string,
  key?: string,
  body?: unknown,
  headers: Record<string, string> = {},
) => {
  const response = await fetch(edge.url + path, {
    method,
    headers: {
      ...(key !== undefined && { authorization: `Bearer ${key}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  const isJson = response.headers.get('content-type')?.includes('json') === true && text !== ''
  return { status: response.status, headers: response.headers, text, body: isJson ? JSON.parse(text) : undefined }
}

test('a Worker that has just started answers many at once', async () => {
  const answers = await Promise.all(Array.from({ length: 20 }, () => call('GET', '/v1/health')))
  for (const { status, body } of answers) expect([status, body]).toEqual([200, { status: 'ok', runtime: 'workers' }])
})

test('the built Worker makes a program, registers a member, records a receipt and shows where the member stands', async () => {
  const made = await call('POST', '/v1/programs', 'op_test', { name: 'Edge', mode: 'test', preset: 'wangfujing' })
  expect(made.status, made.text).toBe(201)
  const { secretKey } = made.body
  await call('POST', '/v1/program/clock', secretKey, { now: '2026-03-10T23:00:00+08:00' })
  const member = await call('POST', '/v1/members', secretKey, { name: '李雷', phone: '13900001111' })
  expect([member.status, member.body.phone]).toEqual([201, '+8613900001111'])
  const receipt = {
    memberId: member.body.id,
    store: 'beijing-1',
    externalId: 'till-1',
    occurredAt: '2026-03-10T10:00:00+08:00',
    lines: [{ sku: 'A1', quantity: 1, unitPrice: 60000 }],
    tenders: [{ kind: 'wechat', amount: 60000 }],
  }
  // The same receipt ten times at once, each request in an isolate's own lane: the database lets one through.
  const sent = await Promise.all(Array.from({ length: 10 }, () => call('POST', '/v1/purchases', secretKey, receipt)))
  expect(sent.map(({ status }) => status)).toEqual(Array<number>(10).fill(201))
  expect(new Set(sent.map(({ body }) => body.id)).size).toBe(1)
  expect(sent[0]?.body.tier).toEqual({ before: null, after: 'ME' })
  const session = await call('POST', `/v1/members/${member.body.id}/sessions`, secretKey)
  const me = await call('GET', '/v1/me', session.body.token)
  expect([me.body.member.name, me.body.balances.points.available]).toEqual(['李*', 600])
  expect((await call('GET', '/v1/ledger/trialBalance', secretKey)).body).toMatchObject({
    balanced: true,
    transactions: 1,
  })
})

test('the Worker serves the reader of the kiosk’s camera, which may compile what it is made of', async () => {
  const reader = await call('GET', '/kiosk/code-reader.js')
  expect([reader.status, reader.headers.get('content-security-policy')]).toEqual([
    200,
    "default-src 'none'; script-src 'wasm-unsafe-eval'; connect-src 'self'",
  ])
  const files = readdirSync(join(import.meta.dirname, '../../../apps/api/dist/public/kiosk'))
  const wasm = files.find(file => file.endsWith('.wasm'))
  expect((await call('GET', `/kiosk/${wasm}`)).headers.get('content-type')).toBe('application/wasm')
})

test('the built Worker refuses in the same words as Node', async () => {
  const refused = await call('GET', '/v1/program')
  expect([refused.status, refused.body.code]).toEqual([401, 'unauthenticated'])
  expect(refused.headers.get('content-type')).toMatch(/^application\/problem\+json/)
  const broken = await fetch(`${edge.url}/v1/programs`, {
    method: 'POST',
    headers: { authorization: 'Bearer op_test', 'content-type': 'application/json' },
    body: '{"name":',
  })
  expect(broken.status).toBe(400)
  expect((await call('PATCH', '/v1/health')).headers.get('allow')).toBe('GET, HEAD')
  const large = await call('POST', '/v1/programs', 'op_test', { name: 'x'.repeat(1024 * 1024) })
  expect([large.status, large.body.code]).toEqual([413, 'body_too_large'])
})

test('on the edge, too, an address that guesses keys is told so after three hundred', async () => {
  const guess = () => call('GET', '/v1/program', 'nonsense', undefined, { 'cf-connecting-ip': '192.0.2.1' })
  const answers = await Promise.all(Array.from({ length: 400 }, guess))
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([401, 429]))
})
