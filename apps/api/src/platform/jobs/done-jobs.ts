import { formatInstant, type Instant, type RulesTimeline } from '@laurel/core'
import { listOccurrences, readAll, type Database } from '@laurel/db'

/** A piece of scheduled work that has run, as clients see it. */
export interface DoneJob {
  readonly name: string
  readonly at: string
  /** How many members it changed. */
  readonly members: number
}

/** As many as one answer lists. */
const LISTED = 10_000

/** What has run in (after, through], in the order in which it ran. */
export const doneBetween = async (
  program: { readonly database: Database; readonly timeline: RulesTimeline },
  after: Instant,
  through: Instant,
): Promise<readonly DoneJob[]> => {
  const [rows] = await readAll(program.database, [listOccurrences({ after, through, limit: LISTED })])
  return rows.flatMap(({ name, at, members, doneAt }) =>
    doneAt === null ? [] : [{ name, at: formatInstant(at, program.timeline.timeZone), members }],
  )
}
