import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import autocannon from 'autocannon'

const OPERATOR = 'op_bench'
const CONNECTIONS = 64
const SECONDS = 8

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })

interface Server {
  readonly url: string
  readonly stop: () => Promise<void>
}

/** The self-hosted server as it ships, in a process of its own, on an empty folder. */
const startServer = async (): Promise<Server> => {
  const port = await freePort()
  const dataDir = mkdtempSync(join(tmpdir(), 'laurel-bench-'))
  const entry = join(import.meta.dirname, '../../../apps/api/src/node.ts')
  const env = {
    ...process.env,
    PORT: String(port),
    LAUREL_DATA: dataDir,
    LAUREL_OPERATOR_KEY: OPERATOR,
    LAUREL_DEMO: 'off',
    LAUREL_LOG: 'off',
  }
  const child: ChildProcess = spawn(process.execPath, [entry], { env, stdio: ['ignore', 'ignore', 'inherit'] })
  const gone = once(child, 'exit')
  const url = `http://127.0.0.1:${port}`
  for (let tries = 0; tries < 200; tries++) {
    const up = await fetch(`${url}/v1/health`).then(
      answer => answer.ok,
      () => false,
    )
    if (up) break
    await new Promise(resolve => setTimeout(resolve, 50))
  }
  return {
    url,
    stop: async () => {
      child.kill('SIGTERM')
      await gone
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** What a load came to: answered a second, and how long it took in milliseconds. */
export interface Load {
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

const load = async (url: string, key: string, requests: autocannon.Request[]): Promise<Load> => {
  const result = await autocannon({
    url,
    connections: CONNECTIONS,
    duration: SECONDS,
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    requests,
  })
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${result.non2xx} refused, ${result.errors} errors: ${JSON.stringify(result.statusCodeStats)}`)
  return { perSecond: Math.round(result.requests.average), p50: result.latency.p50, p99: result.latency.p99 }
}

/** Durable receipts of three lines over HTTP, and quotes of the same lines, which decide but write nothing, self-hosted, under 64 connections. */
export const purchaseLoads = async (): Promise<Readonly<Record<'quotes' | 'distinct' | 'hot', Load>>> => {
  const server = await startServer()
  try {
    const { secretKey } = await call<{ secretKey: string }>(server.url, OPERATOR, '/v1/programs', {
      name: 'bench',
      mode: 'live',
      preset: 'wanqian',
    })
    const members: string[] = []
    for (let i = 0; i < 512; i++)
      members.push((await call<{ id: string }>(server.url, secretKey, '/v1/members', {})).id)
    const purchase = (memberId: string): autocannon.Request => ({
      method: 'POST',
      path: '/v1/purchases',
      body: receipt(memberId),
    })
    const unpaid: unknown = { ...JSON.parse(receipt(members[0]!)), tenders: undefined }
    return {
      quotes: await load(server.url, secretKey, [{ method: 'POST', path: '/v1/quotes', body: JSON.stringify(unpaid) }]),
      distinct: await load(server.url, secretKey, members.map(purchase)),
      hot: await load(server.url, secretKey, [purchase(members[1]!)]),
    }
  } finally {
    await server.stop()
  }
}
