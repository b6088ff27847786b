import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type RunningWorker, startEdge } from './index.ts'

// The start bundles the API's Worker and boots workerd; events are told two seconds after their facts.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

/** What came over the wire, as it came. */
type Wire = ReturnType<typeof JSON.parse>

const OPERATOR_KEY = 'op_test'
const dataDir = mkdtempSync(join(tmpdir(), 'laurel-edge-webhooks-'))
let edge: RunningWorker
const received: { readonly event: Wire; readonly signature: string }[] = []
const receiver = createServer((request, response) => {
  void text(request).then(body => {
    received.push({ event: JSON.parse(body), signature: String(request.headers['webhook-signature']) })
    // The first of all is not taken.
    response.writeHead(received.length === 1 ? 503 : 204).end()
  })
})

const call = async (method: string, path: string, key: string, body?: unknown): Promise<Wire> => {
  const response = await fetch(edge.url + path, {
    method,
    headers: { authorization: `Bearer ${key}`, ...(body !== undefined && { 'content-type': 'application/json' }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const answer: Wire = await response.json()
  expect(response.ok, `${method} ${path}: ${JSON.stringify(answer)}`).toBe(true)
  return answer
}

beforeAll(async () => {
  vi.spyOn(console, 'log').mockImplementation(() => undefined)
  edge = await startEdge({ port: 0, dataDir, env: { LAUREL_OPERATOR_KEY: OPERATOR_KEY } })
  await new Promise<void>(resolve => receiver.listen(0, '127.0.0.1', resolve))
})
afterAll(async () => {
  await edge.close()
  receiver.close()
  rmSync(dataDir, { recursive: true, force: true })
})

test('on workerd the cron trigger and the queue send events, signed, and send again what was not taken', async () => {
  const program = { name: 'Hooks', mode: 'test', preset: 'wanqian' }
  const { secretKey: key } = await call('POST', '/v1/programs', OPERATOR_KEY, program)
  const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`
  const { id, secret } = await call('POST', '/v1/webhooks', key, { url, types: ['member.created'] })
  expect(secret).toMatch(/^whsec_/)
  const members: string[] = []
  for (let i = 0; i < 3; i++) members.push((await call('POST', '/v1/members', key, {})).id)
  const taken = () => new Set(received.slice(1).map(({ event }) => event.data.memberId))
  for (let asked = 0; taken().size < members.length && asked < 80; asked++) {
    await edge.cron()
    await wait(500)
  }
  expect([...taken()].toSorted()).toEqual(members)
  for (const { signature } of received) expect(signature).toMatch(/^v1,[\w+/]{43}=$/)
  expect((await call('GET', `/v1/webhooks/${id}/deliveries`, key)).data).toEqual([])
})
