import type { Deps } from '../deps.ts'
import { continueProgram, dueProgramIds, turnBudget } from '../platform/jobs/continue-program.ts'

/** Looks for scheduled work in this process, beside its requests. */
export interface Scheduler {
  /** Looks now rather than at the next minute. */
  readonly wake: () => void
  /** Begins no more turns; resolves when the one under way has ended. */
  readonly stop: () => Promise<void>
}

const EVERY_MS = 60_000

/** Does what is due in every program, turn by turn, until nothing is left or it is to stop. */
const runAll = async (deps: Deps, isStopped: () => boolean, failed: (error: unknown) => void): Promise<void> => {
  for (const programId of await dueProgramIds(deps)) {
    try {
      let isLeft = true
      while (isLeft && !isStopped()) isLeft = await continueProgram(deps, programId, turnBudget(deps))
    } catch (error) {
      // The claim lapses, and the program is due again: one that fails keeps no other waiting.
      failed(error)
    }
    if (isStopped()) return
  }
}

/**
 * Every minute asks the control database which programs are due. A claim there keeps several processes on one folder or
 * server from doing the same work twice over; that nothing is posted twice the journal itself sees to.
 */
export const startScheduler = (deps: Deps, failed: (error: unknown) => void): Scheduler => {
  let isStopped = false
  let running = Promise.resolve()
  let isWaiting = false
  const wake = () => {
    if (isStopped || isWaiting) return
    isWaiting = true
    running = running
      .then(() => {
        isWaiting = false
        return runAll(deps, () => isStopped, failed)
      })
      .catch(failed)
  }
  const timer = setInterval(wake, EVERY_MS)
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
