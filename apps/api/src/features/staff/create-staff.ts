import { addStaff, findMember, findStaff, findStaffByEmail, readAll, type StaffRow } from '@laurel/db'
import { auditing } from '../../platform/audit.ts'
import type { Caller } from '../../platform/caller.ts'
import { requireStore } from '../../platform/enter-program.ts'
import { decodeId, encodeId } from '../../platform/ids.ts'
import { Problem } from '../../platform/problem.ts'
import type { Role } from '../../platform/staff-roles.ts'
import { eitherHash, staffEmailHashes } from '../../platform/staff-email.ts'
import { writeOnce, type Answer } from '../../platform/write.ts'
import { newInvitation } from './invitation.ts'
import { hashPassword } from './password.ts'
import { requireGoodPassword } from './password-rules.ts'
import { renderStaff, type StaffView } from './staff-view.ts'

export interface CreateStaff {
  readonly name: string
  readonly email: string
  readonly role: Role
  readonly store?: string | undefined
  readonly memberId?: string | undefined
  readonly password?: string | undefined
}

/** An account as it was made; the invitation is shown once. */
export type CreatedStaff = StaffView & { readonly invitation?: string }

/** Refuses a member that the program does not have. */
export const requireMember = (memberId: string | null | undefined, found: readonly unknown[]): void => {
  if (typeof memberId === 'string' && found.length === 0)
    throw new Problem('invalid_request', { errors: [{ path: 'memberId', message: 'is no member of this program' }] })
}

/** Makes a staff account, with a password or with an invitation to set one. */
export const createStaff = async (caller: Caller, body: CreateStaff): Promise<Answer<CreatedStaff>> => {
  const { deps, credential } = caller
  const { password, ...rest } = body
  const programId = 'programId' in credential ? credential.programId : ''
  if (password !== undefined) requireGoodPassword(password, body.email)
  const memberId = body.memberId === undefined ? null : decodeId('mem', body.memberId)
  const hashes = staffEmailHashes(deps, programId, body.email)
  const record = auditing(deps)
  const invited = password === undefined ? await newInvitation(deps, programId) : null
  let hashed: string | null = null
  // A password is not kept in the request's hash: it would be a quicker one to guess by than its own.
  return writeOnce(
    caller,
    { ...rest, hasPassword: password !== undefined },
    {
      load: [findStaffByEmail(eitherHash(hashes)), findMember({ id: memberId ?? 0 })],
      decide: async (program, [[taken], members]) => {
        requireStore(program, body.store ?? null)
        requireMember(body.memberId, members)
        if (taken) throw new Problem('staff_exists')
        if (password !== undefined) hashed ??= await hashPassword(deps, password)
        const identity = await deps.secrets.seal(JSON.stringify({ name: body.name, email: body.email }), null)
        const row: StaffRow = {
          id: deps.ids.next(),
          emailHash: hashes.present,
          ...identity,
          role: body.role,
          store: body.store ?? null,
          memberId,
          active: true,
          password: hashed,
          invitationHash: invited?.hash ?? null,
          invitationExpiresAt: invited?.expiresAt ?? null,
          createdAt: deps.now(),
          revision: 1,
        }
        return {
          statements: [addStaff(row), record(program, program.actor, 'staffCreated', encodeId('stf', row.id))],
          resource: String(row.id),
          result: {
            ...(await renderStaff(deps, program, row)),
            ...(invited && { invitation: invited.invitation }),
          },
        }
      },
      replay: async (resource, program) => {
        const [[row]] = await readAll(program.database, [findStaff({ id: Number(resource) })])
        if (!row) throw new Problem('not_found')
        return renderStaff(deps, program, row)
      },
    },
  )
}
