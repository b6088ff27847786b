import { DatabaseBusy, DatabaseUnavailable } from '@laurel/db'
import type { Deps } from '../../deps.ts'
import type { Budget } from '../jobs/run-due-jobs.ts'
import { Problem } from '../problem.ts'
import { again } from '../write.ts'

/** So much of imports a turn does: what has been done by then is kept, and what the calendar brings is looked at again. */
const CHUNKS = 40
const TURN_MS = 3_000

/** Whether an error is the database's trouble, which passes; any other comes again with the same rows. */
const mayGoOn = (error: unknown): boolean =>
  error instanceof Problem || error instanceof DatabaseBusy || error instanceof DatabaseUnavailable

/**
 * Takes steps of work on imports, each committed by itself, until there is none or the turn is over; what can never go on
 * is given up. Gives whether there was more.
 */
export const takeTurn = async (
  deps: Deps,
  budget: Pick<Budget, 'chunks' | 'deadline'>,
  work: { readonly step: () => Promise<boolean>; readonly giveUp: () => Promise<void> },
): Promise<boolean> => {
  const deadline = Math.min(budget.deadline, deps.now() + TURN_MS)
  for (let chunk = 0; chunk < Math.min(budget.chunks, CHUNKS); chunk++) {
    try {
      if (!(await again(deps, work.step))) return false
    } catch (error) {
      if (mayGoOn(error)) throw error
      await again(deps, work.giveUp)
      throw error
    }
    if (deps.now() > deadline) break
  }
  return true
}
