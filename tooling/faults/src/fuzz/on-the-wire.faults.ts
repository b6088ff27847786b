// What depends on bytes and sockets: the same server as ships, spoken to without a client's manners.
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startNodeServer, type NodeServer } from '@laurel/load/node-server'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seed, times } from '../run-form.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'laurel-wire-'))
let server: NodeServer
let said = ''
let key: string
let memberId: string

const ask = async (method: string, path: string, bearer: string, body?: unknown) => {
  const answer = await fetch(server.url + path, {
    method,
    headers: { authorization: `Bearer ${bearer}`, ...(body !== undefined && { 'content-type': 'application/json' }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  return { status: answer.status, body: JSON.parse(await answer.text()) }
}

beforeAll(async () => {
  server = await startNodeServer({ dataDir, env: { LAUREL_LOG: 'on' }, onOutput: text => (said += text) })
  const made = await ask('POST', '/v1/programs', server.operatorKey, { name: 'Wire', mode: 'test', preset: 'wanqian' })
  key = made.body.secretKey
  memberId = (await ask('POST', '/v1/members', key, {})).body.id
})

afterAll(async () => {
  await server.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

const receipt = () =>
  JSON.stringify({
    memberId,
    store: 'beijing-1',
    lines: [{ sku: 'A1', quantity: 1, unitPrice: 10_000 }],
    tenders: [{ kind: 'cash', amount: 10_000 }],
  })

const head = (headers: readonly string[], line = 'POST /v1/purchases HTTP/1.1') =>
  [line, 'Host: laurel', `Authorization: Bearer ${key}`, 'Content-Type: application/json', ...headers, '', ''].join(
    '\r\n',
  )

const open = async (): Promise<Socket> => {
  const socket = connect(server.port, '127.0.0.1')
  // What the server resets is what is tried here.
  socket.on('error', () => undefined)
  await once(socket, 'connect')
  return socket
}

/** Sends bytes and hangs up, or waits for an answer; gives what came back. */
const speak = async (bytes: string | Uint8Array, hangsUp: boolean): Promise<string> => {
  const socket = await open()
  let heard = ''
  socket.setEncoding('latin1').on('data', text => {
    heard += text
    // The end of a refusal, in chunks or not.
    if (/\}\s*(0\s*)?$/.test(heard)) socket.destroy()
  })
  const closed = new Promise(resolve => socket.once('close', resolve))
  await new Promise(resolve => socket.write(bytes, resolve))
  if (hangsUp) socket.end()
  await closed
  return heard
}

const statusOf = (heard: string) => Number(/^HTTP\/1\.1 (\d{3})/.exec(heard)?.[1])

const expectRefused = (heard: string) => {
  expect(statusOf(heard), heard).toBeGreaterThanOrEqual(400)
  expect(statusOf(heard), heard).toBeLessThan(500)
  expect(heard.toLowerCase()).toContain('content-type: application/problem+json')
  expect(heard).not.toContain(key)
}

const transactions = async (): Promise<number> => (await ask('GET', '/v1/ledger/trialBalance', key)).body.transactions

/** Nothing came of it, the server goes on, and no fault of its own is in its log. */
const expectNothingCameOfIt = async (before: number) => {
  expect(await transactions()).toBe(before)
  expect(said.split('\n').filter(line => /"status":5|Error:/.test(line))).toEqual([])
}

test('a receipt cut off anywhere on its way is not recorded, and is no fault of the server', async () => {
  const before = await transactions()
  const whole = receipt()
  const request = head([`Content-Length: ${whole.length}`, 'Connection: close']) + whole
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: request.length - 1 }), async length => {
      await speak(request.slice(0, length), true)
    }),
    { seed, numRuns: times(60, 2_000) },
  )
  await expectNothingCameOfIt(before)
})

test('a body that is not as long as it says is not recorded', async () => {
  const before = await transactions()
  const whole = receipt()
  // Longer than told: what is left over is no request, and what was taken is no JSON.
  expectRefused(await speak(head([`Content-Length: ${whole.length - 5}`]) + whole, false))
  for (const length of ['-1', '1e3', '0x10', 'NaN', '18446744073709551617', '1, 2', ''])
    expectRefused(await speak(head([`Content-Length: ${length}`]) + whole, false))
  await expectNothingCameOfIt(before)
})

test('a body of two lengths, or of chunks that are none, is refused: no second request hides in it', async () => {
  const before = await transactions()
  const whole = receipt()
  const hidden = head([`Content-Length: ${whole.length}`]) + whole
  for (const headers of [
    [`Content-Length: 4`, 'Transfer-Encoding: chunked'],
    [`Content-Length: ${whole.length}`, 'Content-Length: 4'],
    ['Transfer-Encoding: gzip, chunked, identity'],
    ['Transfer-Encoding : chunked'],
  ])
    expectRefused(await speak(head(headers) + `0\r\n\r\n${hidden}`, false))
  for (const chunks of ['zz\r\n', '-1\r\nab\r\n', '5\r\n{"a":1}\r\n0\r\n\r\n', 'fffffffffffffffff\r\n'])
    expectRefused(await speak(head(['Transfer-Encoding: chunked']) + chunks, false))
  await expectNothingCameOfIt(before)
})

test('a body over the limit is refused while it is still coming, whether or not it says its length', async () => {
  const before = await transactions()
  const mib = 'x'.repeat(1024 * 1024 + 1)
  const chunk = `${mib.length.toString(16)}\r\n${mib}\r\n`
  for (const heard of [
    await speak(head([`Content-Length: ${1024 ** 3}`]), false),
    await speak(head(['Transfer-Encoding: chunked']) + chunk, false),
  ]) {
    expectRefused(heard)
    expect(statusOf(heard)).toBe(413)
  }
  await expectNothingCameOfIt(before)
})

test('what is no HTTP is refused in the words of the API', async () => {
  const before = await transactions()
  for (const line of ['GET', '\x16\x03\x01\x02', 'GET / HTTP/9.9', 'FETCH /v1/health HTTP/1.1', 'GET  HTTP/1.1'])
    expectRefused(await speak(head([], line), false))
  expectRefused(await speak(head([`X-Long: ${'x'.repeat(100_000)}`]), false))
  expectRefused(await speak(head(['X-Odd: a\0b']), false))
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 200 }), async bytes => {
      const heard = await speak(new Uint8Array([...bytes, 13, 10, 13, 10]), false)
      if (heard !== '') expectRefused(heard)
    }),
    { seed, numRuns: times(40, 2_000) },
  )
  await expectNothingCameOfIt(before)
})

test('who sends slowly keeps nobody else waiting', async () => {
  const before = await transactions()
  const whole = receipt()
  const slow = await Promise.all(Array.from({ length: 200 }, open))
  try {
    for (const [i, socket] of slow.entries())
      socket.write(
        i % 2 === 0 ? 'POST /v1/purchases HT' : head([`Content-Length: ${whole.length}`]) + whole.slice(0, 9),
      )
    const bought = await ask('POST', '/v1/purchases', key, JSON.parse(whole))
    expect(bought.status, JSON.stringify(bought.body)).toBe(201)
  } finally {
    for (const socket of slow) socket.destroy()
  }
  await expectNothingCameOfIt(before + 1)
})
