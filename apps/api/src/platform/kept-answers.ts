import type { Instant } from '@laurel/core'
import type { ChangeMark } from '@laurel/db'
import type { TaggedAnswer } from './tagged-answer.ts'

/**
 * What a member was answered about themselves, while it is still true: asked again, nothing is read.
 *
 * Such an answer comes from the rows of one program, the caller's right to ask, and time; so this is enough:
 * - Rows: the mark is another one once any commit has ended that may have changed what is the member's or everybody's
 *   (rules, the clock of a test, keys and their origins, whatever scheduled work does). Marks are there only where
 *   nobody else writes; elsewhere nothing is kept.
 * - Right: the token was verified, as it is for every request. The origins from which pages may ask are rows, and the
 *   answer is kept for the one that it was given to.
 * - Time: it is reckoned by days of the program and by the rules of the instant, so what was true at two instants of one
 *   day under one version was true between them. A test clock stands still, and moves by a commit.
 */
export interface KeptAnswer extends TaggedAnswer {
  readonly foreignOrigin: string | null
  readonly from: Instant
  /** The first instant at which time alone may have made it untrue. */
  readonly until: Instant
}

/** An answer stays as long as its mark, of which the database remembers a bounded number. */
export type KeptAnswers = WeakMap<ChangeMark, KeptAnswer>
