import { decideAdjustment, formatInstant, type Unit } from '@laurel/core'
import { appendAdjustment, appendReason, findAdjustment, findMember, readAll } from '@laurel/db'
import type { Caller } from '../../platform/caller.ts'
import { enterProgram, requireByHand, type OpenProgram } from '../../platform/enter-program.ts'
import { decodeId, encodeId } from '../../platform/ids.ts'
import { writeForMember } from '../../platform/member-write.ts'
import { Problem } from '../../platform/problem.ts'
import { openReason, sealReason } from '../../platform/reasons.ts'
import type { Answer } from '../../platform/write.ts'

export interface AdjustmentBody {
  readonly unit: Unit
  readonly amount: number
  readonly reason: string
}

type KeptAdjustment = Omit<
  ReturnType<ReturnType<typeof findAdjustment>['decode']>[number],
  'sealedReason' | 'wrappedKey'
>

const render = (program: OpenProgram, kept: KeptAdjustment, reason: string | null) => ({
  id: encodeId('adj', kept.id),
  memberId: encodeId('mem', kept.memberId),
  unit: kept.unit,
  amount: kept.amount,
  reason,
  keyId: encodeId('key', kept.actorId),
  occurredAt: formatInstant(kept.occurredAt, program.timeline.timeZone),
  recordedAt: formatInstant(kept.recordedAt, program.timeline.timeZone),
  balances: { points: kept.pointsAfter, memberCash: kept.memberCashAfter, prepaid: kept.prepaidAfter },
})

export type AdjustmentView = ReturnType<typeof render>

/** Sets a balance right by hand, with the reason; never below zero. */
export const adjustBalance = (caller: Caller, id: string, body: AdjustmentBody): Promise<Answer<AdjustmentView>> => {
  const memberId = decodeId('mem', id)
  return writeForMember(caller, memberId, body, {
    load: [findMember({ id: memberId ?? 0 })],
    decide: async (program, member, [[person]]) => {
      requireByHand(program)
      const { now: at, today: on, rules } = program
      const transactionId = caller.deps.ids.next()
      const { unit, amount } = body
      const decision = decideAdjustment(rules, member.wallet, { unit, amount, at, on, transactionId })
      if (!decision.accepted) throw new Problem(decision.reason)
      const movement = decision.value
      const { points, memberCash, prepaid } = movement.wallet.balances
      const row = {
        id: transactionId,
        memberId: member.id,
        unit,
        amount,
        pointsAfter: points,
        memberCashAfter: memberCash,
        prepaidAfter: prepaid,
      }
      const sealed = await sealReason(caller.deps, body.reason, person?.wrappedKey)
      const kept = { ...row, occurredAt: at, recordedAt: at, actorId: program.actor.id }
      return {
        change: {
          transactions: [
            { id: transactionId, kind: 'adjust', occurredAt: at, rulesVersion: rules.version, movement, causeId: null },
          ],
        },
        statements: [appendAdjustment(row), appendReason({ transactionId, memberId: member.id, sealed })],
        resource: String(transactionId),
        result: render(program, kept, body.reason),
      }
    },
    replay: async (resource, program) => {
      const [[found]] = await readAll(program.database, [findAdjustment({ id: Number(resource) })])
      if (!found) throw new Problem('not_found')
      return render(program, found, await openReason(caller.deps, found))
    },
  })
}

/** An adjustment by id: how much, by which key, and why. */
export const getAdjustment = async (caller: Caller, id: string): Promise<AdjustmentView> => {
  const { program, rows } = await enterProgram(caller, [findAdjustment({ id: decodeId('adj', id) ?? 0 })])
  const [[found]] = rows
  if (!found) throw new Problem('not_found')
  return render(program, found, await openReason(caller.deps, found))
}
