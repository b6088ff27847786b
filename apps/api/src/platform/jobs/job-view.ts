import { formatInstant, type RulesTimeline } from '@laurel/core'
import type { Database, JobRow } from '@laurel/db'
import { encodeId } from '../ids.ts'
import { doneBetween, type DoneJob } from './done-jobs.ts'

/** Work that one request could not finish, as clients see it: how far it is, and what came of it. */
export interface JobView {
  readonly id: string
  readonly kind: 'clock'
  readonly status: 'running' | 'done'
  readonly createdAt: string
  readonly progress: { readonly occurrences: number; readonly members: number; readonly reached: string }
  readonly result: { readonly now: string; readonly jobs: readonly DoneJob[] } | null
}

/** A job as it is now. */
export const jobView = async (
  program: { readonly database: Database; readonly timeline: RulesTimeline },
  { id, kind, fromAt, toAt, createdAt, doneAt }: JobRow,
): Promise<JobView> => {
  const { timeZone } = program.timeline
  const jobs = await doneBetween(program, fromAt, toAt)
  const isDone = doneAt !== null
  return {
    id: encodeId('job', id),
    kind,
    status: isDone ? 'done' : 'running',
    createdAt: formatInstant(createdAt, timeZone),
    progress: {
      occurrences: jobs.length,
      members: jobs.reduce((sum, job) => sum + job.members, 0),
      reached: isDone ? formatInstant(toAt, timeZone) : (jobs.at(-1)?.at ?? formatInstant(fromAt, timeZone)),
    },
    result: isDone ? { now: formatInstant(toAt, timeZone), jobs } : null,
  }
}
