import { cellsOf, fits, readColumns, type ReadColumns } from '../../platform/imports/columns.ts'
import { CsvReader } from '../../platform/imports/csv-records.ts'
import type { FileKind, FileRecord } from '../../platform/imports/file-kind.ts'
import { LineTooLong, TextReader } from '../../platform/imports/read-text.ts'
import { Staging, type Block } from '../../platform/imports/staging.ts'
import { WorkbookFault } from '../../platform/imports/workbook/workbook-fault.ts'
import { Problem } from '../../platform/problem.ts'

/** So long a file may be. */
export const MAX_FILE_BYTES = 32 * 1024 * 1024
/** So long a workbook may be: its directory is at its end, so that it has to be there as a whole. */
const MAX_WORKBOOK_BYTES = 8 * 1024 * 1024
/** So many rows it may have. */
const MAX_ROWS = 200_000

/** The media type of an Office Open XML workbook. */
export const WORKBOOK_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

export type FileFormat = 'csv' | 'workbook'

/** What a file has turned out to be. */
export interface FileFacts {
  readonly columns: ReadColumns
  readonly encoding: 'utf-8' | 'gb18030'
  /** Which sheets were read; null for CSV. */
  readonly workbook: { readonly sheet: string; readonly ignoredSheets: readonly string[] } | null
}

const refuse = (path: string, message: string): Problem =>
  new Problem('invalid_request', { errors: [{ path, message }] })

/** What a ZIP archive begins with, as a workbook is one. */
const isArchive = (bytes: Uint8Array): boolean => [0x50, 0x4b, 3, 4].every((byte, i) => bytes[i] === byte)

/** So many sheets that were not read are told, and so much of the name of each. */
const [SHOWN_SHEETS, SHOWN_NAME] = [50, 60]

/** Reads a file while it comes in: its rows go into blocks as fast as they are read, so that they are never held as a whole. */
export class FileReader {
  readonly #kind: FileKind
  readonly #mapping: Readonly<Record<string, string>>
  readonly #format: FileFormat
  readonly #text = new TextReader()
  readonly #staging: Staging
  #columns: ReadColumns | null = null
  #workbook: FileFacts['workbook'] = null

  constructor(kind: FileKind, mapping: Readonly<Record<string, string>>, format: FileFormat) {
    this.#kind = kind
    this.#mapping = mapping
    this.#format = format
    this.#staging = new Staging(kind.unitOf)
  }

  get rows(): number {
    return this.#staging.rows
  }

  /** What the file was, once all of it is read. */
  get facts(): FileFacts {
    return { columns: this.#columns!, encoding: this.#text.encoding, workbook: this.#workbook }
  }

  /** Its blocks as they are whole. Throws the refusal of a file that cannot be read. */
  async *read(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<readonly Block[]> {
    for await (const records of this.#format === 'csv' ? this.#lines(pieces) : this.#sheet(pieces)) {
      this.#take(records)
      yield this.#staging.take(false)
    }
    if (!this.#columns) throw refuse('body', 'has no header: its first line names the columns')
    yield this.#staging.take(true)
  }

  async *#lines(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<readonly FileRecord[]> {
    const csv = new CsvReader()
    let isFirst = true
    try {
      for await (const piece of pieces) {
        if (isFirst && isArchive(piece)) throw refuse('body', `is no CSV; a workbook is sent as ${WORKBOOK_TYPE}`)
        isFirst = false
        yield await csv.push(this.#text.push(piece))
      }
    } catch (error) {
      if (error instanceof LineTooLong) throw refuse('body', 'has a line of more than 1 MiB')
      throw error
    }
    yield await csv.push(this.#text.end())
    yield await csv.end()
  }

  async *#sheet(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<readonly FileRecord[]> {
    try {
      const bytes = await whole(pieces)
      // Loaded where a workbook comes in, not with the app.
      const { openWorkbook } = await import('../../platform/imports/workbook/read-workbook.ts')
      const { sheet, otherSheets, rows } = await openWorkbook(bytes)
      const shown = (name: string) => name.slice(0, SHOWN_NAME)
      this.#workbook = { sheet: shown(sheet), ignoredSheets: otherSheets.slice(0, SHOWN_SHEETS).map(shown) }
      yield* rows
    } catch (error) {
      throw error instanceof WorkbookFault ? new Problem(error.code, { cause: error }) : error
    }
  }

  #take(records: readonly FileRecord[]): void {
    for (const record of records) {
      if (this.#columns)
        this.#staging.add(record && cellsOf(this.#columns, record), record !== null && fits(this.#columns, record))
      else this.#columns = this.#header(record)
      if (this.#staging.rows > MAX_ROWS) throw refuse('body', `has more than ${MAX_ROWS} rows: send it in parts`)
    }
  }

  #header(record: FileRecord): ReadColumns {
    if (record === null) throw refuse('body', 'has a header that cannot be read')
    const columns = readColumns(this.#kind, record, this.#mapping)
    if (!('fields' in columns)) throw new Problem('invalid_request', { errors: columns })
    return columns
  }
}

/** A workbook as a whole. */
const whole = async (pieces: AsyncIterable<Uint8Array>): Promise<Uint8Array> => {
  const kept: Uint8Array[] = []
  let length = 0
  for await (const piece of pieces) {
    length += piece.length
    if (length > MAX_WORKBOOK_BYTES) throw new WorkbookFault('workbook_too_large')
    kept.push(piece)
  }
  const bytes = new Uint8Array(length)
  let at = 0
  for (const piece of kept) {
    bytes.set(piece, at)
    at += piece.length
  }
  return bytes
}
