import { figure, ratio, type Bench, type Size } from './bench.ts'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startNodeServer } from '@laurel/load/node-server'
import autocannon from 'autocannon'

const CONNECTIONS = 64

/** What a load came to: answered a second, and how long it took in milliseconds. */
interface Load {
  readonly perSecond: number
  readonly p50: number
  readonly p99: number
}

const call = async <T>(url: string, key: string, path: string, body: unknown): Promise<T> => {
  const answer = await fetch(url + path, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(`${path} answered ${answer.status} ${await answer.text()}`)
  return (await answer.json()) as T
}

const receipt = (memberId: string) =>
  JSON.stringify({
    memberId,
    store: 'nanjing-road',
    lines: ['coat', 'scarf', 'lipstick'].map(sku => ({
      sku,
      brand: 'maison',
      category: 'apparel',
      quantity: 1,
      unitPrice: 12_900,
    })),
    tenders: [{ kind: 'wechat', amount: 3 * 12_900 }],
  })

const load = async (url: string, key: string, requests: autocannon.Request[], duration: number): Promise<Load> => {
  const result = await autocannon({
    url,
    connections: CONNECTIONS,
    duration,
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    requests,
  })
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${result.non2xx} refused, ${result.errors} errors: ${JSON.stringify(result.statusCodeStats)}`)
  return { perSecond: Math.round(result.requests.average), p50: result.latency.p50, p99: result.latency.p99 }
}

/** Durable receipts of three lines over HTTP, and quotes of the same lines, which decide but write nothing, self-hosted, under 64 connections. */
const purchaseLoads = async (size: Size): Promise<Readonly<Record<'quotes' | 'distinct' | 'hot', Load>>> => {
  const [seconds, count] = size === 'full' ? ([8, 512] as const) : ([1, 4] as const)
  const dataDir = mkdtempSync(join(tmpdir(), 'laurel-bench-'))
  const server = await startNodeServer({ dataDir })
  try {
    const { secretKey } = await call<{ secretKey: string }>(server.url, server.operatorKey, '/v1/programs', {
      name: 'bench',
      mode: 'live',
      preset: 'wanqian',
    })
    const members: string[] = []
    for (let i = 0; i < count; i++)
      members.push((await call<{ id: string }>(server.url, secretKey, '/v1/members', {})).id)
    const purchase = (memberId: string): autocannon.Request => ({
      method: 'POST',
      path: '/v1/purchases',
      body: receipt(memberId),
    })
    const unpaid: unknown = { ...JSON.parse(receipt(members[0]!)), tenders: undefined }
    return {
      quotes: await load(
        server.url,
        secretKey,
        [{ method: 'POST', path: '/v1/quotes', body: JSON.stringify(unpaid) }],
        seconds,
      ),
      distinct: await load(server.url, secretKey, members.map(purchase), seconds),
      hot: await load(server.url, secretKey, [purchase(members[1]!)], seconds),
    }
  } finally {
    await server.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

export const purchaseBench: Bench = {
  name: 'purchases',
  title: 'Durable purchases',
  how: 'Receipts of three lines over HTTP, self-hosted, 64 connections; beside them quotes, which decide and write nothing.',
  run: async size => {
    const { quotes, distinct, hot } = await purchaseLoads(size)
    return {
      figures: [
        figure('quotes, 512 members', quotes.perSecond, 'quotes/s'),
        figure('durable receipts, 512 members', distinct.perSecond, 'receipts/s'),
        figure('durable receipts, one member', hot.perSecond, 'receipts/s'),
        ratio('receipts ÷ quotes', distinct.perSecond, quotes.perSecond),
        ratio('one member ÷ many', hot.perSecond, distinct.perSecond),
      ],
      notes: [],
    }
  },
}
