import type { Occurrence, RedeemedLot } from '@laurel/core'
import {
  listLotsRedeemedIn,
  listRedemptionsIn,
  putWallets,
  readAll,
  type findRedemption,
  type Statement,
} from '@laurel/db'
import type { Deps } from '../../deps.ts'
import { scheduledWork } from '../actor.ts'
import { giveBackReservation } from '../give-back.ts'
import { transactionStatements } from '../member-write.ts'
import type { DecidedChunk } from './decide-chunk.ts'
import { loadJobMembers, type JobMember } from './job-members.ts'
import { recordedAt, type JobProgram } from './job-program.ts'

type RedemptionRow = ReturnType<ReturnType<typeof findRedemption>['decode']>[number]
type RedeemedFrom = Omit<RedeemedLot, 'remaining'>

/** Lets a member's reservations lapse, one after another on the same wallet. */
const lapseOf = (
  deps: Deps,
  program: JobProgram,
  occurrence: Occurrence,
  { standing, wallet: before }: JobMember,
  redemptions: readonly RedemptionRow[],
  lotsOf: (redemptionId: number) => readonly RedeemedFrom[],
): readonly Statement[] => {
  const { memberId } = standing
  const { at, day } = occurrence
  const doing = { recordedAt: recordedAt(deps, program, occurrence), actorId: scheduledWork.id }
  let { seq } = standing
  let wallet = before
  const statements: Statement[] = []
  for (const redemption of redemptions) {
    const lots = lotsOf(redemption.id).map(lot => ({
      ...lot,
      remaining: wallet.lots.points.find(open => open.id === lot.id)?.remaining ?? 0,
    }))
    const rulesVersion = program.timeline.at(at).version
    const given = giveBackReservation(deps, wallet, redemption, lots, {
      end: 'lapsed',
      at,
      day,
      rulesVersion,
      ...doing,
    })
    for (const transaction of given.transactions)
      statements.push(...transactionStatements(transaction, { memberId, seq: ++seq, ...doing }))
    statements.push(...given.statements)
    wallet = given.wallet
  }
  return [...statements, ...putWallets([{ memberId, seq, wallet }])]
}

/**
 * Lets reservations lapse whose last day an occurrence's day has overtaken: points, stock and limits come back as at a
 * cancel, and what has expired meanwhile expires at once (S7). One that was collected or cancelled meanwhile is passed
 * over.
 */
export const lapseReservations = async (
  deps: Deps,
  program: JobProgram,
  occurrence: Occurrence,
  redemptionIds: readonly number[],
): Promise<DecidedChunk> => {
  if (redemptionIds.length === 0) return { statements: [], members: 0 }
  const ids = JSON.stringify(redemptionIds)
  const [redemptions, lots] = await readAll(program.database, [listRedemptionsIn({ ids }), listLotsRedeemedIn(ids)])
  const open = Map.groupBy(
    redemptions.filter(redemption => redemption.end === null),
    redemption => redemption.memberId,
  )
  const lotsBy = Map.groupBy(lots, lot => lot.redemptionId)
  const members = await loadJobMembers(program, occurrence, [...open.keys()])
  return {
    statements: members.flatMap(member =>
      lapseOf(deps, program, occurrence, member, open.get(member.standing.memberId) ?? [], id => lotsBy.get(id) ?? []),
    ),
    members: members.length,
  }
}
