import { findMember, findStaff, findStaffByEmail, putStaff, removeSessions, type StaffRow } from '@laurel/db'
import { openStaffIdentity } from '../../platform/actor.ts'
import { auditing } from '../../platform/audit.ts'
import { programCredential, type Caller } from '../../platform/caller.ts'
import { requireStore } from '../../platform/enter-program.ts'
import { decodeId } from '../../platform/ids.ts'
import { Problem } from '../../platform/problem.ts'
import type { Role } from '../../platform/staff-roles.ts'
import { eitherHash, staffEmailHashes } from '../../platform/staff-email.ts'
import { writeOnce } from '../../platform/write.ts'
import { requireMember } from './create-staff.ts'
import { renderStaff, type StaffView } from './staff-view.ts'

export interface PatchStaff {
  readonly name?: string | undefined
  readonly email?: string | undefined
  readonly role?: Role | undefined
  readonly store?: string | null | undefined
  readonly memberId?: string | null | undefined
  readonly status?: 'active' | 'disabled' | undefined
}

/** No token has this hash. */
export const NO_TOKEN = new Uint8Array(1)

/** Changes an account. What it may do changes with its next request; one that is disabled is signed out at once. */
export const patchStaff = async (caller: Caller, id: string, body: PatchStaff): Promise<StaffView> => {
  const { deps } = caller
  const staffId = decodeId('stf', id) ?? 0
  const memberId = typeof body.memberId === 'string' ? decodeId('mem', body.memberId) : null
  const { programId } = programCredential(caller)
  const hashes = body.email === undefined ? null : staffEmailHashes(deps, programId, body.email)
  const asked = hashes ? eitherHash(hashes) : { emailHash: NO_TOKEN, orHash: NO_TOKEN }
  const record = auditing(deps)
  const { result } = await writeOnce(caller, body, {
    load: [findStaff({ id: staffId }), findStaffByEmail(asked), findMember({ id: memberId ?? 0 })],
    decide: async (program, [[before], [taken], members]) => {
      if (!before) throw new Problem('not_found')
      requireStore(program, before.store)
      if (body.store !== undefined) requireStore(program, body.store)
      requireMember(body.memberId, members)
      if (taken && taken.id !== staffId) throw new Problem('staff_exists')
      const identity = await openStaffIdentity(deps, before)
      const sealed = await deps.secrets.seal(
        JSON.stringify({ name: body.name ?? identity.name, email: body.email ?? identity.email }),
        before.wrappedKey,
      )
      const row: StaffRow = {
        ...before,
        ...sealed,
        ...(hashes && { emailHash: hashes.present }),
        role: body.role ?? before.role,
        store: body.store === undefined ? before.store : body.store,
        memberId: body.memberId === undefined ? before.memberId : memberId,
        active: body.status === undefined ? before.active : body.status === 'active',
        revision: before.revision + 1,
      }
      return {
        statements: [
          putStaff(row),
          ...(row.active ? [] : [removeSessions({ staffId, keep: NO_TOKEN })]),
          record(program, program.actor, 'staffChanged', id),
        ],
        resource: id,
        result: await renderStaff(deps, program, row),
      }
    },
  })
  return result
}
