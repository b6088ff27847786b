import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { jobKinds, presets } from '@laurel/core'
import { inParallel } from '@laurel/load/in-parallel'
import { LaurelClient } from '@laurel/load/laurel-client'
import { startNodeServer, type NodeServer } from '@laurel/load/node-server'
import type { Wire } from '@laurel/api/testing'
import { expect, test } from 'vitest'
import { GIFT, NOW } from '../clients/deeds.ts'
import { expectVerified } from '../clients/verify-folder.ts'
import { randomOf } from '../random.ts'
import { seed, times } from '../run-form.ts'

/** More than two chunks of two hundred, so that every occurrence can be cut off between and within its chunks. */
const MEMBERS = 450
const KILLS = times(2, 25)
/** A reservation lapses, a card falls, points are rebated, member cash and what is left of the points expire. */
const ARRIVAL = '2027-04-01T00:00:00+08:00'
const POSTED_PER_MEMBER = 4
const MOST_ASKED = 10_000

const rules = {
  ...presets.wangfujing,
  expiry: {
    points: { kind: 'inactivity', months: 12 },
    memberCash: { kind: 'yearly', on: { month: 1, day: 1 } },
  },
}

const setUp = async ({ url, operatorKey }: NodeServer) => {
  const operator = new LaurelClient(url, operatorKey)
  const { secretKey } = await operator.call<Wire>('POST', '/v1/programs', {
    body: { name: 'Jobs', mode: 'test', rules },
  })
  const client = new LaurelClient(url, secretKey)
  await client.call('POST', '/v1/program/clock', { body: { now: NOW } })
  await client.call('POST', '/v1/rewards', { body: GIFT })
  await client.call('POST', '/v1/segments', { body: { name: 'Buyers', filter: { kind: 'bought' } } })
  const members: string[] = []
  await inParallel(Array.from({ length: MEMBERS }), 16, async () => {
    const { id } = await client.call<Wire>('POST', '/v1/members', { body: {} })
    const line = { sku: 'A1', quantity: 1, unitPrice: 120_000 }
    const tenders = [{ kind: 'wechat', amount: 120_000 }]
    const sale = { memberId: id, store: 'beijing-1', externalId: randomUUID(), lines: [line], tenders }
    await client.call('POST', '/v1/purchases', { body: sale })
    await client.call('POST', '/v1/redemptions', { body: { memberId: id, reward: GIFT.code } })
    members.push(id)
  })
  return { client, members }
}

/** Sends until it is done, whatever becomes of the server meanwhile. */
const arrive = async (client: LaurelClient, idempotencyKey: string, isOver: () => boolean): Promise<Wire> => {
  for (let asked = 0; asked < MOST_ASKED; asked++) {
    if (isOver()) throw new Error('the suite ended')
    const body = { now: ARRIVAL }
    const moved = await client.call<Wire>('POST', '/v1/program/clock', { body, idempotencyKey }).catch(() => undefined)
    if (moved && !('job' in moved)) return moved
  }
  throw new Error('the clock never arrived')
}

/** Comes back once so many transactions are posted. */
const posted = async (client: LaurelClient, count: number): Promise<void> => {
  for (let asked = 0; asked < MOST_ASKED; asked++)
    if ((await client.call<Wire>('GET', '/v1/ledger/trialBalance')).transactions >= count) return
}

const journalOf = async (client: LaurelClient, memberId: string) => {
  const { data } = await client.call<Wire>('GET', `/v1/members/${memberId}/ledger?limit=100`)
  return data.map(({ kind, occurredAt, because, postings }: Wire) => ({
    kind,
    occurredAt,
    because: because.cause === 'job' ? because.id : because.cause,
    postings,
  }))
}

test(`scheduled work goes on after ${KILLS} kills where it was, and is done once for every member`, async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'laurel-jobs-'))
  const random = randomOf(seed, 3)
  let server = await startNodeServer({ dataDir })
  let isOver = false
  try {
    const { client, members } = await setUp(server)
    const before = 2 * MEMBERS
    const arrived = arrive(client, randomUUID(), () => isOver)
    arrived.catch(() => undefined)
    let kills = 0
    const targets = Array.from({ length: KILLS }, () => before + random.below(POSTED_PER_MEMBER * MEMBERS))
    for (const target of targets.toSorted((a, b) => a - b)) {
      await posted(client, target)
      await server.kill()
      kills++
      server = await startNodeServer({ dataDir, port: server.port })
    }
    const { jobs } = await arrived
    const kinds = new Set(jobs.map(({ name }: { readonly name: string }) => name.split(':')[0]))
    expect(
      jobKinds.filter(kind => !kinds.has(kind)),
      'scheduled work that nothing here makes fall due',
    ).toEqual([])
    const [first, ...others] = await Promise.all(members.map(id => journalOf(client, id)))
    expect(first.map(({ kind }: Wire) => kind)).toEqual(['expire', 'expire', 'rebate', 'reverse', 'redeem', 'earn'])
    for (const journal of others) expect(journal).toEqual(first)
    console.log(`${kills} kills`)
    await server.stop()
    await expectVerified(dataDir)
  } finally {
    isOver = true
    await server.kill()
    rmSync(dataDir, { recursive: true, force: true })
  }
})
