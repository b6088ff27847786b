import { addSession, removeAttempts, removeEndedSessions, type StaffRow, type Statement } from '@laurel/db'
import { formatInstant } from '@laurel/core'
import type { Deps } from '../../deps.ts'
import type { PresentProgram } from '../../platform/enter-program.ts'
import { keyHash } from '../../platform/secrets.ts'
import { SESSION_MS } from '../../platform/staff-session.ts'
import { again } from '../../platform/write.ts'
import { renderStaff, type StaffView } from './staff-view.ts'

/** A session as it is handed to who signs in; the token is shown once. */
export interface OpenedSession {
  readonly token: string
  readonly expiresAt: string
  readonly staff: StaffView
}

/**
 * Opens a session for an account as it was judged, together with what else stands or falls with it. Null where the
 * account was changed meanwhile: then nothing was opened.
 */
export const openSession = async (
  deps: Deps,
  program: PresentProgram,
  row: StaffRow,
  more: readonly Statement[],
): Promise<OpenedSession | null> => {
  const at = deps.now()
  const expiresAt = at + SESSION_MS
  // One whose commit was cut off may stand; nobody has its token.
  return again(deps, async () => {
    const token = `st_${program.id.slice('prog_'.length)}_${deps.randomText(32)}`
    const [opened] = await program.database.commit([
      addSession({ tokenHash: await keyHash(token), staffId: row.id, revision: row.revision, at, expiresAt }),
      removeEndedSessions({ staffId: row.id, at }),
      removeAttempts({ emailHash: row.emailHash }),
      ...more,
    ])
    if (!opened || opened.length === 0) return null
    return { token, expiresAt: formatInstant(expiresAt, 'UTC'), staff: await renderStaff(deps, program, row) }
  })
}
