import { decidePrepaidRefund, formatInstant } from '@laurel/core'
import { appendPrepaidRefund, appendReason, findMember, findPrepaidRefund, readAll } from '@laurel/db'
import type { Caller } from '../../platform/caller.ts'
import { requireByHand, type OpenProgram } from '../../platform/enter-program.ts'
import { decodeId, encodeId } from '../../platform/ids.ts'
import { writeForMember } from '../../platform/member-write.ts'
import { onMember } from '../../platform/present-member.ts'
import { Problem } from '../../platform/problem.ts'
import { sealReason } from '../../platform/reasons.ts'
import type { Answer } from '../../platform/write.ts'
import type { RefundBody, RefundView } from './topups.schemas.ts'

type KeptRefund = ReturnType<ReturnType<typeof findPrepaidRefund>['decode']>[number]

const render = (program: OpenProgram, kept: KeptRefund): RefundView => ({
  id: encodeId('ref', kept.id),
  memberId: encodeId('mem', kept.memberId),
  amount: kept.amountMinor,
  tender: kept.tender,
  occurredAt: formatInstant(kept.occurredAt, program.timeline.timeZone),
  recordedAt: formatInstant(kept.recordedAt, program.timeline.timeZone),
  balances: { points: kept.pointsAfter, memberCash: kept.memberCashAfter, prepaid: kept.prepaidAfter },
})

/** Pays prepaid back to the member, never more than there is; points and class stay. */
export const refundPrepaid = (caller: Caller, id: string, body: RefundBody): Promise<Answer<RefundView>> =>
  onMember(caller, decodeId('mem', id), async memberId => {
    return writeForMember(caller, memberId, body, {
      load: [findMember({ id: memberId })],
      decide: async (program, member, [[person]]) => {
        requireByHand(program)
        const { now: occurredAt, today, rules } = program
        const decision = decidePrepaidRefund(member.wallet, body.amount, today)
        if (!decision.accepted) throw new Problem(decision.reason)
        const transactionId = caller.deps.ids.next()
        const movement = decision.value
        const { points, memberCash, prepaid } = movement.wallet.balances
        const row = {
          id: transactionId,
          memberId: member.id,
          tender: body.tender,
          amountMinor: body.amount,
          pointsAfter: points,
          memberCashAfter: memberCash,
          prepaidAfter: prepaid,
        }
        const sealed = await sealReason(caller.deps, body.reason, person?.wrappedKey)
        return {
          change: {
            transactions: [
              { id: transactionId, kind: 'refund', occurredAt, rulesVersion: rules.version, movement, causeId: null },
            ],
          },
          statements: [appendPrepaidRefund(row), appendReason({ transactionId, memberId: member.id, sealed })],
          resource: String(transactionId),
          result: render(program, { ...row, occurredAt, recordedAt: occurredAt }),
        }
      },
      replay: async (resource, program) => {
        const [[found]] = await readAll(program.database, [findPrepaidRefund({ id: Number(resource) })])
        if (!found) throw new Problem('not_found')
        return render(program, found)
      },
    })
  })
