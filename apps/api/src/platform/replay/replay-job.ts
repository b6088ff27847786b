import { formatInstant, type ReplayTotals, type RulesTimeline } from '@laurel/core'
import { findOpenReplay, finishReplay, moveReplay, type ReplayRow } from '@laurel/db'
import type { Deps } from '../../deps.ts'
import { encodeId } from '../ids.ts'
import { openForJobs } from '../jobs/job-program.ts'
import type { Budget } from '../jobs/run-due-jobs.ts'
import { replayView } from './replay-view.ts'
import { runReplay, type ReplayPlan } from './run-replay.ts'

/** So long a turn takes at most: what has been replayed by then is put by, and a kill loses no more. */
const TURN_MS = 3_000

/** The budget of a turn of replaying that begins now. */
export const replayBudget = (deps: Deps, { chunks, members, deadline }: Budget): Budget => ({
  chunks,
  members,
  deadline: Math.min(deadline, deps.now() + TURN_MS),
})

const planOf = ({ plan }: ReplayRow): ReplayPlan => JSON.parse(plan) as ReplayPlan
const totalsOf = ({ totals }: ReplayRow): ReplayTotals => JSON.parse(totals) as ReplayTotals

const statusOf = ({ doneAt, failure }: ReplayRow) =>
  doneAt === null ? ('running' as const) : failure === null ? ('done' as const) : ('failed' as const)

/** A replay too long for one request, as clients see it. */
export const replayJobView = (timeline: RulesTimeline, row: ReplayRow) => {
  const totals = totalsOf(row)
  const status = statusOf(row)
  return {
    id: encodeId('job', row.id),
    kind: 'replay' as const,
    status,
    createdAt: formatInstant(row.createdAt, timeline.timeZone),
    progress: { done: totals.members, total: Math.max(row.members, totals.members) },
    result: status === 'done' ? replayView(timeline, planOf(row), totals) : null,
    failure: row.failure,
  }
}

export type ReplayJobView = ReturnType<typeof replayJobView>

/** Does a turn of the replay that has waited longest. Gives whether there was one. */
export const continueReplay = async (deps: Deps, programId: string, budget: Budget): Promise<boolean> => {
  const { program, rows } = await openForJobs(deps, programId, [findOpenReplay({})])
  const [[row]] = rows
  if (!row) return false
  const { id, cursor: after } = row
  const before = { after, totals: totalsOf(row), isDone: false }
  try {
    const turn = replayBudget(deps, budget)
    const progress = await runReplay(deps, programId, program.timeline, planOf(row), before, turn)
    const totals = JSON.stringify(progress.totals)
    await program.database.commit([
      progress.isDone
        ? finishReplay({ id, totals, doneAt: deps.now(), failure: null })
        : moveReplay({ id, cursor: progress.after, totals }),
    ])
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    const failure = 'amount_out_of_range' as const
    await program.database.commit([finishReplay({ id, totals: row.totals, doneAt: deps.now(), failure })])
  }
  return true
}
