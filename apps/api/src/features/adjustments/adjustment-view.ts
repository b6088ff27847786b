import { formatInstant } from '@laurel/core'
import { findAdjustment, readAll, type KeptAdjustment } from '@laurel/db'
import type { Deps } from '../../deps.ts'
import { showActor } from '../../platform/actor.ts'
import type { OpenProgram } from '../../platform/enter-program.ts'
import { encodeId } from '../../platform/ids.ts'
import { Problem } from '../../platform/problem.ts'
import { openReason } from '../../platform/reasons.ts'

/** An adjustment as the API shows it. */
export const renderAdjustment = async (deps: Deps, program: OpenProgram, kept: KeptAdjustment) => ({
  id: encodeId('adj', kept.id),
  memberId: encodeId('mem', kept.memberId),
  unit: kept.unit,
  amount: kept.amount,
  reason: await openReason(deps, kept),
  by: await showActor(deps, kept.actor),
  askedBy: kept.asker && (await showActor(deps, kept.asker)),
  occurredAt: formatInstant(kept.occurredAt, program.timeline.timeZone),
  recordedAt: formatInstant(kept.recordedAt, program.timeline.timeZone),
  balances: { points: kept.pointsAfter, memberCash: kept.memberCashAfter, prepaid: kept.prepaidAfter },
})

export type AdjustmentView = Awaited<ReturnType<typeof renderAdjustment>>

/** An adjustment as it was kept. Throws not_found. */
export const loadAdjustment = async (program: OpenProgram, id: number): Promise<KeptAdjustment> => {
  const [[found]] = await readAll(program.database, [findAdjustment(id)])
  if (!found) throw new Problem('not_found')
  return found
}
