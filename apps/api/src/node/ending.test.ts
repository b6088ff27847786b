import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { endingOf } from './ending.ts'

const listen = async (listener: RequestListener) => {
  const server = createServer(listener)
  const end = endingOf(server)
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return { end, port: (server.address() as AddressInfo).port }
}

const hangingOn = async (port: number) => {
  const socket = connect(port, '127.0.0.1')
  await once(socket, 'connect')
  return socket
}

test('a server ends although somebody holds a connection open that they ask nothing on', async () => {
  const { end, port } = await listen((_, response) => response.end())
  const socket = await hangingOn(port)
  const closed = once(socket, 'close')
  await end()
  await closed
})

test('what is under way is answered before a server ends, whoever else hangs on', async () => {
  const asked = Promise.withResolvers<() => void>()
  const { end, port } = await listen((_, response) => asked.resolve(() => void response.end('the answer')))
  const socket = await hangingOn(port)
  const answer = fetch(`http://127.0.0.1:${port}/`)
  const finish = await asked.promise
  let hasEnded = false
  const ended = end().then(() => (hasEnded = true))
  expect(socket.destroyed).toBe(false)
  expect(hasEnded).toBe(false)
  finish()
  expect(await (await answer).text()).toBe('the answer')
  await ended
  await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow('fetch failed')
})
