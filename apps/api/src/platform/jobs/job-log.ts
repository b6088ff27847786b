import type { Occurrence } from '@laurel/core'

/** One piece of scheduled work that has been done to its end. It holds no personal data. */
export interface JobEntry {
  readonly programId: string
  /** Which one, such as `expiry:points:2027-01-01`. */
  readonly job: string
  readonly kind: Occurrence['kind']
  /** How many members it has changed. */
  readonly members: number
  /** How long after its instant it was done; left out where the program has a clock of its own. */
  readonly lateMs?: number
}

export type JobLog = (entry: JobEntry) => void
