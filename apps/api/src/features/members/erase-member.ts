import { formatInstant } from '@laurel/core'
import { findErasure, findStatus, listMergedCards, listReservations, readAll } from '@laurel/db'
import { auditing } from '../../platform/audit.ts'
import type { Caller } from '../../platform/caller.ts'
import { programCredential } from '../../platform/caller.ts'
import { enterProgram, requireByHand, type OpenProgram, type PresentProgram } from '../../platform/enter-program.ts'
import { decodeId, encodeId } from '../../platform/ids.ts'
import { writeForMember } from '../../platform/member-write.ts'
import { onMember } from '../../platform/present-member.ts'
import { Problem } from '../../platform/problem.ts'
import { outcomeUnknown } from '../../platform/write.ts'
import { erasure } from './erasure.ts'
import type { ErasedView } from './members.schemas.ts'

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

const eraseThere = async (caller: Caller, memberId: number): Promise<ErasedView> => {
  const { deps } = caller
  const record = auditing(deps)
  const id = encodeId('mem', memberId)
  const { result } = await writeForMember(
    caller,
    memberId,
    {},
    {
      load: [listReservations({ memberId })],
      decide: async (program, member, [reservations]) => {
        requireByHand(program)
        const { actor } = program
        const { change, statements } = await erasure(deps, program, member, reservations, {
          actorId: actor.id,
          isKnown: false,
        })
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
}

/** Whose a card is: the member's own id where it is nobody else's. */
const ownerOf = async (program: OpenProgram, memberId: number): Promise<number> => {
  const [[found]] = await readAll(program.database, [findStatus({ memberId })])
  return found?.mergedInto ?? memberId
}

const eraseOnce = async (caller: Caller, memberId: number): Promise<ErasedView> => {
  try {
    return await onMember(caller, memberId, present => eraseThere(caller, present))
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'member_erased') throw error
    const { program } = await enterProgram(caller, [])
    requireByHand(program)
    return erasureOf(program, await ownerOf(program, memberId))
  }
}

/**
 * Erases a person and keeps the books: reservations are given back, coupons taken, what is left becomes breakage, and
 * nothing that identifies stays. Done again, it answers the same.
 * What is answered is kept where a restore looks for it, too: who was erased stays erased.
 */
export const eraseMember = async (caller: Caller, id: string): Promise<ErasedView> => {
  const view = await eraseOnce(caller, decodeId('mem', id) ?? 0)
  try {
    const { programId } = programCredential(caller)
    await caller.deps.keepErasure(programId, view.id)
    // A backup may be from before they were merged.
    const database = await caller.deps.databases.open(programId)
    const [cards] = await readAll(database, [listMergedCards({ memberId: decodeId('mem', view.id) ?? 0 })])
    for (const card of cards) await caller.deps.keepErasure(programId, encodeId('mem', card.id))
  } catch (error) {
    // It stands; sent again, it is kept again.
    throw outcomeUnknown(error)
  }
  return view
}
