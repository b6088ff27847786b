import { appendApprovalDecision, findApproval, type KeptApproval } from '@laurel/db'
import { auditing } from '../../platform/audit.ts'
import type { Caller } from '../../platform/caller.ts'
import { enterProgram, requireByHand, requireOther, type OpenProgram } from '../../platform/enter-program.ts'
import { decodeId } from '../../platform/ids.ts'
import { writeForMember } from '../../platform/member-write.ts'
import { onMember } from '../../platform/present-member.ts'
import { Problem } from '../../platform/problem.ts'
import { sealReason } from '../../platform/reasons.ts'
import { writeOnce, type Answer } from '../../platform/write.ts'
import { loadApproval, renderApproval, type ApprovalView } from './approval-view.ts'
import { postAdjustment } from './post-adjustment.ts'

/** Refuses who asked, and what was decided already. */
const requirePending = (program: OpenProgram, found: KeptApproval | undefined): KeptApproval => {
  if (!found) throw new Problem('not_found')
  if (found.askedBy === program.actor.id) throw new Problem('own_request')
  if (found.decision !== null) throw new Problem('approval_decided')
  return found
}

/** Renders an approval that was decided this way; not_found where it was not, since then nothing was done. */
const replayDecision =
  (caller: Caller, decision: 'approved' | 'declined') =>
  async (resource: string, program: OpenProgram): Promise<ApprovalView> => {
    const found = await loadApproval(program, Number(resource))
    if (found.decision !== decision || found.decidedBy !== program.actor.id) throw new Problem('not_found')
    return renderApproval(caller.deps, program, found)
  }

/** Confirms what an associate asked for: it is judged on the books as they are now, and posted. */
export const approve = async (caller: Caller, id: string): Promise<Answer<ApprovalView>> => {
  const { deps } = caller
  const approvalId = decodeId('apr', id) ?? 0
  const { rows } = await enterProgram(caller, [findApproval(approvalId)])
  const [[known]] = rows
  if (!known) throw new Problem('not_found')
  return onMember(caller, known.memberId, memberId =>
    writeForMember(
      caller,
      memberId,
      {},
      {
        load: [findApproval(approvalId)],
        decide: async (program, member, [[found]]) => {
          requireByHand(program)
          const asked = requirePending(program, found)
          const { unit, amount, sealedReason: sealed } = asked
          const posted = postAdjustment(deps, program, member, { unit, amount, sealed })
          const decided = {
            decision: 'approved' as const,
            decidedBy: program.actor.id,
            decidedAt: program.now,
            transactionId: posted.id,
          }
          return {
            change: posted.change,
            statements: [...posted.statements, appendApprovalDecision({ approvalId, ...decided, sealed: null })],
            resource: String(approvalId),
            result: await renderApproval(deps, program, { ...asked, ...decided, decider: program.actor }),
          }
        },
        replay: replayDecision(caller, 'approved'),
      },
    ),
  )
}

/** Declines what an associate asked for, with a reason if there is one to be told. */
export const decline = async (
  caller: Caller,
  id: string,
  reason: string | undefined,
): Promise<Answer<ApprovalView>> => {
  const { deps } = caller
  const approvalId = decodeId('apr', id) ?? 0
  const record = auditing(deps)
  return writeOnce(caller, reason === undefined ? {} : { reason }, {
    load: [findApproval(approvalId)],
    decide: async (program, [[found]]) => {
      requireByHand(program)
      const asked = requirePending(program, found)
      requireOther(program, asked.memberId)
      const sealed = reason === undefined ? null : await sealReason(deps, reason, asked.wrappedKey)
      const decided = {
        decision: 'declined' as const,
        decidedBy: program.actor.id,
        decidedAt: program.now,
        transactionId: null,
      }
      return {
        statements: [
          appendApprovalDecision({ approvalId, ...decided, sealed }),
          record(program, program.actor, 'approvalDeclined', id, { memberId: asked.memberId, sealed }),
        ],
        resource: String(approvalId),
        result: await renderApproval(deps, program, {
          ...asked,
          ...decided,
          decider: program.actor,
          sealedDecline: sealed,
        }),
      }
    },
    replay: replayDecision(caller, 'declined'),
  })
}
