import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startNodeServer, type NodeServer } from '@laurel/load/node-server'
import { figure, ratio, type Bench, type Measured } from '../bench.ts'
import { putLoad, type Load } from '../http/load.ts'
import { inTurn, openShop, purchaseOf, type Shop } from '../http/shop.ts'
import { openBareLedger } from './bare-transactions.ts'
import { commitsOf } from './commits.ts'

const CONNECTIONS = 64
const WITHOUT_WRITES = join(import.meta.dirname, 'server-without-writes.ts')

interface Plan {
  readonly members: number
  readonly rounds: number
  readonly seconds: number
}

const plans: Readonly<Record<'full' | 'tiny', Plan>> = {
  full: { members: 512, rounds: 3, seconds: 5 },
  tiny: { members: 4, rounds: 1, seconds: 0.2 },
}

/** The run in the middle by rate: one that something else disturbed counts for nothing. */
const middle = (loads: readonly Load[]): Load =>
  loads.toSorted((a, b) => a.perSecond - b.perSecond)[Math.floor(loads.length / 2)]!

const middleOf = (rates: readonly number[]): number => rates.toSorted((a, b) => a - b)[Math.floor(rates.length / 2)]!

interface Side {
  readonly shop: Shop
  readonly server: NodeServer
}

const purchases = ({ shop, server }: Side, members: readonly string[], seconds: number, perSecond?: number) =>
  putLoad({
    url: server.url,
    pid: server.pid,
    connections: CONNECTIONS,
    seconds,
    request: inTurn(
      server.url,
      members.map(member => purchaseOf(shop, member)),
    ),
    expect: 201,
    ...(perSecond !== undefined && { perSecond }),
  })

/** The receipts that shared a commit, as far as the server tells. */
const receiptsPerCommit = async (side: Side, load: () => Promise<Load>): Promise<[Load, number | null]> => {
  const before = await commitsOf(side.server)
  const result = await load()
  const after = await commitsOf(side.server)
  return [result, before === null || after === null ? null : result.answered / (after - before)]
}

const measure = async (plan: Plan, durable: Side, unwritten: Side, folder: string): Promise<Measured> => {
  const { members } = durable.shop
  const [hotMember] = members
  const { rounds, seconds } = plan
  const bare = openBareLedger(folder)
  const results = {
    none: [] as Load[],
    many: [] as Load[],
    hot: [] as Load[],
    one: [] as number[],
    sixteen: [] as number[],
  }
  const shared: (number | null)[] = []
  // Warm: what is measured is a server that has been running.
  for (const side of [durable, unwritten]) await purchases(side, members, seconds / 2)
  for (let round = 0; round < rounds; round++) {
    results.none.push(await purchases(unwritten, members, seconds))
    const [many, together] = await receiptsPerCommit(durable, () => purchases(durable, members, seconds))
    results.many.push(many)
    shared.push(together)
    results.hot.push(await purchases(durable, [hotMember!], seconds))
    results.one.push(bare.rate(1, seconds / 2))
    results.sixteen.push(bare.rate(16, seconds / 2))
  }
  bare.close()
  const [none, many, hot] = [middle(results.none), middle(results.many), middle(results.hot)]
  const half = await purchases(durable, members, seconds * 2, many.perSecond / 2)
  const perCommit = shared.every(together => together !== null) ? middleOf(shared) : null
  return {
    figures: [
      figure('durable receipts, distinct members', many.perSecond, 'receipts/s'),
      figure('p50 at that rate', many.p50, 'ms'),
      figure('p99 at that rate', many.p99, 'ms'),
      figure('durable receipts, one hot member', hot.perSecond, 'receipts/s'),
      figure('p99 of the hot member', hot.p99, 'ms'),
      figure('(a) decided and answered, nothing written', none.perSecond, 'receipts/s'),
      figure('(b) bare double entry, one to a commit', middleOf(results.one), 'transactions/s'),
      figure('bare double entry, sixteen to a commit', middleOf(results.sixteen), 'transactions/s'),
      ratio('distinct ÷ (a)', many.perSecond, none.perSecond, { atLeast: 0.8 }),
      ratio('distinct ÷ (b)', many.perSecond, middleOf(results.one), { atLeast: 1.1 }),
      ratio('hot ÷ distinct', hot.perSecond, many.perSecond, { atLeast: 0.7 }),
      figure('p50 at half the rate', half.p50, 'ms'),
      figure('p99 at half the rate', half.p99, 'ms', { atMost: 15 }),
      ...(perCommit === null ? [] : [figure('receipts per commit, one fsync each', perCommit, '', { atLeast: 8 })]),
    ],
    notes: [
      ...(many.ownShare === null
        ? []
        : [`What sends the requests took ${Math.round(many.ownShare * 100)} % of the CPU that was used.`]),
      ...(perCommit === null ? ['The server has no metrics to count its commits by.'] : []),
    ],
  }
}

const run = async (plan: Plan): Promise<Measured> => {
  const folder = mkdtempSync(join(tmpdir(), 'laurel-bench-'))
  const [durableDir, unwrittenDir] = [join(folder, 'durable'), join(folder, 'unwritten')]
  const servers: NodeServer[] = []
  const start = async (dataDir: string, entry?: string): Promise<NodeServer> => {
    const server = await startNodeServer({ dataDir, ...(entry !== undefined && { entry }) })
    servers.push(server)
    return server
  }
  try {
    mkdirSync(durableDir)
    const first = await startNodeServer({ dataDir: durableDir })
    const shop = await openShop(first.url, first.operatorKey, plan.members).finally(() => first.stop())
    cpSync(durableDir, unwrittenDir, { recursive: true })
    const durable = { shop, server: await start(durableDir) }
    const unwritten = { shop, server: await start(unwrittenDir, WITHOUT_WRITES) }
    return await measure(plan, durable, unwritten, folder)
  } finally {
    for (const server of servers) await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

export const purchaseBench: Bench = {
  name: 'purchases',
  title: 'Durable purchases',
  how:
    'Receipts of three lines by `POST /v1/purchases`, self-hosted, `synchronous=FULL`, 64 connections, 512 distinct members ' +
    'in turn or one; the rounds of all take turns, and the middle one counts. (a) is the same server over the same data ' +
    'with its storage commits left out. (b) is a transaction, two postings and two balances through the native engine. ' +
    'At half the rate, requests are due at fixed times, and are counted from when they were due.',
  run: size => run(plans[size]),
}
