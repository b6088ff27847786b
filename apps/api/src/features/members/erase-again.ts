import { appendAuditEntry, findStatus, listReservations } from '@laurel/db'
import type { Deps } from '../../deps.ts'
import { scheduledWork } from '../../platform/actor.ts'
import { readProgram } from '../../platform/enter-program.ts'
import { decodeId } from '../../platform/ids.ts'
import { changeStatements, loadedMember, memberStatements } from '../../platform/member-write.ts'
import { again } from '../../platform/write.ts'
import { erasure } from './erasure.ts'

/**
 * Erases again who was erased since a backup was made, before anybody is served from what it restored. Nobody asks: what
 * it writes is of no key. Gives whether there was anything to do.
 */
export const eraseAgain = (deps: Deps, programId: string, id: string): Promise<boolean> =>
  again(deps, async () => {
    const memberId = decodeId('mem', id) ?? 0
    const { program, rows } = await readProgram(deps, programId, [
      findStatus({ memberId }),
      listReservations({ memberId }),
      ...memberStatements(memberId),
    ])
    const [[found], reservations, ...memberRows] = rows
    if (found?.status !== 'active') return false
    const member = loadedMember(program, memberRows)
    const actorId = scheduledWork.id
    const { change, statements } = await erasure(deps, program, member, reservations, { actorId, isKnown: true })
    const entry = { id: deps.ids.next(), at: program.now, actorId: null, act: 'memberErased', subject: id, memberId }
    await program.database.commit([
      appendAuditEntry({ ...entry, sealed: null }),
      ...statements,
      ...changeStatements(program, member, change, actorId),
    ])
    return true
  })
