import type { Instant } from '@laurel/core'
import type { Caller } from '../../platform/caller.ts'
import { enterProgram, requireStore, type OpenProgram } from '../../platform/enter-program.ts'
import { turnBudget } from '../../platform/jobs/continue-program.ts'
import { workDoneThrough } from '../../platform/jobs/run-due-jobs.ts'
import { Problem } from '../../platform/problem.ts'
import { replayView, type ReplayView } from '../../platform/replay/replay-view.ts'
import { replayBegins, runReplay, type ReplayPlan } from '../../platform/replay/run-replay.ts'
import { acceptedRules, requireSameMoneyAndTime } from './accepted-rules.ts'

export interface ReplayBody {
  readonly rules?: unknown
  readonly from?: Instant | undefined
  readonly to?: Instant | undefined
}

/** Since when the present version is in force; null for the first: since always. */
const presentSince = ({ timeline, rules, now }: OpenProgram): Instant | null => {
  if (rules.version === 1) return null
  let since = -Infinity
  for (let at = timeline.changesAfter(since); at <= now; at = timeline.changesAfter(at)) since = at
  return since
}

/** The window of a replay, or a refusal where it holds nothing that has been. */
const windowOf = (program: OpenProgram, { from, to }: ReplayBody): Pick<ReplayPlan, 'from' | 'to'> => {
  const begins = from ?? presentSince(program)
  if (begins !== null && begins > program.now)
    throw new Problem('invalid_request', { errors: [{ path: 'from', message: 'must not be later than now' }] })
  if (to !== undefined && begins !== null && to <= begins)
    throw new Problem('invalid_request', { errors: [{ path: 'to', message: 'must be later than from' }] })
  // Up to now: what is of this very instant is in it.
  return { from: begins, to: to === undefined || to > program.now ? null : to }
}

/** What would have happened had these rules been in force in that time. Nothing is changed. */
export const replayRules = async (caller: Caller, body: ReplayBody): Promise<ReplayView> => {
  const { deps } = caller
  const { program } = await enterProgram(caller, [])
  requireStore(program, null)
  const rules = acceptedRules(body.rules)
  requireSameMoneyAndTime(program, rules)
  const { id, now, timeline } = program
  const plan = { rules, ...windowOf(program, body), now, workDoneThrough: await workDoneThrough(deps, id, now) }
  try {
    const progress = await runReplay(deps, id, timeline, plan, replayBegins, turnBudget(deps))
    return replayView(timeline, plan, progress.totals)
  } catch (error) {
    if (error instanceof RangeError) throw new Problem('amount_out_of_range', { cause: error })
    throw error
  }
}
