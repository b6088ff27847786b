import { startOfDay } from '@laurel/core'
import { programCredential, type Caller } from './caller.ts'
import type { OpenProgram } from './enter-program.ts'
import type { KeptAnswer, KeptAnswers } from './kept-answers.ts'
import { tagged, type TaggedAnswer } from './tagged-answer.ts'

/** The time in which what is decided now stays as it is but for what is written. */
const steadyTime = ({ clockAt, now, today, timeline }: OpenProgram): Pick<KeptAnswer, 'from' | 'until'> =>
  clockAt === null
    ? { from: now, until: Math.min(startOfDay(today + 1, timeline.timeZone), timeline.changesAfter(now)) }
    : { from: -Infinity, until: Infinity }

/** The answer about a member to that very member: the kept one where it is still true. */
export const answerOnce = async (
  caller: Caller,
  kept: KeptAnswers,
  make: (
    memberId: number | null,
  ) => Promise<{ readonly program: OpenProgram; readonly memberId: number; readonly view: object }>,
): Promise<TaggedAnswer> => {
  const { deps, foreignOrigin } = caller
  const credential = programCredential(caller)
  const memberId = credential.kind === 'member' ? credential.memberId : null
  // At a kiosk the right to ask is a row, which may be gone with the next request.
  if (credential.kind === 'member' && credential.kioskSession !== null) return tagged((await make(memberId)).view)
  // Before the read: what is written meanwhile moves it, and what was read is kept for nobody.
  const mark = memberId === null ? undefined : deps.databases.mark?.(credential.programId, memberId)
  const before = mark && kept.get(mark)
  const now = deps.now()
  if (before && before.foreignOrigin === foreignOrigin && before.from <= now && now < before.until) return before
  const { program, memberId: about, view } = await make(memberId)
  const answer = await tagged(view)
  // About whom the caller's card has become, the mark tells nothing.
  if (mark && about === memberId) kept.set(mark, { ...answer, foreignOrigin, ...steadyTime(program) })
  return answer
}
