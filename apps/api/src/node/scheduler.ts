import { releaseEverything } from '@laurel/db'
import type { Deps } from '../deps.ts'
import { continueProgram, dueProgramIds, turnBudget } from '../platform/jobs/continue-program.ts'
import { deliverEvents, programsToTell } from '../platform/webhooks/deliver-events.ts'

/** Looks for scheduled work in this process, beside its requests. */
export interface Scheduler {
  /** Looks now rather than at the next minute, and at that program whether or not it is due. */
  readonly wake: (programId?: string) => void
  /** Begins no more turns; resolves when the one under way has ended. */
  readonly stop: () => Promise<void>
}

/** A kind of work that is looked for again and again: whose it is, and a turn of it, which says whether more is left. */
interface Round {
  readonly everyMs: number
  readonly programs: () => Promise<readonly string[]>
  readonly turn: (programId: string) => Promise<boolean>
}

/** Does what is due in every program, turn by turn, until nothing is left or it is to stop. */
const runAll = async (
  { programs, turn }: Round,
  named: readonly string[],
  isStopped: () => boolean,
  failed: (error: unknown) => void,
): Promise<void> => {
  for (const programId of new Set([...named, ...(await programs())])) {
    try {
      let isLeft = true
      while (isLeft && !isStopped()) isLeft = await turn(programId)
    } catch (error) {
      // The claim lapses, and the program is due again: one that fails keeps no other waiting.
      failed(error)
    }
    if (isStopped()) return
  }
}

const startRound = (round: Round, failed: (error: unknown) => void): Scheduler => {
  let isStopped = false
  let running = Promise.resolve()
  let isWaiting = false
  const named = new Set<string>()
  const wake = (programId?: string) => {
    if (programId !== undefined) named.add(programId)
    if (isStopped || isWaiting) return
    isWaiting = true
    running = running
      .then(() => {
        isWaiting = false
        const these = [...named]
        named.clear()
        return runAll(round, these, () => isStopped, failed)
      })
      .catch(failed)
  }
  const timer = setInterval(() => wake(), round.everyMs)
  timer.unref()
  wake()
  return {
    wake,
    stop: () => {
      isStopped = true
      clearInterval(timer)
      return running
    },
  }
}

/**
 * Lets go of what a process before this one had in hand when it was killed, so that its work goes on at once. Only for who
 * is alone on its databases, as whoever has opened a folder is.
 */
export const takeOver = async (deps: Deps): Promise<void> => {
  const control = await deps.databases.control()
  await control.commit([releaseEverything({})])
}

/**
 * Every minute asks the control database which programs are due, and every few seconds whose endpoints. A claim there
 * keeps several processes on one folder or server from doing the same work twice over; that nothing is posted twice the
 * journal itself sees to.
 */
export const startScheduler = (deps: Deps, failed: (error: unknown) => void): Scheduler => {
  const jobs = startRound(
    {
      everyMs: 60_000,
      programs: () => dueProgramIds(deps),
      turn: programId => continueProgram(deps, programId, turnBudget(deps)),
    },
    failed,
  )
  const telling = startRound(
    { everyMs: 2_000, programs: () => programsToTell(deps), turn: programId => deliverEvents(deps, programId) },
    failed,
  )
  return {
    wake: jobs.wake,
    stop: async () => {
      await Promise.all([jobs.stop(), telling.stop()])
    },
  }
}
