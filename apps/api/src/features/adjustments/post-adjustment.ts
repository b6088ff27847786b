import { decideAdjustment, type Unit } from '@laurel/core'
import { appendAdjustment, appendReason, type Statement } from '@laurel/db'
import type { Deps } from '../../deps.ts'
import type { OpenProgram } from '../../platform/enter-program.ts'
import type { LoadedMember, MemberChange } from '../../platform/member-write.ts'
import { Problem } from '../../platform/problem.ts'

/** An adjustment decided: what it does to the member, and what is kept of it. */
export interface PostedAdjustment {
  readonly id: number
  readonly change: MemberChange
  readonly statements: readonly Statement[]
  readonly row: Parameters<typeof appendAdjustment>[0]
}

/** Decides an adjustment on the books as they are, with its reason sealed under the member's key. */
export const postAdjustment = (
  deps: Deps,
  program: OpenProgram,
  member: LoadedMember,
  { unit, amount, sealed }: { readonly unit: Unit; readonly amount: number; readonly sealed: Uint8Array },
): PostedAdjustment => {
  const { now: at, today: on, rules } = program
  const id = deps.ids.next()
  const decision = decideAdjustment(rules, member.wallet, { unit, amount, at, on, transactionId: id })
  if (!decision.accepted) throw new Problem(decision.reason)
  const movement = decision.value
  const { points, memberCash, prepaid } = movement.wallet.balances
  const row = {
    id,
    memberId: member.id,
    unit,
    amount,
    pointsAfter: points,
    memberCashAfter: memberCash,
    prepaidAfter: prepaid,
  }
  return {
    id,
    change: {
      transactions: [{ id, kind: 'adjust', occurredAt: at, rulesVersion: rules.version, movement, causeId: null }],
    },
    statements: [appendAdjustment(row), appendReason({ transactionId: id, memberId: member.id, sealed })],
    row,
  }
}
