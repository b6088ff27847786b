import { csvHead, csvRows } from './csv.ts'
import { textStream } from './text-stream.ts'

/** So many rows of a file are read at once. */
export const FILE_PAGE = 200

/** A page of what a file tells: its rows, and from after which id the next one is read; null after the last. */
export interface FilePage {
  readonly rows: readonly (readonly unknown[])[]
  readonly next: number | null
}

/** A CSV file to be sent: however long it is, a page of it is there at a time. */
export interface CsvFile {
  readonly name: string
  readonly columns: readonly string[]
  readonly read: (after: number) => Promise<FilePage>
}

const pieces = async function* ({ columns, read }: CsvFile): AsyncGenerator<string> {
  let head = csvHead(columns)
  for (let after: number | null = 0; after !== null;) {
    const { rows, next }: FilePage = await read(after)
    yield head + csvRows(rows)
    head = ''
    after = next
  }
}

/** The body and the headers that a CSV file is answered with. */
export const csvAnswer = async (
  file: CsvFile,
): Promise<readonly [ReadableStream<Uint8Array>, Record<string, string>]> => [
  await textStream(pieces(file)),
  { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': `attachment; filename="${file.name}"` },
]
