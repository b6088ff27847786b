import { formatDay, dayOf } from '@laurel/core'
import type { JournalEntry } from '@laurel/db'
import { encodeId } from '../../platform/ids.ts'
import { entryView } from './read-ledger.ts'

/** A transaction of the whole journal: as in a member's ledger, with the member and the business day. */
export const exportedEntry = (entry: JournalEntry, timeZone: string) => ({
  memberId: encodeId('mem', entry.memberId),
  on: formatDay(dayOf(entry.occurredAt, timeZone)),
  ...entryView(entry, timeZone),
})

export type ExportedEntry = ReturnType<typeof exportedEntry>

/** Which program's journal is written, and of which days. */
export interface JournalFacts {
  readonly programId: string
  readonly name: string
  readonly currency: string
  readonly timeZone: string
  readonly from: string | null
  readonly to: string | null
}

/** A file format that is written piece by piece: what stands before the entries, they themselves, and after them. */
export interface JournalFormat {
  readonly mediaType: string
  readonly extension: string
  readonly begin: (facts: JournalFacts) => JournalWriter
}

export interface JournalWriter {
  readonly head: string
  readonly body: (entries: readonly ExportedEntry[]) => string
  /** The end, by which a file that was cut off can be told from a whole one. */
  readonly tail: (transactions: number) => string
}
