import { problemTable } from '../../platform/problem-table.ts'
import type { RequestEntry } from '../../platform/request-log.ts'
import { makeDistribution, SECONDS, type Distribution } from './distribution.ts'
import type { Metric } from './exposition.ts'

/** What is known of one operation. */
interface Asked {
  readonly byStatus: Map<number, number>
  readonly seconds: Distribution
}

/**
 * The operation as the reference names it. What no route answers has the pattern of all paths: one label for all of it,
 * so that nobody makes labels by asking for paths.
 */
const operationOf = ({ method, route }: RequestEntry): string => (route.includes('*') ? 'other' : `${method} ${route}`)

/** Counts answered requests. Neither programs nor callers are labels: the log tells of each. */
export const makeRequestMetrics = () => {
  const operations = new Map<string, Asked>()
  // All from the start: an increase can only be seen of what was there before.
  const refusals = new Map(Object.keys(problemTable).map(code => [code, 0]))
  return {
    add: (entry: RequestEntry): void => {
      const operation = operationOf(entry)
      let asked = operations.get(operation)
      if (!asked) operations.set(operation, (asked = { byStatus: new Map(), seconds: makeDistribution(SECONDS) }))
      asked.byStatus.set(entry.status, (asked.byStatus.get(entry.status) ?? 0) + 1)
      // Real time may be set back meanwhile.
      asked.seconds.add(Math.max(0, entry.ms) / 1000)
      if (entry.code !== undefined) refusals.set(entry.code, (refusals.get(entry.code) ?? 0) + 1)
    },
    collect: (): readonly Metric[] => [
      {
        name: 'laurel_requests_total',
        type: 'counter',
        help: 'Answered requests, by operation and HTTP status.',
        samples: [...operations].flatMap(([operation, { byStatus }]) =>
          [...byStatus].map(([status, value]) => ({ labels: { operation, status: String(status) }, value })),
        ),
      },
      {
        name: 'laurel_request_seconds',
        type: 'histogram',
        help: 'Time from a request to its answer, by operation.',
        samples: [...operations].flatMap(([operation, { seconds }]) => seconds.samples({ operation })),
      },
      {
        name: 'laurel_refusals_total',
        type: 'counter',
        help: 'Refused requests, by the code of their problem (docs/errors).',
        samples: [...refusals].map(([code, value]) => ({ labels: { code }, value })),
      },
    ],
  }
}
