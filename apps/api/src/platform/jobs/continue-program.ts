import { dayOf, startOfDay } from '@laurel/core'
import {
  claimProgram,
  findOpenJob,
  finishJobs,
  listDuePrograms,
  putClock,
  readAll,
  releaseProgram,
  scheduleProgram,
  tellMessagesBehind,
  type Statement,
} from '@laurel/db'
import type { Deps } from '../../deps.ts'
import { continueMessages } from '../messages/continue-messages.ts'
import { continueReplay } from '../replay/replay-job.ts'
import { openForJobs } from './job-program.ts'
import { runDueJobs, type Budget } from './run-due-jobs.ts'

/** How long a program stays in one process's hand; longer than a turn of work takes. */
const CLAIM_MS = 120_000
const PROGRAMS = 100
const SOON_MS = 2_000

/** The budget of a turn that begins now. */
export const turnBudget = (deps: Deps): Budget => {
  const { chunks, members, longestMs } = deps.jobTurn
  return { chunks, members, deadline: deps.now() + longestMs }
}

/** Works on until the test clock has arrived, or until now in live mode. Gives when to look again; null for never. */
const workOn = async (deps: Deps, programId: string, budget: Budget): Promise<number | null> => {
  const { program, rows } = await openForJobs(deps, programId, [findOpenJob({})])
  const [[job]] = rows
  const until = program.mode === 'live' ? deps.now() : job?.toAt
  if (until === undefined) return null
  if (!(await runDueJobs(deps, programId, until, budget))) return deps.now()
  if (program.mode === 'live') {
    const { timeZone } = program.timeline
    return startOfDay(dayOf(until, timeZone) + 1, timeZone)
  }
  const hasArrived = program.clockAt !== null && program.clockAt >= until
  await program.database.commit([
    ...(hasArrived ? [] : [putClock({ clockAt: until })]),
    finishJobs({ at: until, doneAt: deps.now() }),
  ])
  return null
}

/** The earlier of two instants, either of which may be never. */
const earlier = (a: number | null, b: number | null): number | null =>
  a === null || b === null ? (a ?? b) : Math.min(a, b)

interface Turn {
  /** When to look again; null for never. */
  readonly nextDueAt: number | null
  /** What the operator is to be told of it. */
  readonly told: readonly Statement[]
}

/**
 * What the calendar brings goes before what is said to somebody, and that before files that come in and what somebody
 * would like to know.
 */
const beside = async (deps: Deps, programId: string, budget: Budget, dueAt: number | null): Promise<Turn> => {
  const isFree = (at: number | null) => at === null || at > deps.now()
  if (!isFree(dueAt)) return { nextDueAt: dueAt, told: [] }
  const { nextAt, behindSince } = await continueMessages(deps, programId, budget)
  const told = [tellMessagesBehind({ id: programId, behindSince })]
  const next = earlier(dueAt, nextAt)
  if (!isFree(next)) return { nextDueAt: next, told }
  const imported = await deps.imports.goOn(deps, programId, budget)
  const replayed = await continueReplay(deps, programId, budget)
  return { nextDueAt: imported || replayed ? deps.now() : next, told }
}

/**
 * Takes a program in hand, unless another process has it, and does a turn of its scheduled work, then of its messages,
 * of its imports and of its replays. Gives whether there is more of it now.
 */
export const continueProgram = async (deps: Deps, programId: string, budget: Budget): Promise<boolean> => {
  const control = await deps.databases.control()
  const now = deps.now()
  const until = now + CLAIM_MS
  const [claimed] = await control.commit([claimProgram({ id: programId, now, until })])
  if (claimed?.length === 0) return false
  const dueAt = await workOn(deps, programId, budget)
  const { nextDueAt, told } = await beside(deps, programId, budget, dueAt)
  await control.commit([...told, releaseProgram({ id: programId, until, nextDueAt })])
  return nextDueAt !== null && nextDueAt <= deps.now()
}

/** The programs whose scheduled work is due; the control database knows, no program is asked. */
export const dueProgramIds = async (deps: Deps): Promise<readonly string[]> => {
  const [due] = await readAll(await deps.databases.control(), [listDuePrograms({ now: deps.now(), limit: PROGRAMS })])
  return due.map(({ id }) => id)
}

/** Has a program looked at within seconds, for what is about to be written. */
export const lookSoon = async (deps: Deps, programId: string): Promise<void> => {
  const control = await deps.databases.control()
  await control.commit([scheduleProgram({ id: programId, nextDueAt: deps.now() + SOON_MS })])
}

/** Has a program's work taken up again soon, by whichever process looks first. */
export const continueLater = async (deps: Deps, programId: string): Promise<void> => {
  const control = await deps.databases.control()
  await control.commit([scheduleProgram({ id: programId, nextDueAt: deps.now() })])
  await deps.wakeJobs(programId)
}
