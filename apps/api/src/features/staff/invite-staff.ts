import { findStaff, findStaffByInvitation, putStaff, readAll, removeAttempts, removeSessions } from '@laurel/db'
import type { Deps } from '../../deps.ts'
import { openStaffIdentity } from '../../platform/actor.ts'
import { auditing } from '../../platform/audit.ts'
import type { Caller } from '../../platform/caller.ts'
import { readProgram, requireStore } from '../../platform/enter-program.ts'
import { decodeId, encodeId } from '../../platform/ids.ts'
import { Problem } from '../../platform/problem.ts'
import { keyHash } from '../../platform/secrets.ts'
import { writeOnce, type Answer } from '../../platform/write.ts'
import type { CreatedStaff } from './create-staff.ts'
import { newInvitation, programOfInvitation } from './invitation.ts'
import { openSession, type OpenedSession } from './open-session.ts'
import { hashPassword } from './password.ts'
import { requireGoodPassword } from './password-rules.ts'
import { putOnce } from './put-once.ts'
import { NO_TOKEN } from './patch-staff.ts'
import { enterUnknown } from './sign-in.ts'
import { renderStaff } from './staff-view.ts'

/** Invites somebody to set a new password: the old one and all sessions end, and so does a lock. */
export const inviteStaff = async (caller: Caller, id: string): Promise<Answer<CreatedStaff>> => {
  const { deps } = caller
  const staffId = decodeId('stf', id) ?? 0
  const record = auditing(deps)
  // Drawn once: of two tries that were cut off nobody could tell which one's stands.
  let invited: Awaited<ReturnType<typeof newInvitation>> | undefined
  return writeOnce(
    caller,
    {},
    {
      load: [findStaff({ id: staffId })],
      decide: async (program, [[before]]) => {
        if (!before) throw new Problem('not_found')
        requireStore(program, before.store)
        invited ??= await newInvitation(deps, program.id)
        const { invitation, hash, expiresAt } = invited
        const row = {
          ...before,
          password: null,
          invitationHash: hash,
          invitationExpiresAt: expiresAt,
          revision: before.revision + 1,
        }
        return {
          statements: [
            putStaff(row),
            removeSessions({ staffId, keep: NO_TOKEN }),
            removeAttempts({ emailHash: row.emailHash }),
            record(program, program.actor, 'staffInvited', id),
          ],
          resource: String(row.revision),
          result: { ...(await renderStaff(deps, program, row)), invitation },
        }
      },
      replay: async (resource, program) => {
        const [[row]] = await readAll(program.database, [findStaff({ id: staffId })])
        if (!row || row.revision < Number(resource)) throw new Problem('not_found')
        return renderStaff(deps, program, row)
      },
    },
  )
}

/** Takes an invitation up, once: sets the password and signs in. */
export const takeInvitation = async (
  deps: Deps,
  body: { readonly invitation: string; readonly password: string },
): Promise<OpenedSession> => {
  const programId = programOfInvitation(body.invitation)
  if (programId === null) throw new Problem('invitation_invalid')
  const { program, rows } = await enterUnknown(
    readProgram(deps, programId, [findStaffByInvitation({ invitationHash: await keyHash(body.invitation) })]),
    'invitation_invalid',
  )
  const [[before]] = rows
  if (!before?.active || (before.invitationExpiresAt ?? 0) <= deps.now()) throw new Problem('invitation_invalid')
  requireGoodPassword(body.password, (await openStaffIdentity(deps, before)).email)
  const row = {
    ...before,
    password: await hashPassword(deps, body.password),
    invitationHash: null,
    invitationExpiresAt: null,
    revision: before.revision + 1,
  }
  const taken = auditing(deps)(program, row, 'invitationTaken', encodeId('stf', row.id))
  await putOnce(deps, program, row, [taken]).catch((error: unknown) => {
    // Somebody else has taken it up at the same time.
    throw error instanceof Problem && error.code === 'account_changed' ? new Problem('invitation_invalid') : error
  })
  const opened = await openSession(deps, program, row, [])
  if (!opened) throw new Problem('invitation_invalid')
  return opened
}
