import { setTimeout as wait } from 'node:timers/promises'
import { jobKinds } from '@laurel/core'
import { findBacklog, readAll, type Database } from '@laurel/db'
import type { JobEntry } from '../../platform/jobs/job-log.ts'
import type { Metric, Sample } from './exposition.ts'

/** So long the control database is waited for. A disk that hangs must not hide all other figures. */
const LONGEST_MS = 3_000

const gauge = (name: string, help: string, samples: readonly Sample[]): Metric => ({
  name,
  type: 'gauge',
  help,
  samples,
})

/** Watches scheduled work: what this process has done, and what the control database says is due. */
export const makeJobMetrics = (control: () => Promise<Database>, now: () => number) => {
  const done = new Map<string, { count: number; lastAt: number | null }>()
  for (const kind of jobKinds) done.set(kind, { count: 0, lastAt: null })
  let failures = 0

  const backlog = async (): Promise<readonly Metric[]> => {
    const at = now()
    const read = async () => readAll(await control(), [findBacklog({ now: at })])
    const rows = await Promise.race([read(), wait(LONGEST_MS, null, { ref: false })]).catch(() => null)
    const up = gauge('laurel_database_up', 'Whether the control database answers.', [{ value: rows ? 1 : 0 }])
    const found = rows?.[0][0]
    if (!found) return [up]
    const { live, test, due, dueSince, webhooksBehindSince, webhooksDead, messagesBehindSince } = found
    const ageOf = (since: number | null) => [{ value: since === null ? 0 : (at - since) / 1000 }]
    return [
      up,
      gauge('laurel_programs', 'Programs, by mode.', [
        { labels: { mode: 'live' }, value: live },
        { labels: { mode: 'test' }, value: test },
      ]),
      gauge('laurel_programs_due', 'Programs whose scheduled work is due, or being done.', [{ value: due }]),
      gauge(
        'laurel_job_lag_seconds',
        'How long the longest due of them has been so; 0 where none is.',
        ageOf(dueSince),
      ),
      gauge(
        'laurel_webhook_age_seconds',
        'How long the oldest event that an endpoint has not taken waits; 0 where none does.',
        ageOf(webhooksBehindSince),
      ),
      gauge('laurel_webhook_dead', 'Events that were given up and not sent again.', [{ value: webhooksDead }]),
      gauge(
        'laurel_message_age_seconds',
        'How long the oldest message of a live program waits whose hour has come; 0 where none does.',
        ageOf(messagesBehindSince),
      ),
    ]
  }

  return {
    done: ({ kind }: JobEntry): void => {
      done.set(kind, { count: (done.get(kind)?.count ?? 0) + 1, lastAt: now() })
    },
    failed: (): void => {
      failures++
    },
    collect: async (): Promise<readonly Metric[]> => [
      {
        name: 'laurel_jobs_done_total',
        type: 'counter',
        help: 'Pieces of scheduled work done to their end, by kind.',
        samples: [...done].map(([kind, { count }]) => ({ labels: { kind }, value: count })),
      },
      gauge(
        'laurel_job_last_done_timestamp_seconds',
        'When this process last did one to its end, by kind.',
        [...done].flatMap(([kind, { lastAt }]) =>
          lastAt === null ? [] : [{ labels: { kind }, value: lastAt / 1000 }],
        ),
      ),
      {
        name: 'laurel_job_failures_total',
        type: 'counter',
        help: 'Turns of scheduled work or of a replay that failed; each is taken up again.',
        samples: [{ value: failures }],
      },
      ...(await backlog()),
    ],
  }
}
