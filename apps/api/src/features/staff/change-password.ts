import { findAttempts, readAll, removeAttempts, removeSessions } from '@laurel/db'
import { openStaffIdentity } from '../../platform/actor.ts'
import { auditing } from '../../platform/audit.ts'
import type { Caller } from '../../platform/caller.ts'
import { enterProgram } from '../../platform/enter-program.ts'
import { encodeId } from '../../platform/ids.ts'
import { hashPassword } from './password.ts'
import { requireGoodPassword } from './password-rules.ts'
import { putOnce } from './put-once.ts'
import { ownAccount, ownSession } from './sign-out.ts'
import { renderStaff, type StaffView } from './staff-view.ts'
import { tryPassword } from './try-password.ts'

/** Changes one's own password, with the present one, and signs every other session out. */
export const changePassword = async (
  caller: Caller,
  body: { readonly current: string; readonly password: string },
): Promise<StaffView> => {
  const { deps } = caller
  const { program } = await enterProgram(caller, [])
  const row = await ownAccount(program)
  requireGoodPassword(body.password, (await openStaffIdentity(deps, row)).email)
  const { emailHash, id } = row
  const [[attempts]] = await readAll(program.database, [findAttempts({ emailHash, orHash: emailHash })])
  const tried = { emailHash, row, lockedUntil: attempts?.lockedUntil ?? 0 }
  await tryPassword(deps, program, tried, body.current, 'wrong_password')
  const changed = { ...row, password: await hashPassword(deps, body.password), revision: row.revision + 1 }
  const told = auditing(deps)(program, program.actor, 'passwordChanged', encodeId('stf', id))
  await putOnce(deps, program, changed, [
    removeSessions({ staffId: id, keep: ownSession(caller) }),
    removeAttempts({ emailHash }),
    told,
  ])
  return renderStaff(deps, program, changed)
}
