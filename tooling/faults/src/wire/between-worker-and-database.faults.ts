import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEdge, type RunningWorker } from '@laurel/edge'
import { LaurelClient } from '@laurel/load/laurel-client'
import type { Wire } from '@laurel/api/testing'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { buy } from '../clients/deeds.ts'
import { sendOnce } from '../clients/patient-client.ts'
import { openShop, type Shop } from '../clients/shop.ts'
import { expectVerified } from '../clients/verify-folder.ts'
import { times } from '../run-form.ts'
import { byChance } from './chance.ts'
import { fates, startFaultyProxy, type Fate, type FaultyProxy, type Passing } from './faulty-proxy.ts'
import { shopThrough } from './shop-through.ts'

const ANSWERS = times(200, 10_000)
const OPERATOR_KEY = 'op_faults'

const dataDir = mkdtempSync(join(tmpdir(), 'laurel-wire-'))
const chance = byChance(30)
let fateOf: (passing: Passing) => Fate = () => 'pass'
let proxy: FaultyProxy
let edge: RunningWorker
let shop: Shop
let closing: Promise<void> | undefined
const closeEdge = () => (closing ??= edge.close())

beforeAll(async () => {
  // The Worker's request log comes out here; the suite has no use for it.
  vi.spyOn(console, 'log').mockImplementation(() => undefined)
  const between = async (target: string) => {
    proxy = await startFaultyProxy({ target, fateOf: passing => fateOf(passing), delayMs: chance.delayMs })
    return proxy.url
  }
  edge = await startEdge({ port: 0, dataDir, env: { LAUREL_OPERATOR_KEY: OPERATOR_KEY }, between })
  shop = await openShop(edge.url, OPERATOR_KEY)
})

afterAll(async () => {
  await closeEdge()
  await proxy.close()
  rmSync(dataDir, { recursive: true, force: true })
})

/** The commit has been made when its answer is given, delayed or lost. */
const STANDS = new Set<Fate>(['pass', 'cutAfter', 'cutAnswer', 'badGatewayAfter', 'slow', 'slowAnswer'])

const isCommit = ({ body }: Passing): boolean => body.includes('BEGIN IMMEDIATE')
const transactions = async (): Promise<number> => {
  const books = await new LaurelClient(edge.url, shop.key).call<Wire>('GET', '/v1/ledger/trialBalance')
  return books.transactions
}

/** Records a receipt whose first commit meets with a fate, and all later reads and commits with what `after` says. */
const buyWith = async (fate: Fate, after: Fate = 'pass') => {
  let commits = 0
  fateOf = passing => {
    if (!isCommit(passing)) return commits > 0 ? after : 'pass'
    return commits++ === 0 ? fate : after
  }
  const asking = buy(shop.sharedMemberId, 10)
  const settled = await sendOnce({ url: edge.url, key: shop.key, lost: async () => undefined }, asking)
  fateOf = () => 'pass'
  await proxy.settled()
  if (settled) shop.told.push({ asking, answer: settled, sends: 1 })
  return { asking, settled, commits }
}

describe.each(fates)('a commit that meets with: %s', fate => {
  test('is answered at once with the one receipt that it made', async () => {
    const before = await transactions()
    const { settled, commits } = await buyWith(fate)
    expect(settled?.status).toBe(201)
    // Of two that arrive one is refused, and then it has been made before.
    if (!fate.startsWith('twice')) expect(settled?.replayed).toBe(false)
    if (STANDS.has(fate)) expect(commits, 'what stands is found by reading, not sent again').toBe(1)
    expect(await transactions()).toBe(before + 1)
  })

  test('with no database to ask afterwards is answered 503, and once when it is sent again', async () => {
    const before = await transactions()
    const { asking, settled } = await buyWith(fate, 'badGateway')
    // Where the commit itself was answered there was nothing to ask.
    if (settled) expect(settled.status).toBe(201)
    const network = { url: edge.url, key: shop.key, lost: async () => undefined }
    const again = await sendOnce(network, asking)
    expect(again?.status).toBe(201)
    if (!settled) shop.told.push({ asking, answer: again, sends: 2 })
    expect(await transactions()).toBe(before + 1)
  })
})

test(`of ${ANSWERS} requests to a Worker whose database is cut, doubled, delayed and refused, each is done once`, async () => {
  fateOf = chance.fateOf
  const clients = await startFaultyProxy({ target: edge.url, ...byChance(31) })
  const { url } = edge
  const heal = () => void (fateOf = () => 'pass')
  await shopThrough(shop, { direct: url, faulty: clients.url, answers: ANSWERS, stream: 32, heal })
  expect([...proxy.dealt.keys()].toSorted()).toEqual([...fates].toSorted())
  await clients.close()
  await proxy.settled()
  await closeEdge()
  await expectVerified(dataDir)
})
