import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { findBacklog, readAll } from '@laurel/db'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { testApi, type TestProgram, type Wire } from '../../../test/test-api.ts'
import { postFromNode } from '../../node/post-event.ts'
import { deliverEvents, programsToTell } from '../../platform/webhooks/deliver-events.ts'
import type { PostEvent } from '../../platform/webhooks/post-event.ts'
import { MOST_ATTEMPTS } from '../../platform/webhooks/retry-schedule.ts'

const DAY_SECONDS = 86_400
const evening = '2026-03-10T23:00:00+08:00'
const at = '2026-03-10T10:00:00+08:00'

/** What came over the wire. */
interface Received {
  readonly id: string
  readonly timestamp: string
  readonly signatures: readonly string[]
  readonly text: string
  readonly event: Wire
}

/** The receiver: a real HTTP server that keeps what it is sent, and answers as it is told. */
const received: Received[] = []
let answer: (one: Received) => number | { status: number; headers: Record<string, string> } = () => 204
let server: Server
let hook: string

const take = async (request: IncomingMessage): Promise<Received> => {
  const body = await text(request)
  const header = (name: string) => String(request.headers[`webhook-${name}`])
  const one = {
    id: header('id'),
    timestamp: header('timestamp'),
    signatures: header('signature').split(' '),
    text: body,
    event: JSON.parse(body) as Wire,
  }
  received.push(one)
  return one
}

beforeAll(async () => {
  server = createServer((request, response) => {
    void take(request).then(one => {
      const told = answer(one)
      const { status, headers } = typeof told === 'number' ? { status: told, headers: {} } : told
      response.writeHead(status, headers).end()
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  hook = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`
})
afterAll(() => new Promise(resolve => server.close(resolve)))
beforeEach(() => {
  received.length = 0
  answer = () => 204
})

const api = await testApi()
/** The process that sends, with what a test puts before its connection. */
let post: PostEvent = postFromNode
const deps = { ...api.deps, postEvent: ((event: Parameters<PostEvent>[0]) => post(event)) satisfies PostEvent }
afterAll(api.close)
beforeEach(() => {
  post = postFromNode
})

const program = () => api.program('wanqian', evening)
const endpoint = (p: TestProgram, more: Record<string, unknown> = {}): Promise<Wire> =>
  p.ok(201, 'POST', '/v1/webhooks', { url: hook, ...more })
/** Does what the scheduler does until nothing is left, at a real time so many seconds later. */
const tell = async (p: TestProgram, secondsLater = 20): Promise<void> => {
  api.passSeconds(secondsLater)
  while (await deliverEvents(deps, p.id));
}
const types = () => received.map(({ event }) => event.type as string)
const deliveries = async (p: TestProgram, { id }: Wire, state = 'waiting'): Promise<Wire[]> =>
  (await p.ok(200, 'GET', `/v1/webhooks/${id}/deliveries?state=${state}`)).data
const view = (p: TestProgram, { id }: Wire): Promise<Wire> => p.ok(200, 'GET', `/v1/webhooks/${id}`)

describe('an endpoint', () => {
  test('is sent each fact once, in order, signed so that the standard’s own library agrees', async () => {
    const p = await program()
    const made = await endpoint(p)
    const member = await p.member()
    const purchase = await p.buy(member, 100, at)
    await tell(p)
    expect(types()).toEqual(['member.created', 'purchase.recorded', 'points.earned', 'memberCash.earned'])
    for (const { id, timestamp, signatures, text: body, event } of received) {
      expect(event.id).toBe(id)
      const sentAt = new Date(Number(timestamp) * 1000)
      expect(signatures).toEqual([new Webhook(made.secret).sign(id, sentAt, body)])
      expect(event).toMatchObject({ programId: p.id, data: { memberId: member.id } })
    }
    expect(received[1]!.event.data).toMatchObject({ purchaseId: purchase.id, store: 'beijing-1', total: 10000 })
    expect(received[2]!.event.data).toMatchObject({ amount: 100, because: { cause: 'purchase', id: purchase.id } })
    await tell(p)
    expect(received).toHaveLength(4)
    expect(await deliveries(p, made)).toEqual([])
  })

  test('is shown its secret once', async () => {
    const p = await program()
    const call = () => p.call('POST', '/v1/webhooks', { url: hook }, { idempotencyKey: 'once' })
    const [first, second] = [await call(), await call()]
    expect(first.body.secret).toMatch(/^whsec_[\w+/]{43}=$/)
    expect(second.headers.get('idempotent-replayed')).toBe('true')
    expect({ ...second.body, secret: first.body.secret }).toEqual(first.body)
    expect((await p.call('GET', '/v1/webhooks')).text).not.toContain('whsec_')
  })

  test('is sent nothing but the types that it asked for', async () => {
    const p = await program()
    await endpoint(p, { types: ['points.earned'] })
    for (let i = 0; i < 3; i++) await p.buy(await p.member(), 100, at)
    await tell(p)
    expect(types()).toEqual(['points.earned', 'points.earned', 'points.earned'])
  })

  test('is sent what happened while it was disabled, once it is enabled', async () => {
    const p = await program()
    const made = await endpoint(p, { types: ['member.created'] })
    await p.ok(200, 'PATCH', `/v1/webhooks/${made.id}`, { enabled: false })
    await p.member()
    await tell(p)
    expect(received).toEqual([])
    await p.ok(200, 'PATCH', `/v1/webhooks/${made.id}`, { enabled: true })
    await tell(p)
    expect(types()).toEqual(['member.created'])
  })

  test('that is deleted is sent nothing more, and nobody looks after the program', async () => {
    const p = await program()
    const made = await endpoint(p)
    api.passSeconds(20)
    expect(await programsToTell(api.deps)).toContain(p.id)
    await p.ok(200, 'DELETE', `/v1/webhooks/${made.id}`)
    await p.member()
    await tell(p)
    expect(received).toEqual([])
    api.passSeconds(DAY_SECONDS)
    expect(await programsToTell(api.deps)).not.toContain(p.id)
    expect((await p.call('GET', `/v1/webhooks/${made.id}`)).status).toBe(404)
  })

  test('beyond the fiftieth is refused', async () => {
    const p = await program()
    for (let i = 0; i < 50; i++) await endpoint(p)
    await p.problem(409, 'too_many_webhooks', 'POST', '/v1/webhooks', { url: hook })
  })
})

describe('a secret that is rotated', () => {
  test('signs beside the new one until the overlap ends, and no longer', async () => {
    const p = await program()
    const made = await endpoint(p, { types: ['member.created'] })
    const fresh = await p.ok(200, 'POST', `/v1/webhooks/${made.id}/rotate`, { overlapHours: 1 })
    expect(fresh.secret).not.toBe(made.secret)
    const signedBy = (secrets: string[]) => {
      const { id, timestamp, text: body, signatures } = received.at(-1)!
      const sentAt = new Date(Number(timestamp) * 1000)
      expect(signatures).toEqual(secrets.map(secret => new Webhook(secret).sign(id, sentAt, body)))
    }
    await p.member()
    await tell(p)
    signedBy([fresh.secret, made.secret])
    await p.member()
    await tell(p, 3600)
    signedBy([fresh.secret])
  })
})

describe('an event that is not taken', () => {
  test('is sent again under the same id and a fresh signature, later and later, and its member’s later ones wait', async () => {
    const p = await program()
    const made = await endpoint(p, { types: ['points.earned', 'member.created'] })
    const [one, other] = [await p.member(), await p.member()]
    await tell(p)
    received.length = 0
    answer = ({ event }) => (event.data.memberId === one.id ? 500 : 204)
    await p.buy(one, 100, at)
    await p.buy(one, 200, at)
    await p.buy(other, 300, at)
    await tell(p, 20)
    expect(received.map(({ event }) => event.data.amount)).toEqual([100, 300])
    expect(await deliveries(p, made)).toMatchObject([
      { attempts: 1, status: 500, error: null, memberId: one.id },
      { attempts: 0, nextAt: null, memberId: one.id },
    ])
    await tell(p, 4)
    expect(received, 'not before its time').toHaveLength(2)
    await tell(p, 20)
    expect(received.map(({ event }) => event.data.amount)).toEqual([100, 300, 100])
    expect(received[2]!.id).toBe(received[0]!.id)
    expect(received[2]!.signatures).not.toEqual(received[0]!.signatures)
    answer = () => 204
    await tell(p, 60)
    expect(received.slice(3).map(({ event }) => event.data.amount)).toEqual([100, 200])
    expect(await deliveries(p, made)).toEqual([])
  })

  test('is given up after three days, stays to be seen, and is sent again when asked', async () => {
    const p = await program()
    const made = await endpoint(p, { types: ['points.earned'] })
    const [one, other] = [await p.member(), await p.member()]
    await p.buy(one, 100, at)
    answer = ({ event }) => (event.data.memberId === one.id ? 500 : 204)
    await tell(p)
    const attempts = () => received.filter(({ event }) => event.data.memberId === one.id).length
    for (let hours = 0; hours < 5 * 24; hours++) {
      await p.buy(other, 1, at)
      await tell(p, 3600)
    }
    expect(attempts()).toBe(MOST_ATTEMPTS)
    expect(await deliveries(p, made)).toEqual([])
    const [dead] = await deliveries(p, made, 'dead')
    expect(dead).toMatchObject({ state: 'dead', attempts: MOST_ATTEMPTS, status: 500, nextAt: null })
    expect((await view(p, made)).enabled, 'others are taken').toBe(true)
    answer = () => 204
    await p.ok(202, 'POST', `/v1/webhooks/${made.id}/deliveries/${dead.eventId}/resend`)
    await tell(p)
    expect(received.at(-1)!.id).toBe(dead.eventId)
    expect(await deliveries(p, made, 'dead')).toEqual([])
  })

  test('waits as long as the endpoint asks', async () => {
    const p = await program()
    await endpoint(p, { types: ['member.created'] })
    answer = () => ({ status: 429, headers: { 'retry-after': '600' } })
    await p.member()
    await tell(p)
    await tell(p, 300)
    expect(received).toHaveLength(1)
    await tell(p, 400)
    expect(received).toHaveLength(2)
  })

  test('is not followed where the endpoint sends it elsewhere', async () => {
    const p = await program()
    const made = await endpoint(p, { types: ['member.created'] })
    answer = () => ({ status: 307, headers: { location: hook } })
    await p.member()
    await tell(p)
    expect(received).toHaveLength(1)
    expect(await deliveries(p, made)).toMatchObject([{ status: 307 }])
  })

  test('by an endpoint that says 410 disables it', async () => {
    const p = await program()
    const made = await endpoint(p, { types: ['member.created'] })
    answer = () => 410
    await p.member()
    await tell(p)
    await p.member()
    await tell(p, DAY_SECONDS)
    expect(received).toHaveLength(1)
    expect(await view(p, made)).toMatchObject({ enabled: false, disabledBecause: 'gone' })
    answer = () => 204
    await p.ok(200, 'PATCH', `/v1/webhooks/${made.id}`, { enabled: true })
    await tell(p)
    expect(received).toHaveLength(3)
    expect(await view(p, made)).toMatchObject({ enabled: true, disabledBecause: null, failingSince: null })
  })
})

describe('an endpoint that is down', () => {
  test('is not sent more and more, is disabled once it has taken nothing for days, and misses nothing', async () => {
    const p = await program()
    const made = await endpoint(p, { types: ['member.created'] })
    post = async () => ({ status: null, error: 'unreachable' })
    for (let i = 0; i < 40; i++) await p.member()
    await tell(p)
    const waiting = (await p.ok(200, 'GET', `/v1/webhooks/${made.id}/deliveries?limit=100`)).data.length
    for (let i = 0; i < 60; i++) await p.member()
    for (let hours = 0; hours < 5 * 24; hours++) await tell(p, 3600)
    const dead = await p.ok(200, 'GET', `/v1/webhooks/${made.id}/deliveries?state=dead&limit=100`)
    expect(dead.data.length).toBeLessThanOrEqual(waiting)
    expect(dead.data[0]).toMatchObject({ status: null, error: 'unreachable' })
    expect(await view(p, made)).toMatchObject({ enabled: false, disabledBecause: 'failing' })
    post = postFromNode
    await p.ok(200, 'PATCH', `/v1/webhooks/${made.id}`, { enabled: true })
    for (const { eventId } of dead.data) await p.ok(202, 'POST', `/v1/webhooks/${made.id}/deliveries/${eventId}/resend`)
    await tell(p)
    await tell(p)
    expect(new Set(received.map(({ id }) => id)).size).toBe(100)
  })
})

describe('at least once', () => {
  test('killed between sending and keeping it, the next one sends the same again', async () => {
    const p = await program()
    await endpoint(p)
    await p.buy(await p.member(), 100, at)
    const killed = {
      ...deps,
      databases: {
        ...deps.databases,
        open: async (id: string) => {
          const database = await deps.databases.open(id)
          const commit: typeof database.commit = (statements, members) =>
            statements.some(({ sql }) => sql.includes('"webhooks"'))
              ? Promise.reject(new Error('killed'))
              : database.commit(statements, members)
          return { ...database, read: database.read.bind(database), commit }
        },
      },
    }
    api.passSeconds(20)
    await expect(deliverEvents(killed, p.id)).rejects.toThrow('killed')
    const first = received.map(({ id }) => id)
    expect(first).toHaveLength(4)
    await tell(p, 10)
    expect(received, 'the claim of the one that was killed holds for two minutes').toHaveLength(4)
    await tell(p, 120)
    expect(received.slice(4).map(({ id }) => id)).toEqual(first)
  })

  test('of two processes one sends', async () => {
    const p = await program()
    await endpoint(p, { types: ['member.created'] })
    for (let i = 0; i < 20; i++) await p.member()
    api.passSeconds(20)
    await Promise.all([deliverEvents(deps, p.id), deliverEvents({ ...deps }, p.id)])
    expect(received).toHaveLength(20)
  })

  test('an endpoint that was changed while it was sent to keeps the change, and is sent to again', async () => {
    const p = await program()
    const made = await endpoint(p, { types: ['member.created'] })
    await p.member()
    post = async event => {
      post = postFromNode
      await p.ok(200, 'PATCH', `/v1/webhooks/${made.id}`, { description: 'changed' })
      return postFromNode(event)
    }
    await tell(p)
    expect(received).toHaveLength(2)
    expect(received[0]!.id).toBe(received[1]!.id)
    expect((await view(p, made)).description).toBe('changed')
  })
})

test('how far behind an endpoint is, and what was given up, is told to the operator', async () => {
  const alone = await testApi()
  const down = { ...alone.deps, postEvent: (async () => ({ status: null, error: 'timeout' })) satisfies PostEvent }
  const p = await alone.program('wanqian', evening)
  const made = await endpoint(p, { types: ['member.created'] })
  const hourLater = async () => {
    alone.passSeconds(3600)
    await deliverEvents(down, p.id)
    const [[found]] = await readAll(await alone.databases.control(), [findBacklog({ now: alone.deps.now() })])
    const { webhooksBehindSince, webhooksDead } = found!
    return { hours: webhooksBehindSince && (alone.deps.now() - webhooksBehindSince) / 3_600_000, dead: webhooksDead }
  }
  await p.member()
  await hourLater()
  expect(await hourLater()).toEqual({ hours: 1, dead: 0 })
  for (let hours = 0; hours < 5 * 24; hours++) await hourLater()
  expect((await view(p, made)).disabledBecause).toBe('failing')
  expect(await hourLater()).toEqual({ hours: null, dead: 1 })
  await alone.close()
})

describe('a replay', () => {
  test('sends all that was recorded since an instant once more, under the same ids', async () => {
    const p = await program()
    const made = await endpoint(p)
    await p.member()
    await tell(p, 60)
    const from = new Date(api.deps.now()).toISOString()
    await p.buy(await p.member(), 100, at)
    await tell(p)
    const ids = received.slice(1).map(({ id }) => id)
    expect(ids).toHaveLength(4)
    await p.ok(200, 'POST', `/v1/webhooks/${made.id}/replay`, { from })
    await tell(p)
    expect(received.slice(5).map(({ id }) => id)).toEqual(ids)
  })

  test('reaches back before the endpoint was made: nothing had to be kept for it', async () => {
    const p = await program()
    await p.buy(await p.member(), 100, at)
    api.passSeconds(60)
    const made = await endpoint(p, { types: ['purchase.recorded'] })
    await tell(p)
    expect(received).toEqual([])
    await p.ok(200, 'POST', `/v1/webhooks/${made.id}/replay`, { from: '2026-01-01T00:00:00Z' })
    await tell(p)
    expect(types()).toEqual(['purchase.recorded'])
  })

  test('from the present skips what waits', async () => {
    const p = await program()
    const made = await endpoint(p, { enabled: false })
    await p.member()
    api.passSeconds(60)
    await p.ok(200, 'POST', `/v1/webhooks/${made.id}/replay`, { from: '2027-01-01T00:00:00Z' })
    await p.ok(200, 'PATCH', `/v1/webhooks/${made.id}`, { enabled: true })
    await tell(p)
    expect(received).toEqual([])
  })
})

describe('a test', () => {
  test('is sent at once, signed, and its answer told', async () => {
    const p = await program()
    const made = await endpoint(p, { enabled: false })
    const { deps: own } = api
    const send = own.postEvent
    Object.assign(own, { postEvent: postFromNode })
    const ok = await p.ok(200, 'POST', `/v1/webhooks/${made.id}/test`)
    answer = () => 503
    const failed = await p.ok(200, 'POST', `/v1/webhooks/${made.id}/test`)
    Object.assign(own, { postEvent: send })
    expect(ok).toEqual({ eventId: received[0]!.id, delivered: true, status: 204, error: null })
    expect(failed).toMatchObject({ delivered: false, status: 503 })
    const { id, timestamp, text: body, signatures, event } = received[0]!
    expect(event).toMatchObject({ type: 'webhook.test', data: { webhookId: made.id } })
    expect(signatures).toEqual([new Webhook(made.secret).sign(id, new Date(Number(timestamp) * 1000), body)])
  })
})

test('what is sent names nobody: neither name, phone nor e-mail address', async () => {
  const p = await program()
  await endpoint(p)
  const person = { name: '赵敏', phone: '+8613912345678', email: 'zhaomin@example.com', birthday: '1990-06-18' }
  const member = await p.member({ ...person, consents: [{ channel: 'sms', purpose: 'marketing', granted: true }] })
  await p.ok(200, 'PATCH', `/v1/members/${member.id}`, { name: '赵敏敏' })
  await p.buy(member, 100, at)
  await tell(p)
  expect(types()).toEqual(expect.arrayContaining(['member.created', 'consent.changed', 'member.updated']))
  for (const { text: body } of received)
    for (const word of [...Object.values(person), '赵', '13912345678', 'zhaomin']) expect(body).not.toContain(word)
})
