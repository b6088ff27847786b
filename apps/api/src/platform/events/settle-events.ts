import { moveEventMark, type Database } from '@laurel/db'
import type { Deps } from '../../deps.ts'
import { firstIdAt } from '../ids.ts'

/** So long a commit may be on its way with an id that was made before: what is younger is not told yet. */
const ON_ITS_WAY_MS = 2_000

/**
 * The id through which events may be told, for good: a transaction that would come in below it is refused, and its
 * writer decides again with an id beyond, as below a seal. Nothing is written where nothing new is to be told.
 */
export const settleEvents = async (
  deps: Deps,
  database: Database,
  mark: { readonly through: number; readonly next: number | null },
): Promise<number> => {
  const through = firstIdAt(deps.now() - ON_ITS_WAY_MS) - 1
  if (mark.next === null || mark.next > through) return mark.through
  await database.commit([moveEventMark({ through })], [])
  return through
}
