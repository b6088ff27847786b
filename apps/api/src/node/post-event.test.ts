import type * as Dns from 'node:dns'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { PostEvent } from '../platform/webhooks/post-event.ts'

vi.mock('node:dns', async original => ({
  ...(await original<typeof Dns>()),
  lookup: (name: string, _: unknown, done: (error: Error | null, addresses: object[]) => void) =>
    done(
      null,
      name === 'inside.shop.cn' ? [{ address: '127.0.0.1', family: 4 }] : [{ address: '10.0.0.1', family: 4 }],
    ),
}))

let asked = 0
const server = createServer((_, response) => {
  asked++
  response.writeHead(200).end()
})
let port: number
let postFromNode: PostEvent
beforeAll(async () => {
  // Files share their modules: one before this may have loaded it with the real names.
  vi.resetModules()
  postFromNode = (await import('./post-event.ts')).postFromNode
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  port = (server.address() as AddressInfo).port
})
afterAll(() => new Promise(resolve => server.close(resolve)))

const send = (host: string, mayBeLoopback: boolean) =>
  postFromNode({ url: `http://${host}:${port}/`, headers: {}, body: '{}', mayBeLoopback })

test('a name that leads inside is not followed, whatever it is called', async () => {
  expect(await send('inside.shop.cn', false)).toEqual({ status: null, error: 'address_refused' })
  expect(await send('other.shop.cn', true)).toEqual({ status: null, error: 'address_refused' })
  expect(await send('127.0.0.1', false)).toEqual({ status: null, error: 'address_refused' })
  expect(await send('[::ffff:127.0.0.1]', true)).toEqual({ status: null, error: 'address_refused' })
  expect(asked).toBe(0)
})

test('in test mode this machine is asked, by name or by address', async () => {
  expect(await send('inside.shop.cn', true)).toEqual({ status: 200, retryAfterMs: null })
  expect(await send('127.0.0.1', true)).toEqual({ status: 200, retryAfterMs: null })
  expect(asked).toBe(2)
})

test('where nobody listens it says so', async () => {
  const gone = { url: 'http://127.0.0.1:1/', headers: {}, body: '{}', mayBeLoopback: true }
  expect(await postFromNode(gone)).toEqual({ status: null, error: 'unreachable' })
})
