import type { Instant } from '@laurel/core'
import { listWholeJournal, readAll, type Database, type JournalEntry } from '@laurel/db'

const PAGE = 500

/** Which transactions are read: to the one that was the last at the start, and of which instants. */
export interface JournalRange {
  readonly lastId: number
  readonly from: Instant
  readonly before: Instant
}

/**
 * The journal page by page, member by member. Tills go on meanwhile: a member's journal ends before the first
 * transaction that is younger than the start, so what is read of each member is whole up to a point, without a hole.
 */
export async function* journalPages(
  database: Database,
  { lastId, from, before }: JournalRange,
): AsyncGenerator<readonly JournalEntry[]> {
  let cutMember = 0
  for (let after = { memberId: 0, seq: 0 }; ;) {
    const [entries] = await readAll(database, [listWholeJournal(after, PAGE)])
    const known = entries.filter(({ id, memberId }) => {
      if (id > lastId) cutMember = memberId
      return memberId !== cutMember
    })
    yield known.filter(({ occurredAt }) => occurredAt >= from && occurredAt < before)
    const last = entries.at(-1)
    if (!last || entries.length < PAGE) return
    after = last
  }
}
