import { closeAccounts, decideErasure } from '@laurel/core'
import {
  erasePerson,
  listRedeemedLots,
  type listReservations,
  readAll,
  withdrawAllCoupons,
  type Statement,
} from '@laurel/db'
import type { Deps } from '../../deps.ts'
import type { PresentProgram } from '../../platform/enter-program.ts'
import { giveBackReservation } from '../../platform/give-back.ts'
import type { LoadedMember, MemberTransaction } from '../../platform/member-write.ts'
import { Problem } from '../../platform/problem.ts'

type Reservation = ReturnType<ReturnType<typeof listReservations>['decode']>[number]

/** Gives a member's open reservations back, one after another: gifts to the shelf, points to the lots they came from. */
const endReservations = async (
  deps: Deps,
  program: PresentProgram,
  member: LoadedMember,
  reservations: readonly Reservation[],
  actorId: number,
) => {
  const drawn =
    reservations.length === 0
      ? []
      : await readAll(
          program.database,
          reservations.map(({ id }) => listRedeemedLots(id)),
        )
  const { now, today, rules } = program
  let { wallet } = member
  const transactions: MemberTransaction[] = []
  const statements: Statement[] = []
  for (const [i, redemption] of reservations.entries()) {
    const remaining = new Map(wallet.lots.points.map(lot => [lot.id, lot.remaining]))
    const lots = drawn[i]!.map(lot => ({ ...lot, remaining: remaining.get(lot.id) ?? 0 }))
    const given = giveBackReservation(deps, wallet, redemption, lots, {
      end: 'cancelled',
      at: now,
      day: today,
      rulesVersion: rules.version,
      recordedAt: now,
      actorId,
    })
    wallet = given.wallet
    transactions.push(...given.transactions)
    statements.push(...given.statements)
  }
  return { wallet, transactions, statements }
}

/**
 * Everything that erasing somebody comes to. Throws prepaid_left, unless these are the books of a backup and it is known
 * to have been paid back since.
 */
export const erasure = async (
  deps: Deps,
  program: PresentProgram,
  member: LoadedMember,
  reservations: readonly Reservation[],
  { actorId, isKnown }: { readonly actorId: number; readonly isKnown: boolean },
) => {
  const { now: occurredAt, today, rules } = program
  const ended = await endReservations(deps, program, member, reservations, actorId)
  const decision = decideErasure(ended.wallet, today)
  if (!decision.accepted && !isKnown) throw new Problem(decision.reason)
  const movement = decision.accepted ? decision.value : closeAccounts(ended.wallet, today)
  const id = deps.ids.next()
  const closing = { id, kind: 'expire' as const, occurredAt, rulesVersion: rules.version, causeId: null }
  return {
    id,
    change: { transactions: [...ended.transactions, { ...closing, movement }] },
    statements: [
      ...ended.statements,
      withdrawAllCoupons({ memberId: member.id, occurredAt, actorId }),
      ...erasePerson({ id, memberId: member.id }),
    ],
  }
}
