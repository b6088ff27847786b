import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Wire } from '@laurel/api/testing'
import { LaurelClient } from '@laurel/load/laurel-client'
import { startNodeServer } from '@laurel/load/node-server'
import { expect, test } from 'vitest'
import { expectVerified } from '../clients/verify-folder.ts'
import { randomOf } from '../random.ts'
import { seed, times } from '../run-form.ts'
import { startReceiver } from './receiver.ts'

const MEMBERS = times(300, 3_000)
const RECEIPTS = 2 * MEMBERS
/** Of each kind of work. */
const KILLS = times(2, 20)
/** No quiet hour. */
const NOW = '2026-03-10T10:00:00+08:00'
const LONGEST_MS = times(180_000, 900_000)

const numbers = (count: number) => Array.from({ length: count }, (_, i) => i)
const MEMBERS_FILE = `externalId,phone\n${numbers(MEMBERS)
  .map(i => `m${i},${13_900_000_000 + i}`)
  .join('\n')}\n`
const RECEIPTS_FILE = `externalId,memberExternalId,occurredAt,store,sku,unitPrice,tender\n${numbers(RECEIPTS)
  .map(i => `r${i},m${i % MEMBERS},2026-03-09 10:00,s,A1,100.00,cash`)
  .join('\n')}\n`

/** A server that is killed at its work and started again on the same folder, and what asks it meanwhile. */
const startHost = async (dataDir: string) => {
  let server = await startNodeServer({ dataDir })
  const { url, port, operatorKey } = server
  const operator = new LaurelClient(url, operatorKey)
  const { secretKey } = await operator.call<Wire>('POST', '/v1/programs', {
    body: { name: 'Background', preset: 'wangfujing', mode: 'test' },
  })
  const client = new LaurelClient(url, secretKey)
  const send = async (method: string, path: string, contentType: string, body: string): Promise<Wire> => {
    const headers = { authorization: `Bearer ${secretKey}`, 'content-type': contentType }
    const response = await fetch(url + path, { method, headers, body })
    expect(response.ok, `${method} ${path}`).toBe(true)
    return (await response.json()) as Wire
  }
  return {
    client,
    send,
    restart: async () => {
      await server.kill()
      server = await startNodeServer({ dataDir, port })
    },
    stop: () => server.stop(),
    kill: () => server.kill(),
  }
}

type Host = Awaited<ReturnType<typeof startHost>>

/** Comes back once `progress` has come so far. */
const come = async (what: string, progress: () => Promise<number>, target: number): Promise<void> => {
  for (const until = Date.now() + LONGEST_MS; (await progress()) < target; await wait(5))
    if (Date.now() > until) throw new Error(`${what} came to ${await progress()}, not to ${target}`)
}

/** Kills the server while something comes from nothing to the whole of it, and waits for that; amid it, once at least. */
const killAmid = async (
  { restart }: Host,
  what: string,
  stream: number,
  whole: number,
  progress: () => Promise<number>,
): Promise<void> => {
  const random = randomOf(seed, stream)
  const targets = numbers(KILLS).map(() => random.below(Math.floor(whole * 0.7)))
  let amid = 0
  for (const target of targets.toSorted((a, b) => a - b)) {
    await come(what, progress, target)
    await restart()
    if ((await progress()) < whole) amid++
  }
  await come(what, progress, whole)
  console.log(`${what}: killed ${amid} times amid it`)
  expect(amid, `${what}: no kill came amid it`).toBeGreaterThan(0)
}

const collect = async <Item>(list: AsyncIterable<Item>): Promise<Item[]> => {
  const items: Item[] = []
  for await (const item of list) items.push(item)
  return items
}

/** How many transactions of each kind the journal of every member has. */
const journalKinds = async (client: LaurelClient, members: readonly Wire[]) => {
  const kinds: Record<string, number> = {}
  for (const { id } of members)
    for await (const { kind } of client.list<Wire>(`/v1/members/${id}/ledger`)) kinds[kind] = (kinds[kind] ?? 0) + 1
  return kinds
}

test('imports, messages, deliveries to endpoints and an undo go on after every kill where they were, and lose and double nothing', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'laurel-background-'))
  const receiver = await startReceiver()
  const host = await startHost(dataDir)
  const { client, send } = host
  try {
    await client.call('POST', '/v1/program/clock', { body: { now: NOW } })
    const endpoint = await client.call<Wire>('POST', '/v1/webhooks', { body: { url: `${receiver.url}/events` } })
    const account = {
      url: `${receiver.url}/messages`,
      secret: `whsec_${randomBytes(32).toString('base64')}`,
      by: 'sms',
    }
    await send('PUT', '/v1/channels/webhook', 'application/json', JSON.stringify(account))

    const importOf = async (kind: string, file: string): Promise<string> =>
      (await send('POST', `/v1/imports?kind=${kind}`, 'text/csv', file)).id
    const done = (id: string) => async () => (await client.call<Wire>('GET', `/v1/imports/${id}`)).done
    const people = await importOf('members', MEMBERS_FILE)
    await killAmid(host, 'an import of members', 11, MEMBERS, done(people))
    const receipts = await importOf('purchases', RECEIPTS_FILE)
    await killAmid(host, 'an import of receipts', 12, RECEIPTS, done(receipts))
    const isDone = async (id: string) => ((await client.call<Wire>('GET', `/v1/imports/${id}`)).doneAt === null ? 0 : 1)
    for (const [id, rows] of [
      [people, MEMBERS],
      [receipts, RECEIPTS],
    ] as const) {
      await come('the end of an import', () => isDone(id), 1)
      const told = await client.call<Wire>('GET', `/v1/imports/${id}`)
      expect(told).toMatchObject({ status: 'done', rows, done: rows, created: rows, updated: 0, rejected: [] })
    }
    const members = await collect(client.list<Wire>('/v1/members'))
    expect(members).toHaveLength(MEMBERS)
    expect(await journalKinds(client, members)).toEqual({ earn: RECEIPTS })

    const texts = { en: { body: 'Hello {{ member.name | default: "guest" }}' } }
    const template = { code: 'hello', name: 'Hello', channel: 'webhook', data: [], texts }
    await client.call('POST', '/v1/messageTemplates', { body: template })
    const campaign = await client.call<Wire>('POST', '/v1/campaigns', {
      body: { name: 'All', template: 'hello', purpose: 'service', audience: { everybody: true } },
    })
    await killAmid(host, 'a campaign', 13, MEMBERS, async () => receiver.ids('/messages').length)
    const messages = `/v1/campaigns/${campaign.id}/messages`
    const sent = async () =>
      (await collect(client.list<Wire>(messages))).filter(({ status }) => status === 'sent').length
    await come('messages that are known to be sent', sent, MEMBERS)
    const rows = await collect(client.list<Wire>(messages))
    expect(rows.map(({ memberId }) => memberId).toSorted()).toEqual(members.map(({ id }) => id).toSorted())
    expect(receiver.ids('/messages').toSorted()).toEqual(rows.map(({ id }) => id).toSorted())
    const said = receiver.received.filter(({ path }) => path === '/messages')
    const toWhom = new Set(said.map(({ id, body }) => `${id} ${JSON.parse(body).data.memberId}`))
    expect(toWhom.size).toBe(MEMBERS)

    await client.call('POST', `/v1/imports/${receipts}/undo`)
    const undone = async () => (await client.call<Wire>('GET', `/v1/imports/${receipts}`)).undo.undone
    await killAmid(host, 'an undo', 14, RECEIPTS, undone)
    const isUndone = async () =>
      (await client.call<Wire>('GET', `/v1/imports/${receipts}`)).undo.doneAt === null ? 0 : 1
    await come('the end of an undo', isUndone, 1)
    expect(await client.call<Wire>('GET', `/v1/imports/${receipts}`)).toMatchObject({
      status: 'undone',
      undo: { rows: RECEIPTS, undone: RECEIPTS, standing: 0, erased: 0 },
    })
    expect(await journalKinds(client, members)).toEqual({ earn: RECEIPTS, return: RECEIPTS })

    // An event is told a moment after its fact, and an import's own after all of its rows.
    const told = async () => collect(client.list<Wire>('/v1/events'))
    await come(
      'the event of an undo',
      async () => (await told()).filter(({ type }) => type === 'import.undone').length,
      1,
    )
    const events = await told()
    const listed = new Map(events.map(event => [event.id, event]))
    const byMember = (ids: readonly string[]) => Map.groupBy(ids, id => listed.get(id)?.data.memberId ?? '')
    const delivered = () => receiver.ids('/events').length
    await come('deliveries to an endpoint', async () => delivered(), events.length)
    expect(byMember(receiver.ids('/events'))).toEqual(byMember(events.map(({ id }) => id)))
    const before = receiver.received.length
    await client.call('POST', `/v1/webhooks/${endpoint.id}/replay`, { body: { from: '2026-01-01T00:00:00Z' } })
    const again = () => receiver.ids('/events', before)
    await killAmid(host, 'a replay to an endpoint', 15, events.length, async () => again().length)
    expect(again().toSorted()).toEqual(events.map(({ id }) => id).toSorted())
    await host.stop()
    await expectVerified(dataDir)
  } finally {
    await host.kill()
    receiver.close()
    rmSync(dataDir, { recursive: true, force: true })
  }
})
