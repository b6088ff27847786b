import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { startNodeServer } from '@laurel/load/node-server'
import { figure, ratio, type Bench, type Measured } from '../bench.ts'
import { putLoad, type Load } from '../http/load.ts'
import { inTurn, openShop, summaryRequests } from '../http/shop.ts'

const CONNECTIONS = 64

interface Plan {
  readonly members: number
  readonly rounds: number
  readonly seconds: number
}

const plans: Readonly<Record<'full' | 'tiny', Plan>> = {
  // A member may ask 600 times at once and ten times a second after that: there must be enough of them for a fast machine.
  full: { members: 1024, rounds: 3, seconds: 5 },
  tiny: { members: 64, rounds: 1, seconds: 0.2 },
}

/** Keeps a process to one core where the platform can (`taskset`); whether it could. */
const pin = (pid: number, cores: string): boolean => {
  try {
    execFileSync('taskset', ['-acp', cores, String(pid)], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

const best = (loads: readonly Load[]): Load => loads.reduce((a, b) => (b.perSecond > a.perSecond ? b : a))

const measure = async (plan: Plan, dataDir: string): Promise<Measured> => {
  const server = await startNodeServer({ dataDir })
  const isPinned = cpus().length > 1 && pin(server.pid, '0') && pin(process.pid, `1-${cpus().length - 1}`)
  try {
    const shop = await openShop(server.url, server.operatorKey, plan.members)
    const afresh = await summaryRequests(shop)
    const known = await summaryRequests(shop, async token => {
      const answer = await fetch(`${server.url}/v1/me`, { headers: { authorization: `Bearer ${token}` } })
      await answer.body?.cancel()
      return { 'if-none-match': answer.headers.get('etag') ?? '' }
    })
    const load = (requests: typeof afresh, expect: number, seconds = plan.seconds) =>
      putLoad({
        url: server.url,
        pid: server.pid,
        connections: CONNECTIONS,
        seconds,
        request: inTurn(server.url, requests),
        expect,
      })
    await load(known, 304, plan.seconds / 2)
    const results = { known: [] as Load[], afresh: [] as Load[] }
    for (let round = 0; round < plan.rounds; round++) {
      results.known.push(await load(known, 304))
      results.afresh.push(await load(afresh, 200))
    }
    const [revalidated, whole] = [best(results.known), best(results.afresh)]
    return {
      figures: [
        figure('revalidated, 304', revalidated.perSecond, 'reads/s', { atLeast: 10_000 }),
        figure('p99 of these', revalidated.p99, 'ms'),
        figure('answered whole, 200', whole.perSecond, 'reads/s'),
        ratio('revalidated ÷ whole', revalidated.perSecond, whole.perSecond),
      ],
      notes: [
        isPinned
          ? 'The server had one core, what asks it the others.'
          : 'The server could not be kept to one core: the figure is of the whole machine.',
      ],
    }
  } finally {
    if (isPinned) pin(process.pid, `0-${cpus().length - 1}`)
    await server.stop()
  }
}

export const readBench: Bench = {
  name: 'reads',
  title: 'Reads',
  how: '`GET /v1/me` of 1,024 members in turn, 64 connections, self-hosted on one core, with the `ETag` that each member had and without.',
  run: async size => {
    const dataDir = mkdtempSync(join(tmpdir(), 'laurel-bench-'))
    try {
      return await measure(plans[size], dataDir)
    } finally {
      rmSync(dataDir, { recursive: true, force: true })
    }
  },
}
