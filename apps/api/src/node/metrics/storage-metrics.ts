import type { EmbeddedStatistics, StorageObserver } from '@laurel/db/embedded'
import { makeDistribution, SECONDS } from './distribution.ts'
import type { Metric } from './exposition.ts'

const BATCHES = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512]
/** The errors of disk and locks, counted from 0 on; others are added as they come. */
const FAILURES = ['DatabaseBusy', 'DatabaseUnavailable', 'OutcomeUnknown']

/** Watches the storage engine. */
export const makeStorageMetrics = () => {
  const kinds = ['read', 'commit'] as const
  const seconds = { read: makeDistribution(SECONDS), commit: makeDistribution(SECONDS) }
  const batches = makeDistribution(BATCHES)
  const failures = { read: new Map<string, number>(), commit: new Map<string, number>() }
  for (const kind of kinds) for (const error of FAILURES) failures[kind].set(error, 0)
  const observer: StorageObserver = {
    answered: (kind, ms, failure) => {
      seconds[kind].add(ms / 1000)
      if (failure !== undefined) failures[kind].set(failure, (failures[kind].get(failure) ?? 0) + 1)
    },
    committed: (count, transactions) => {
      for (let i = 0; i < transactions; i++) batches.add(count / transactions)
    },
  }
  const collect = ({ openDatabases, waiting }: EmbeddedStatistics): readonly Metric[] => [
    {
      name: 'laurel_storage_seconds',
      type: 'histogram',
      help: 'Time that a read or a commit took, queueing included.',
      samples: kinds.flatMap(kind => seconds[kind].samples({ kind })),
    },
    {
      name: 'laurel_storage_failures_total',
      type: 'counter',
      help: 'Reads and commits that failed; ConstraintFailed is a decision on old facts that was refused and made again.',
      samples: kinds.flatMap(kind => [...failures[kind]].map(([error, value]) => ({ labels: { kind, error }, value }))),
    },
    {
      name: 'laurel_commit_batches',
      type: 'histogram',
      help: 'How many batches shared a transaction, and so an fsync.',
      samples: batches.samples(),
    },
    {
      name: 'laurel_storage_waiting',
      type: 'gauge',
      help: 'Reads and commits without an answer yet.',
      samples: [{ value: waiting }],
    },
    {
      name: 'laurel_open_databases',
      type: 'gauge',
      help: 'Database files open for writing.',
      samples: [{ value: openDatabases }],
    },
  ]
  return { observer, collect }
}
