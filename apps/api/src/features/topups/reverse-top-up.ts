import { decideTopUpReversal } from '@laurel/core'
import { appendReason, appendTopUpReversal, findMember, findTopUp, findTopUpByReversal, readAll } from '@laurel/db'
import type { Caller } from '../../platform/caller.ts'
import { enterProgram, requireByHand, type OpenProgram } from '../../platform/enter-program.ts'
import { decodeId } from '../../platform/ids.ts'
import { heldAfter, writeForMember, type DecidedForMember, type LoadedMember } from '../../platform/member-write.ts'
import { onMember } from '../../platform/present-member.ts'
import { Problem } from '../../platform/problem.ts'
import { sealReason } from '../../platform/reasons.ts'
import type { Answer } from '../../platform/write.ts'
import { renderTopUp, type KeptTopUp } from './get-top-up.ts'
import type { TopUpView } from './topups.schemas.ts'

const reversed = (caller: Caller, program: OpenProgram, member: LoadedMember, topUp: KeptTopUp) => {
  const { now: occurredAt, today, rules } = program
  const decision = decideTopUpReversal(member.wallet, topUp, today)
  if (!decision.accepted) throw new Problem(decision.reason)
  const id = caller.deps.ids.next()
  const movement = decision.value
  const change = {
    transactions: [
      { id, kind: 'reverse' as const, occurredAt, rulesVersion: rules.version, movement, causeId: topUp.id },
    ],
    acts: member.acts.filter(act => act.id !== topUp.id),
  }
  const { points, memberCash, prepaid } = movement.wallet.balances
  const row = {
    topUpId: topUp.id,
    id,
    tierBefore: member.held.tier,
    tierAfter: heldAfter(program, member, change).tier,
    pointsAfter: points,
    memberCashAfter: memberCash,
    prepaidAfter: prepaid,
  }
  const kept: KeptTopUp = {
    ...topUp,
    reversedBy: id,
    reversedAt: occurredAt,
    reversedTierBefore: row.tierBefore,
    reversedTierAfter: row.tierAfter,
    reversedPointsAfter: points,
    reversedMemberCashAfter: memberCash,
    reversedPrepaidAfter: prepaid,
  }
  return { id, change, row, kept }
}

/**
 * Takes a top-up back while what it gave is still there (S3), its class with it: the tier is decided as if it had never
 * been. Asked again, the answer is the same.
 */
export const reverseTopUp = async (
  caller: Caller,
  id: string,
  body: { readonly reason?: string | undefined },
): Promise<Answer<TopUpView>> => {
  const topUpId = decodeId('top', id) ?? 0
  const { rows } = await enterProgram(caller, [findTopUp({ id: topUpId })])
  return onMember(caller, rows[0][0]?.memberId ?? null, memberId =>
    writeForMember(caller, memberId, body, {
      load: [findTopUp({ id: topUpId }), findMember({ id: memberId })],
      decide: async (program, member, [[topUp], [person]]): Promise<DecidedForMember<TopUpView>> => {
        requireByHand(program)
        if (!topUp) throw new Problem('not_found')
        if (topUp.reversedBy !== null)
          return {
            change: null,
            statements: [],
            resource: String(topUp.reversedBy),
            result: renderTopUp(program, topUp),
          }
        const { id: reversalId, change, row, kept } = reversed(caller, program, member, topUp)
        const why =
          body.reason === undefined
            ? []
            : [
                appendReason({
                  transactionId: reversalId,
                  memberId: member.id,
                  sealed: await sealReason(caller.deps, body.reason, person?.wrappedKey),
                }),
              ]
        return {
          change,
          statements: [appendTopUpReversal(row), ...why],
          resource: String(reversalId),
          result: renderTopUp(program, kept),
        }
      },
      replay: async (resource, program) => {
        const [[found]] = await readAll(program.database, [findTopUpByReversal({ id: Number(resource) })])
        if (!found) throw new Problem('not_found')
        return renderTopUp(program, found)
      },
    }),
  )
}
