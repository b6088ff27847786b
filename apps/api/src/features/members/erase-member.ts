import { decideErasure, formatInstant } from '@laurel/core'
import {
  erasePerson,
  findErasure,
  listRedeemedLots,
  listReservations,
  readAll,
  withdrawAllCoupons,
  type Statement,
} from '@laurel/db'
import type { Deps } from '../../deps.ts'
import { auditing } from '../../platform/audit.ts'
import type { Caller } from '../../platform/caller.ts'
import { enterProgram, requireByHand, type OpenProgram, type PresentProgram } from '../../platform/enter-program.ts'
import { giveBackReservation } from '../../platform/give-back.ts'
import { decodeId, encodeId } from '../../platform/ids.ts'
import { writeForMember, type LoadedMember, type MemberTransaction } from '../../platform/member-write.ts'
import { Problem } from '../../platform/problem.ts'
import type { ErasedView } from './members.schemas.ts'

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

/** Everything that erasing somebody comes to. Throws prepaid_left. */
const erased = async (
  deps: Deps,
  program: PresentProgram,
  member: LoadedMember,
  reservations: readonly Reservation[],
  actorId: number,
) => {
  const { now: occurredAt, today, rules } = program
  const ended = await endReservations(deps, program, member, reservations, actorId)
  const decision = decideErasure(ended.wallet, today)
  if (!decision.accepted) throw new Problem(decision.reason)
  const id = deps.ids.next()
  const closing = { id, kind: 'expire' as const, occurredAt, rulesVersion: rules.version, causeId: null }
  return {
    id,
    change: { transactions: [...ended.transactions, { ...closing, movement: decision.value }] },
    statements: [
      ...ended.statements,
      withdrawAllCoupons({ memberId: member.id, occurredAt, actorId }),
      ...erasePerson({ id, memberId: member.id }),
    ],
  }
}

const render = (program: PresentProgram, memberId: number, occurredAt: number): ErasedView => ({
  id: encodeId('mem', memberId),
  status: 'erased',
  erasedAt: formatInstant(occurredAt, program.timeline.timeZone),
})

const erasureOf = async (program: OpenProgram, memberId: number): Promise<ErasedView> => {
  const [[found]] = await readAll(program.database, [findErasure({ memberId })])
  if (!found) throw new Problem('not_found')
  return render(program, memberId, found.occurredAt)
}

/**
 * Erases a person and keeps the books: reservations are given back, coupons taken, what is left becomes breakage, and
 * nothing that identifies stays. Done again, it answers the same.
 */
export const eraseMember = async (caller: Caller, id: string): Promise<ErasedView> => {
  const { deps } = caller
  const memberId = decodeId('mem', id) ?? 0
  const record = auditing(deps)
  try {
    const { result } = await writeForMember(
      caller,
      memberId,
      {},
      {
        load: [listReservations({ memberId })],
        decide: async (program, member, [reservations]) => {
          requireByHand(program)
          const { actor } = program
          const { change, statements } = await erased(deps, program, member, reservations, actor.id)
          return {
            change,
            statements: [record(program, actor, 'memberErased', id, { memberId }), ...statements],
            resource: String(memberId),
            result: render(program, memberId, program.now),
          }
        },
        replay: (resource, program) => erasureOf(program, Number(resource)),
      },
    )
    return result
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'member_erased') throw error
    const { program } = await enterProgram(caller, [])
    requireByHand(program)
    return erasureOf(program, memberId)
  }
}
