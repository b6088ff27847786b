import { findStaff, readAll, removeSession, removeSessions } from '@laurel/db'
import { auditing } from '../../platform/audit.ts'
import { programCredential, type Caller } from '../../platform/caller.ts'
import { enterProgram, requireStore, type OpenProgram } from '../../platform/enter-program.ts'
import { decodeId, encodeId } from '../../platform/ids.ts'
import { Problem } from '../../platform/problem.ts'
import { again, writeOnce } from '../../platform/write.ts'
import { NO_TOKEN } from './patch-staff.ts'
import { renderStaff, type StaffView } from './staff-view.ts'

/** The account of who asks. */
export const ownAccount = async (program: OpenProgram) => {
  const [[row]] = await readAll(program.database, [findStaff({ id: program.actor.id })])
  if (!row) throw new Problem('not_found')
  return row
}

/** Who is signed in. */
export const getMe = async (caller: Caller): Promise<StaffView> => {
  const { program } = await enterProgram(caller, [])
  return renderStaff(caller.deps, program, await ownAccount(program))
}

/** The hash of the session that asks. */
export const ownSession = (caller: Caller): Uint8Array => {
  const credential = programCredential(caller)
  return credential.kind === 'staff' ? credential.hash : NO_TOKEN
}

/** Ends the session that asks: its next request is refused. */
export const signOut = async (caller: Caller): Promise<StaffView> => {
  const { deps } = caller
  const { program } = await enterProgram(caller, [])
  const row = await ownAccount(program)
  const signedOut = auditing(deps)(program, program.actor, 'signedOut', encodeId('stf', row.id))
  // Done again it is the same: what is gone stays gone, and the trail says it once.
  await again(deps, () => program.database.commit([removeSession({ tokenHash: ownSession(caller) }), signedOut]))
  return renderStaff(deps, program, row)
}

/** Ends every session of somebody, at once. */
export const revokeSessions = async (caller: Caller, id: string): Promise<StaffView> => {
  const staffId = decodeId('stf', id) ?? 0
  const record = auditing(caller.deps)
  const { result } = await writeOnce(caller, id, {
    load: [findStaff({ id: staffId })],
    decide: async (program, [[row]]) => {
      if (!row) throw new Problem('not_found')
      requireStore(program, row.store)
      return {
        statements: [
          removeSessions({ staffId, keep: NO_TOKEN }),
          record(program, program.actor, 'sessionsRevoked', id),
        ],
        resource: id,
        result: await renderStaff(caller.deps, program, row),
      }
    },
  })
  return result
}
