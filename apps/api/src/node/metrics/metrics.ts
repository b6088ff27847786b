import type { EmbeddedDatabases } from '@laurel/db/embedded'
import type { JobLog } from '../../platform/jobs/job-log.ts'
import type { MessageLog } from '../../platform/messages/message-log.ts'
import type { RequestLog } from '../../platform/request-log.ts'
import type { DeliveryLog } from '../../platform/webhooks/delivery-log.ts'
import { makeAttemptMetrics } from './attempt-metrics.ts'
import { exposition } from './exposition.ts'
import { makeJobMetrics } from './job-metrics.ts'
import { makeProcessMetrics } from './process-metrics.ts'
import { makeRequestMetrics } from './request-metrics.ts'
import type { makeStorageMetrics } from './storage-metrics.ts'
import { verifyMetrics } from './verify-metrics.ts'

/** Where the figures come from. */
export interface Watched {
  readonly databases: EmbeddedDatabases
  readonly dataDir: string
  readonly now: () => number
}

/** Counts what a self-hosted server does, for its operator. Nothing in it names a program, a member or a caller. */
export interface Metrics {
  readonly request: RequestLog
  readonly jobDone: JobLog
  readonly jobFailed: () => void
  readonly delivery: DeliveryLog
  readonly message: MessageLog
  /** All figures, as Prometheus reads them. */
  readonly text: () => Promise<string>
}

type Storage = ReturnType<typeof makeStorageMetrics>

/** Makes the metrics of a server, whose storage is watched by `storage` since before it was opened. */
export const makeMetrics = (storage: Storage, { databases, dataDir, now }: Watched): Metrics => {
  const requests = makeRequestMetrics()
  const jobs = makeJobMetrics(() => databases.control(), now)
  const running = makeProcessMetrics()
  const attempts = makeAttemptMetrics()
  return {
    request: requests.add,
    jobDone: jobs.done,
    jobFailed: jobs.failed,
    delivery: attempts.delivery,
    message: attempts.message,
    text: async () =>
      exposition([
        ...requests.collect(),
        ...storage.collect(databases.statistics()),
        ...(await jobs.collect()),
        ...attempts.collect(),
        ...(await verifyMetrics(dataDir)),
        ...running.collect(),
      ]),
  }
}
