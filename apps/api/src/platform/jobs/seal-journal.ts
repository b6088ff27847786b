import type { Occurrence } from '@laurel/core'
import { addSeal, findLastSeal, NO_SEAL, readAll, readForSeal, sealOf } from '@laurel/db'
import type { Deps } from '../../deps.ts'
import { firstIdAt } from '../ids.ts'
import { recordedAt, type JobProgram } from './job-program.ts'
import type { Part } from './part.ts'

/**
 * The last id that a seal of an instant may cover. In live mode what was made before it, though the work comes later: a
 * receipt that is on its way meanwhile is not refused. A test clock stands still; all that is there was before.
 */
const boundary = ({ mode }: JobProgram, { at }: Occurrence): number =>
  mode === 'live' ? firstIdAt(at) - 1 : Number.MAX_SAFE_INTEGER

/**
 * The next seal of the journal (ARCHITECTURE §7): over at most `limit` transactions, chained to the one before. A night
 * of a million transactions is many seals; where it was cut off, the chain itself says. What commits meanwhile with an id
 * that the seal would pass has the seal refused, and it is made again with that.
 */
export const sealJournal = async (
  deps: Deps,
  program: JobProgram,
  occurrence: Occurrence,
  limit: number,
): Promise<Part> => {
  const { database } = program
  const [[last]] = await readAll(database, [findLastSeal({})])
  const before = last ?? NO_SEAL
  const through = boundary(program, occurrence)
  const transactions = await readForSeal(database, { after: before.through, through, limit })
  const seal = transactions.length > 0 ? sealOf(before, transactions, recordedAt(deps, program, occurrence)) : null
  return {
    memberIds: [],
    cursor: seal?.through ?? before.through,
    isLast: transactions.length < limit,
    decide: async () => ({ statements: seal ? [addSeal(seal)] : [], members: 0 }),
  }
}
