import { appendLock, countAttempt, removeAttemptsBefore, type StaffRow } from '@laurel/db'
import type { Deps } from '../../deps.ts'
import type { PresentProgram } from '../../platform/enter-program.ts'
import { encodeId } from '../../platform/ids.ts'
import { Problem } from '../../platform/problem.ts'
import { again } from '../../platform/write.ts'
import { judgePassword, type JudgedPassword } from './password.ts'

const MINUTE_MS = 60_000
/** From this failure on an address is locked: for a minute, then two, four, at most an hour. A day later it is forgotten. */
const FREE = 5
const LONGEST_MS = 60 * MINUTE_MS
const FORGOTTEN_MS = 24 * 60 * MINUTE_MS

const locked = (forMs: number): Problem =>
  new Problem('sign_in_locked', { headers: { 'retry-after': String(Math.max(1, Math.ceil(forMs / 1000))) } })

/** Under which address a password is tried, and the account that there is. */
export interface Tried {
  readonly emailHash: Uint8Array
  readonly row: StaffRow | undefined
  /** When the address is free again, as it was read. */
  readonly lockedUntil: number
}

/**
 * Tries a password. The try is counted before it is judged, in the database, so that a hundred at once are a hundred;
 * an address without an account is counted, locked and judged like one that has one, and nobody learns which it is.
 * Throws sign_in_locked, or `refusal` where the password is not right; who succeeds forgets the failures.
 */
export const tryPassword = async (
  deps: Deps,
  program: PresentProgram,
  { emailHash, row, lockedUntil }: Tried,
  password: string,
  refusal: 'sign_in_failed' | 'wrong_password',
): Promise<JudgedPassword> => {
  const at = deps.now()
  if (lockedUntil > at) throw locked(lockedUntil - at)
  const [, counted] = await again(deps, () =>
    program.database.commit([
      removeAttemptsBefore({ at: at - FORGOTTEN_MS }),
      countAttempt({
        emailHash,
        at,
        since: at - FORGOTTEN_MS,
        free: FREE,
        stepMs: MINUTE_MS,
        longestMs: LONGEST_MS,
      }),
    ]),
  )
  const [count] = counted ?? []
  // Another try at once has locked it.
  if (!count) throw locked(MINUTE_MS)
  const judged = await judgePassword(deps, password, row?.password ?? null)
  if (judged.isRight && row?.active) return judged
  if (Number(count[1]) > at)
    await program.database.commit([
      appendLock({
        id: deps.ids.next(),
        emailHash,
        subject: encodeId('stf', row?.id ?? 0),
        at: program.now,
      }),
    ])
  throw new Problem(refusal)
}
