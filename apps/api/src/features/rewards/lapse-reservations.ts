import { decideEnd } from '@laurel/core'
import { findRedemption, listOverdue, listRedeemedLots, OutcomeUnknown, readAll } from '@laurel/db'
import type { Deps } from '../../deps.ts'
import type { OpenProgram } from '../../platform/enter-program.ts'
import { makeLanes } from '../../platform/lanes.ts'
import { changeStatements, loadedMember, memberStatements } from '../../platform/member-write.ts'
import { ATTEMPTS, busy, longestPauseMs, worthAnotherTry } from '../../platform/write.ts'
import { giveBackReservation } from './give-back.ts'
import { statusOf } from './kept-redemption.ts'

/** Where a run has got to: the last reservation it looked at. */
export interface LapseCursor {
  readonly collectBy: number
  readonly id: number
}

/** What a chunk came to. `next` is null once nothing is left that the day has overtaken. */
export interface LapsedChunk {
  readonly lapsed: number
  readonly next: LapseCursor | null
}

/** Lets one reservation lapse; false where it was collected, cancelled or lapsed meanwhile. */
const lapse = async (deps: Deps, program: OpenProgram, id: number, memberId: number): Promise<boolean> => {
  const own = memberStatements(memberId)
  let wasCutOff = false
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const [[row], lots, ...memberRows] = await readAll(program.database, [
      findRedemption({ id }),
      listRedeemedLots(id),
      ...own,
    ])
    if (!row) return false
    const decision = decideEnd({ status: statusOf(row), collectBy: row.collectBy }, 'lapsed', program.today)
    if (!decision.accepted) return wasCutOff && row.end === 'lapsed'
    const member = loadedMember(program, memberRows)
    const { change, statements } = giveBackReservation(deps, program, member, row, lots, 'lapsed')
    try {
      await program.database.commit([...statements, ...changeStatements({ deps }, program, member, change)])
      return true
    } catch (error) {
      if (!worthAnotherTry(error)) throw error
      wasCutOff ||= error instanceof OutcomeUnknown
      await deps.pause(longestPauseMs(attempt))
    }
  }
  throw busy()
}

/**
 * Lets the reservations lapse whose last day is before the program's today, at most `limit` of them, longest overdue
 * first: points, stock and limits come back as at a cancel. Each is a batch of its own, so a run that is cut off goes on
 * where it was, from its cursor or from the start: nothing lapses twice.
 */
export const lapseReservations = async (
  deps: Deps,
  program: OpenProgram,
  after: LapseCursor | null = null,
  limit = 100,
): Promise<LapsedChunk> => {
  const lanes = deps.runtime === 'workers' ? makeLanes() : deps.sharedLanes
  const [due] = await readAll(program.database, [
    listOverdue({
      today: program.today,
      afterOn: after?.collectBy ?? Number.MIN_SAFE_INTEGER,
      afterId: after?.id ?? 0,
      limit,
    }),
  ])
  let lapsed = 0
  for (const { id, memberId } of due)
    if (await lanes.exclusive([`${program.id} ${memberId}`], () => lapse(deps, program, id, memberId))) lapsed++
  const last = due.at(-1)
  return { lapsed, next: last && due.length === limit ? { collectBy: last.collectBy, id: last.id } : null }
}
