import { readdirSync } from 'node:fs'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { Metric } from './exposition.ts'

const EVERY_MS = 20

/** How many files and sockets the process holds open; null where there is no /proc. */
const openFiles = (): number | null => {
  try {
    return readdirSync('/proc/self/fd').length
  } catch {
    return null
  }
}

const gauge = (name: string, help: string, value: number): Metric => ({
  name,
  type: 'gauge',
  help,
  samples: [{ value }],
})

/** Watches the process itself, under the names that dashboards for Prometheus know. */
export const makeProcessMetrics = () => {
  const delay = monitorEventLoopDelay({ resolution: EVERY_MS })
  delay.enable()
  /** It measures from one look to the next; what is beyond is lag. */
  const lag = (nanoseconds: number): number => Math.max(0, nanoseconds / 1e9 - EVERY_MS / 1000)
  return {
    collect: (): readonly Metric[] => {
      const { user, system } = process.cpuUsage()
      const { rss, heapUsed } = process.memoryUsage()
      const files = openFiles()
      const p99 = lag(delay.percentile(99))
      const max = lag(delay.max)
      delay.reset()
      return [
        {
          name: 'process_cpu_seconds_total',
          type: 'counter',
          help: 'CPU time of all threads.',
          samples: [{ value: (user + system) / 1e6 }],
        },
        gauge('process_resident_memory_bytes', 'Memory of all threads.', rss),
        gauge('nodejs_heap_size_used_bytes', 'Heap of the thread that answers.', heapUsed),
        gauge('process_start_time_seconds', 'When it started.', performance.timeOrigin / 1000),
        gauge('nodejs_eventloop_lag_p99_seconds', 'How late the loop that answers came, since the last look.', p99),
        gauge('nodejs_eventloop_lag_max_seconds', 'The same at its worst.', max),
        ...(files === null ? [] : [gauge('process_open_fds', 'Open files and sockets.', files)]),
      ]
    },
  }
}
