import { formatInstant } from '@laurel/core'
import { findApproval, readAll, type KeptApproval } from '@laurel/db'
import type { Deps } from '../../deps.ts'
import { showActor } from '../../platform/actor.ts'
import type { OpenProgram } from '../../platform/enter-program.ts'
import { encodeId } from '../../platform/ids.ts'
import { Problem } from '../../platform/problem.ts'
import { openReason } from '../../platform/reasons.ts'

/** What may become of an adjustment that somebody has to confirm. */
export const approvalStatuses = ['pending', 'approved', 'declined'] as const

/** An approval as the API shows it. */
export const renderApproval = async (deps: Deps, { timeline }: OpenProgram, kept: KeptApproval) => {
  const { wrappedKey, sealedReason, sealedDecline, decidedAt, transactionId } = kept
  return {
    id: encodeId('apr', kept.id),
    status: kept.decision ?? ('pending' as const),
    memberId: encodeId('mem', kept.memberId),
    unit: kept.unit,
    amount: kept.amount,
    reason: await openReason(deps, { sealedReason, wrappedKey }),
    askedBy: await showActor(deps, kept.asker),
    askedAt: formatInstant(kept.askedAt, timeline.timeZone),
    decidedBy: kept.decider && (await showActor(deps, kept.decider)),
    decidedAt: decidedAt === null ? null : formatInstant(decidedAt, timeline.timeZone),
    declineReason: await openReason(deps, { sealedReason: sealedDecline, wrappedKey }),
    adjustmentId: transactionId === null ? null : encodeId('adj', transactionId),
  }
}

export type ApprovalView = Awaited<ReturnType<typeof renderApproval>>

/** An approval as it stands. Throws not_found. */
export const loadApproval = async (program: OpenProgram, id: number): Promise<KeptApproval> => {
  const [[found]] = await readAll(program.database, [findApproval(id)])
  if (!found) throw new Problem('not_found')
  return found
}
