import { putChallenge, type ChallengeRow, type Statement } from '@laurel/db'
import type { Deps } from '../../deps.ts'
import type { OpenProgram } from '../../platform/enter-program.ts'
import { Problem } from '../../platform/problem.ts'
import { sameBytes } from '../../platform/secrets.ts'

/** How long a code counts, and how long it is remembered that one was sent to a phone. Real time. */
export const CHALLENGE_MS = 5 * 60_000
export const REMEMBERED_MS = 60 * 60_000
const TRIES = 5

/** What is kept of a code: a hash of its own challenge, which stays the same while secrets rotate. */
export const challengeHash = (deps: Deps, programId: string, id: number, code: string): Uint8Array =>
  deps.secrets.requestHash(`kiosk code ${programId}`, `${id} ${code}`)

/** A try at a challenge, judged: what to write in either case. The store refuses it where another try came between. */
export interface JudgedChallenge {
  readonly isRight: boolean
  /** One try more; of the right one, the challenge is used up with it. */
  readonly counted: Statement
}

/** Judges a code at the kiosk that asked for it. Throws challenge_over where no code would do any more. */
export const judgeChallenge = (
  deps: Deps,
  program: Pick<OpenProgram, 'id' | 'actor'>,
  row: ChallengeRow | undefined,
  code: string,
): JudgedChallenge => {
  const at = deps.now()
  if (
    !row ||
    row.kioskId !== program.actor.id ||
    row.usedAt !== null ||
    row.tries >= TRIES ||
    at >= row.madeAt + CHALLENGE_MS
  )
    throw new Problem('challenge_over')
  const isRight = sameBytes(row.codeHash, challengeHash(deps, program.id, row.id, code))
  return { isRight, counted: putChallenge({ id: row.id, tries: row.tries + 1, usedAt: isRight ? at : null }) }
}
