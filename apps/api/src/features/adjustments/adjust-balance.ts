import { needsConfirmation, type Unit } from '@laurel/core'
import { appendApproval, countGrant, findAdjustment, findLastGrant, findMember, listStaffLimits } from '@laurel/db'
import { auditing } from '../../platform/audit.ts'
import { programCredential, type Caller } from '../../platform/caller.ts'
import { enterProgram, requireByHand } from '../../platform/enter-program.ts'
import { decodeId, encodeId } from '../../platform/ids.ts'
import { writeForMember } from '../../platform/member-write.ts'
import { onMember } from '../../platform/present-member.ts'
import { Problem } from '../../platform/problem.ts'
import { sealReason } from '../../platform/reasons.ts'
import type { Answer } from '../../platform/write.ts'
import { loadAdjustment, renderAdjustment, type AdjustmentView } from './adjustment-view.ts'
import { loadApproval, renderApproval, type ApprovalView } from './approval-view.ts'
import { postAdjustment } from './post-adjustment.ts'

export interface AdjustmentBody {
  readonly unit: Unit
  readonly amount: number
  readonly reason: string
}

/** An adjustment that was made, or one that waits for somebody's confirmation. */
export type Adjusted = { readonly adjustment: AdjustmentView } | { readonly approval: ApprovalView }

/** No session has this hash: it stands where a key asks. */
const NO_SESSION = new Uint8Array(1)

/**
 * Sets a balance right by hand, with the reason; never below zero. What is more than an associate may do alone is not
 * done: it waits for a manager. The day's sum is a constraint, so that acts at once do not pass it between them.
 */
export const adjustBalance = (caller: Caller, id: string, body: AdjustmentBody): Promise<Answer<Adjusted>> =>
  onMember(caller, decodeId('mem', id), async memberId => {
    const { deps } = caller
    const credential = programCredential(caller)
    const tokenHash = credential.kind === 'staff' ? credential.hash : NO_SESSION
    const record = auditing(deps)
    return writeForMember(caller, memberId, body, {
      load: [findMember({ id: memberId }), listStaffLimits({}), findLastGrant({ tokenHash, unit: body.unit })],
      decide: async (program, member, [[person], limits, [grant]]) => {
        requireByHand(program)
        const { actor, now: at, today } = program
        const { unit, amount } = body
        const sealed = await sealReason(deps, body.reason, person?.wrappedKey)
        const posted = postAdjustment(deps, program, member, { unit, amount, sealed })
        const limit = limits.find(one => one.unit === unit)
        const isLimited = actor.kind === 'staff' && actor.role === 'associate'
        const wrappedKey = person?.wrappedKey ?? null
        if (isLimited && needsConfirmation(limit, amount, grant?.day === today ? grant.total : 0)) {
          const approval = {
            id: deps.ids.next(),
            memberId: member.id,
            unit,
            amount,
            sealed,
            askedBy: actor.id,
            askedAt: at,
          }
          const subject = encodeId('apr', approval.id)
          const undecided = {
            decision: null,
            decidedBy: null,
            decidedAt: null,
            transactionId: null,
            sealedDecline: null,
          }
          const kept = { ...approval, ...undecided, sealedReason: sealed, asker: actor, decider: null, wrappedKey }
          return {
            change: null,
            statements: [
              appendApproval(approval),
              record(program, actor, 'approvalAsked', subject, { memberId: member.id, sealed }),
            ],
            resource: subject,
            result: { approval: await renderApproval(deps, program, kept) },
          }
        }
        const most = isLimited ? (limit?.perDay ?? 0) : null
        const alone = { staffId: actor.id, unit, day: today, amount: Math.abs(amount), most }
        const kept = {
          ...posted.row,
          occurredAt: at,
          recordedAt: at,
          actor,
          asker: null,
          sealedReason: sealed,
          wrappedKey,
        }
        return {
          change: posted.change,
          statements: [...posted.statements, ...(actor.kind === 'staff' ? [countGrant(alone)] : [])],
          resource: String(posted.id),
          result: { adjustment: await renderAdjustment(deps, program, kept) },
        }
      },
      replay: async (resource, program) => {
        const approvalId = decodeId('apr', resource)
        return approvalId === null
          ? { adjustment: await renderAdjustment(deps, program, await loadAdjustment(program, Number(resource))) }
          : { approval: await renderApproval(deps, program, await loadApproval(program, approvalId)) }
      },
    })
  })

/** An adjustment by id: how much, by whom, and why. */
export const getAdjustment = async (caller: Caller, id: string): Promise<AdjustmentView> => {
  const { program, rows } = await enterProgram(caller, [findAdjustment(decodeId('adj', id) ?? 0)])
  const [[found]] = rows
  if (!found) throw new Problem('not_found')
  return renderAdjustment(caller.deps, program, found)
}
