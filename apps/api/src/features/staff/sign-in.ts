import { findAttempts, findStaffByEmail, putStaff, type StaffRow } from '@laurel/db'
import type { Deps } from '../../deps.ts'
import { auditing } from '../../platform/audit.ts'
import { readProgram, type PresentProgram } from '../../platform/enter-program.ts'
import { encodeId } from '../../platform/ids.ts'
import { Problem } from '../../platform/problem.ts'
import { eitherHash, staffEmailHashes } from '../../platform/staff-email.ts'
import { worthAnotherTry } from '../../platform/write.ts'
import { openSession, type OpenedSession } from './open-session.ts'
import { hashPassword } from './password.ts'
import { tryPassword } from './try-password.ts'

/** Enters a program before anyone is known; one that is not there is told like a wrong password. */
export const enterUnknown = async <T>(entering: Promise<T>, code: 'sign_in_failed' | 'invitation_invalid') =>
  entering.catch((error: unknown) => {
    throw error instanceof Problem && error.code === 'unauthenticated' ? new Problem(code) : error
  })

/** Signs somebody of the staff in by e-mail address and password. */
export const signIn = async (
  deps: Deps,
  body: { readonly program: string; readonly email: string; readonly password: string },
): Promise<OpenedSession> => {
  const hashes = staffEmailHashes(deps, body.program, body.email)
  const { program, rows } = await enterUnknown(
    readProgram(deps, body.program, [findStaffByEmail(eitherHash(hashes)), findAttempts(eitherHash(hashes))]),
    'sign_in_failed',
  )
  const [[row], attempts] = rows
  const lockedUntil = Math.max(0, ...attempts.map(attempt => attempt.lockedUntil))
  const tried = { emailHash: row?.emailHash ?? hashes.present, row, lockedUntil }
  const { isStale } = await tryPassword(deps, program, tried, body.password, 'sign_in_failed')
  const signed = auditing(deps)(program, row!, 'signedIn', encodeId('stf', row!.id))
  const opened = await openSession(deps, program, row!, [signed])
  if (!opened) throw new Problem('sign_in_failed')
  if (isStale) await hashAnew(deps, program, row!, body.password)
  return opened
}

/** Hashes a password at the present cost, now that it is known. Where the account was changed meanwhile, later. */
const hashAnew = async (deps: Deps, { database }: PresentProgram, row: StaffRow, password: string): Promise<void> => {
  const renewed = { ...row, password: await hashPassword(deps, password), revision: row.revision + 1 }
  await database.commit([putStaff(renewed)]).catch((error: unknown) => {
    if (!worthAnotherTry(deps, error)) throw error
  })
}
