import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEdge } from '@laurel/edge'
import { figure, type Bench, type Figure } from '../bench.ts'
import { LoadConnection } from '../http/connection.ts'
import { putLoad } from '../http/load.ts'
import { requestBytes, type HttpRequest } from '../http/request.ts'
import { inTurn, openShop, purchaseOf, summaryRequests } from '../http/shop.ts'
import { startDistance, type Distance } from './distance.ts'
import { startEdgeProcess } from './edge-process.ts'

const OPERATOR_KEY = 'op_bench'
const CONNECTIONS = 64
const DISTANCES_MS = [20, 100]

interface Plan {
  readonly members: number
  readonly seconds: number
  /** How often a request is sent by itself, to time it. */
  readonly samples: number
}

const plans: Readonly<Record<'full' | 'tiny', Plan>> = {
  full: { members: 128, seconds: 8, samples: 40 },
  tiny: { members: 2, seconds: 0.2, samples: 2 },
}

/** Answered a second, with the database on the same machine. */
const rates = async ({ members, seconds }: Plan, dataDir: string): Promise<readonly Figure[]> => {
  const edge = await startEdgeProcess(dataDir, OPERATOR_KEY)
  try {
    const shop = await openShop(edge.url, OPERATOR_KEY, members)
    const load = (requests: readonly HttpRequest[], expect: number, forSeconds = seconds) =>
      putLoad({
        url: edge.url,
        connections: CONNECTIONS,
        seconds: forSeconds,
        request: inTurn(edge.url, requests),
        expect,
      })
    const buying = shop.members.map(member => purchaseOf(shop, member))
    const reading = await summaryRequests(shop)
    await load(buying, 201, seconds / 4)
    const purchases = await load(buying, 201)
    const reads = await load(reading, 200)
    return [
      figure('purchases', purchases.perSecond, 'receipts/s'),
      figure('p99 of the purchases', purchases.p99, 'ms'),
      figure('`/v1/me`', reads.perSecond, 'reads/s'),
      figure('p99 of the reads', reads.p99, 'ms'),
    ]
  } finally {
    await edge.stop()
  }
}

interface Timed {
  readonly what: string
  readonly request: HttpRequest
  readonly expect: number
  /** Round trips to the database that it may take. */
  readonly atMost: number
}

/** The median time of a request that is sent alone, and the round trips of the one that took most. */
const timed = async (url: string, { what, request, expect }: Timed, distance: Distance, samples: number) => {
  const connection = await LoadConnection.open(url)
  const bytes = requestBytes(url, request)
  const took: number[] = []
  let roundTrips = 0
  try {
    // The first warms the isolate: it migrates and compiles the rules.
    for (let i = 0; i <= samples; i++) {
      distance.count()
      const started = performance.now()
      const status = await connection.send(bytes)
      if (status !== expect) throw new Error(`${what} answered ${status}`)
      if (i === 0) continue
      took.push(performance.now() - started)
      roundTrips = Math.max(roundTrips, distance.count())
    }
  } finally {
    connection.close()
  }
  return { ms: took.toSorted((a, b) => a - b)[took.length >> 1]!, roundTrips }
}

/** Round trips of single requests, and what the database's distance adds to them. */
const distances = async ({ samples }: Plan, dataDir: string): Promise<readonly Figure[]> => {
  let distance: Distance | undefined
  const edge = await startEdge({
    port: 0,
    dataDir,
    env: { LAUREL_OPERATOR_KEY: OPERATOR_KEY, LAUREL_LOG: 'off' },
    between: async target => (distance = await startDistance(target)).url,
  })
  try {
    const between = distance!
    const shop = await openShop(edge.url, OPERATOR_KEY, 1)
    const [read] = await summaryRequests(shop)
    const all: readonly Timed[] = [
      { what: 'a purchase', request: purchaseOf(shop, shop.members[0]!), expect: 201, atMost: 2 },
      { what: 'a read of `/v1/me`', request: read!, expect: 200, atMost: 1 },
      {
        what: 'a page’s preflight',
        request: {
          method: 'OPTIONS',
          path: '/v1/me',
          headers: { origin: 'https://shop.example', 'access-control-request-method': 'GET' },
        },
        expect: 204,
        atMost: 0,
      },
      { what: 'the reference', request: { method: 'GET', path: '/openapi.json', headers: {} }, expect: 200, atMost: 0 },
    ]
    const near: { readonly ms: number; readonly roundTrips: number }[] = []
    for (const one of all) near.push(await timed(edge.url, one, between, samples))
    const figures = all.map(({ what, atMost }, i) =>
      figure(`round trips of ${what}`, near[i]!.roundTrips, '', { atMost }),
    )
    for (const ms of DISTANCES_MS) {
      between.roundTripMs = ms
      for (const [i, one] of all.entries())
        if (one.atMost > 0) {
          const far = await timed(edge.url, one, between, samples)
          figures.push(figure(`added to ${one.what} by a database ${ms} ms away`, far.ms - near[i]!.ms, 'ms'))
        }
    }
    return figures
  } finally {
    await edge.close()
    await distance?.close()
  }
}

export const edgeBench: Bench = {
  name: 'edge',
  title: 'The edge',
  how:
    'The Worker on workerd with a libSQL server on loopback, 64 connections. Then single requests through a proxy that ' +
    'counts the round trips to the database, and makes each of them 20 or 100 ms longer.',
  run: async size => {
    const folder = mkdtempSync(join(tmpdir(), 'laurel-bench-'))
    try {
      const figures = [
        ...(await rates(plans[size], join(folder, 'rates'))),
        ...(await distances(plans[size], join(folder, 'distances'))),
      ]
      return { figures, notes: [] }
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
}
