import { cellsOf, fits, readColumns, type ReadColumns } from '../../platform/imports/columns.ts'
import { CsvReader, type CsvRecord } from '../../platform/imports/csv-records.ts'
import type { FileKind } from '../../platform/imports/file-kind.ts'
import { LineTooLong, TextReader } from '../../platform/imports/read-text.ts'
import { Staging, type Block } from '../../platform/imports/staging.ts'
import { Problem } from '../../platform/problem.ts'

/** So long a file may be. */
export const MAX_FILE_BYTES = 32 * 1024 * 1024
/** So many rows it may have. */
const MAX_ROWS = 200_000

const refuse = (path: string, message: string): Problem =>
  new Problem('invalid_request', { errors: [{ path, message }] })

/** A file while it comes in: its rows go into blocks as fast as it is read, so that it is never held as a whole. */
export class FileReader {
  readonly #kind: FileKind
  readonly #mapping: Readonly<Record<string, string>>
  readonly #text = new TextReader()
  readonly #csv = new CsvReader()
  readonly #staging: Staging
  #columns: ReadColumns | null = null

  constructor(kind: FileKind, mapping: Readonly<Record<string, string>>) {
    this.#kind = kind
    this.#mapping = mapping
    this.#staging = new Staging(kind.unitOf)
  }

  get encoding(): 'utf-8' | 'gb18030' {
    return this.#text.encoding
  }

  get rows(): number {
    return this.#staging.rows
  }

  /** Blocks that are whole by now. Throws the refusal of a file that cannot be read. */
  async push(bytes: Uint8Array): Promise<readonly Block[]> {
    try {
      this.#take(await this.#csv.push(this.#text.push(bytes)))
    } catch (error) {
      if (error instanceof LineTooLong) throw refuse('body', 'has a line of more than 1 MiB')
      throw error
    }
    return this.#staging.take(false)
  }

  /** The last blocks, and how the columns were read. */
  async end(): Promise<{ readonly blocks: readonly Block[]; readonly columns: ReadColumns }> {
    this.#take(await this.#csv.push(this.#text.end()))
    this.#take(await this.#csv.end())
    if (!this.#columns) throw refuse('body', 'has no header: its first line names the columns')
    return { blocks: this.#staging.take(true), columns: this.#columns }
  }

  #take(records: readonly CsvRecord[]): void {
    for (const record of records) {
      if (this.#columns)
        this.#staging.add(record && cellsOf(this.#columns, record), record !== null && fits(this.#columns, record))
      else this.#columns = this.#header(record)
      if (this.#staging.rows > MAX_ROWS) throw refuse('body', `has more than ${MAX_ROWS} rows: send it in parts`)
    }
  }

  #header(record: CsvRecord): ReadColumns {
    if (record === null) throw refuse('body', 'has a header that cannot be read')
    const columns = readColumns(this.#kind, record, this.#mapping)
    if (!('fields' in columns)) throw new Problem('invalid_request', { errors: columns })
    return columns
  }
}
