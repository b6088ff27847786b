/** What of a row stood under columns that are known, without spaces around it; what was empty is left out. */
export type Cells = Readonly<Record<string, string>>

/** A row of a file: its cells, null for one that cannot be known; null where the row itself cannot be read. */
export type FileRecord = readonly (string | null)[] | null

/** So many characters a record may have. */
export const MAX_RECORD = 64 * 1024

/** A kind of file that can be brought in. */
export interface FileKind {
  /** The columns that it knows, each with what else it may be called. */
  readonly columns: Readonly<Record<string, readonly string[]>>
  /** Columns without which no row could be taken: one of each list. */
  readonly needs: readonly (readonly string[])[]
  /** What rows of one unit share; null where a row stands alone. */
  readonly unitOf: (cells: Cells) => string | null
}
