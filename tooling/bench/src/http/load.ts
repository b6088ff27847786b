import { setTimeout as wait } from 'node:timers/promises'
import { LoadConnection } from './connection.ts'
import { cpuSecondsOf } from './cpu.ts'

export interface LoadOptions {
  readonly url: string
  readonly connections: number
  readonly seconds: number
  /** The bytes of the nth request. */
  readonly request: (n: number) => Buffer
  /** The only status that counts; any other ends the run. */
  readonly expect: number
  /** Requests due a second; as fast as the connections go unless told. */
  readonly perSecond?: number
  /** The server's process, to tell whose CPU was used. */
  readonly pid?: number
}

/** What a load came to. Milliseconds are from when a request was due until its answer was there. */
export interface Load {
  readonly answered: number
  readonly perSecond: number
  readonly p50: number
  readonly p99: number
  /** What this process took of the CPU that it and the server used; null where the platform does not tell. */
  readonly ownShare: number | null
}

/** When the nth request is due, in milliseconds from the start; null where it is due as soon as a connection is free. */
const dueAt = (n: number, perSecond: number | undefined): number | null =>
  perSecond === undefined ? null : (n * 1000) / perSecond

const percentile = (sorted: Float64Array, share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN

/**
 * Puts a load on a server. With a rate, a request that had to wait for a free connection counts from when it was due, so
 * that a server that stands still is not asked less (coordinated omission).
 */
export const putLoad = async (options: LoadOptions): Promise<Load> => {
  const { url, seconds, request, expect, perSecond, pid } = options
  const connections = await Promise.all(Array.from({ length: options.connections }, () => LoadConnection.open(url)))
  const latencies: number[] = []
  const endMs = seconds * 1000
  const [ownBefore, serverBefore] = [cpuSecondsOf(process.pid), cpuSecondsOf(pid)]
  const started = performance.now()
  const elapsed = () => performance.now() - started
  let next = 0
  const drive = async (connection: LoadConnection): Promise<void> => {
    for (;;) {
      const n = next++
      const due = dueAt(n, perSecond)
      if ((due ?? elapsed()) >= endMs) return
      if (due !== null && due > elapsed()) await wait(due - elapsed())
      const from = due ?? elapsed()
      const status = await connection.send(request(n))
      if (status !== expect) throw new Error(`answered ${status} instead of ${expect}`)
      latencies.push(elapsed() - from)
    }
  }
  try {
    await Promise.all(connections.map(drive))
  } finally {
    for (const connection of connections) connection.close()
  }
  const took = elapsed() / 1000
  const own = cpuSecondsOf(process.pid) - ownBefore
  const both = own + cpuSecondsOf(pid) - serverBefore
  const sorted = Float64Array.from(latencies).toSorted()
  return {
    answered: sorted.length,
    perSecond: sorted.length / took,
    p50: percentile(sorted, 0.5),
    p99: percentile(sorted, 0.99),
    ownShare: Number.isNaN(both) ? null : own / both,
  }
}
