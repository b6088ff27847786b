import type { Instant } from '@laurel/core'
import { addReplay, countMembers, findReplay, findRequest, readAll, type ReplayRow } from '@laurel/db'
import { programCredential, type Caller } from '../../platform/caller.ts'
import { enterProgram, requireStore, type OpenProgram } from '../../platform/enter-program.ts'
import { continueLater, turnBudget } from '../../platform/jobs/continue-program.ts'
import { workDoneThrough } from '../../platform/jobs/run-due-jobs.ts'
import { Problem } from '../../platform/problem.ts'
import { replayBudget, replayJobView, type ReplayJobView } from '../../platform/replay/replay-job.ts'
import { replayView, type ReplayView } from '../../platform/replay/replay-view.ts'
import { replayBegins, runReplay, type ReplayPlan, type ReplayProgress } from '../../platform/replay/run-replay.ts'
import { answeredBefore, bodyHash, writeOnce, type Answer } from '../../platform/write.ts'
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

/** What it comes to, or the work that goes on by itself. */
export type Replayed = ReplayView | { readonly job: ReplayJobView }

const planOf = async (caller: Caller, program: OpenProgram, body: ReplayBody): Promise<ReplayPlan> => {
  requireStore(program, null)
  const rules = acceptedRules(body.rules)
  requireSameMoneyAndTime(program, rules)
  const { id, now } = program
  return { rules, ...windowOf(program, body), now, workDoneThrough: await workDoneThrough(caller.deps, id, now) }
}

/** Puts by what one request could not finish; whoever looks first goes on with it. */
const goOnLater = async (
  caller: Caller,
  body: ReplayBody,
  plan: ReplayPlan,
  { after, totals }: ReplayProgress,
): Promise<Answer<Replayed>> => {
  const { deps } = caller
  const answer = await writeOnce(caller, body, {
    load: [countMembers({})],
    decide: (program, [[counted]]) => {
      const row: ReplayRow = {
        id: deps.ids.next(),
        actorId: program.actor.id,
        createdAt: deps.now(),
        plan: JSON.stringify(plan),
        cursor: after,
        members: counted?.count ?? 0,
        totals: JSON.stringify(totals),
        doneAt: null,
        failure: null,
      }
      const result: Replayed = { job: replayJobView(program.timeline, row) }
      return { statements: [addReplay(row)], resource: String(row.id), result }
    },
    replay: begunBefore,
  })
  await continueLater(deps, programCredential(caller).programId)
  return answer
}

/** The work that a request has begun before; without it not_found. */
const begunBefore = async (resource: string, { database, timeline }: OpenProgram): Promise<Replayed> => {
  const [[row]] = await readAll(database, [findReplay({ id: Number(resource) })])
  if (!row) throw new Problem('not_found')
  return { job: replayJobView(timeline, row) }
}

/**
 * What would have happened had these rules been in force in that time. Nothing is changed; a history too long for one
 * request is gone through by itself, and a request that has begun that answers the same again.
 */
export const replayRules = async (caller: Caller, body: ReplayBody): Promise<Answer<Replayed>> => {
  const { deps, idempotency } = caller
  const { program, rows } = await enterProgram(caller, [
    findRequest({ keyHash: idempotency?.keyHash ?? new Uint8Array(1) }),
  ])
  const resource = idempotency ? answeredBefore(rows[0][0], await bodyHash(caller, body)) : null
  if (resource !== null) {
    const result = await begunBefore(resource, program)
    // Cut off between its record and the call to work, it may still wait.
    if ('job' in result && result.job.status === 'running') await continueLater(deps, program.id)
    return { result, replayed: true }
  }
  const plan = await planOf(caller, program, body)
  const { id, timeline } = program
  try {
    const progress = await runReplay(deps, id, timeline, plan, replayBegins, replayBudget(deps, turnBudget(deps)))
    if (progress.isDone) return { result: replayView(timeline, plan, progress.totals), replayed: false }
    return await goOnLater(caller, body, plan, progress)
  } catch (error) {
    if (error instanceof RangeError) throw new Problem('amount_out_of_range', { cause: error })
    throw error
  }
}
