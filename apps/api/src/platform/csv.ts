// The build for browsers: the other one wants Node's Buffer, which Workers have not.
import { stringify } from 'csv-stringify/browser/esm/sync'

const WINDOWS = { record_delimiter: 'windows' } as const

/** The header of a CSV file (RFC 4180) with a byte order mark, so that spreadsheets read it as UTF-8. */
export const csvHead = (columns: readonly string[]): string =>
  stringify([], { ...WINDOWS, bom: true, header: true, columns: [...columns] })

/**
 * Rows of a CSV file. A text that a spreadsheet would take for a formula gets an apostrophe before it (OWASP, CSV
 * injection); numbers are no texts.
 */
export const csvRows = (rows: readonly (readonly unknown[])[]): string =>
  stringify(rows as unknown[][], { ...WINDOWS, escape_formulas: true, cast: { number: String } })
