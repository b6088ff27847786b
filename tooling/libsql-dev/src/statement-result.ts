import { type ColumnValue, encodeValue, type WireValue, wireSize } from './values.ts'
import { HranaError } from './errors.ts'

/** What a statement gave: Hrana's `StmtResult`. */
export interface StatementResult {
  readonly cols: readonly Column[]
  readonly rows: readonly (readonly WireValue[])[]
  readonly affected_row_count: number
  readonly last_insert_rowid: string | null
  readonly replication_index: null
  readonly rows_read: number
  readonly rows_written: number
  readonly query_duration_ms: number
}

/** A column of a result: its name, and the type its table declares for it. */
export interface Column {
  readonly name: string
  readonly decltype: string | null
}

/** libsql-server's default `--max-response-size`, in bytes. */
const maxResultBytes = 10_000_000

/** Rows as they travel. Throws {@link HranaError} RESPONSE_TOO_LARGE past the server's limit. */
export function encodeRows(rows: readonly (readonly ColumnValue[])[]): WireValue[][] {
  let bytes = 0
  return rows.map(row =>
    row.map(value => {
      bytes += wireSize(value)
      if (bytes > maxResultBytes) throw new HranaError('RESPONSE_TOO_LARGE', 'Response is too large')
      return encodeValue(value)
    }),
  )
}
