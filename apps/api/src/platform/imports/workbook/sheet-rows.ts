import { MAX_RECORD, type FileRecord } from '../file-kind.ts'
import { numberText, type NumberFormat } from './number-text.ts'
import { readXml } from './read-xml.ts'
import { RichText, unescaped } from './rich-text.ts'
import { WorkbookFault } from './workbook-fault.ts'

/** So many columns a sheet may have. */
const MAX_COLUMNS = 1_000

/** What the cells of a sheet are read with. */
export interface CellReading {
  readonly textAt: (index: number) => string | null
  readonly formats: readonly NumberFormat[]
  readonly is1904: boolean
}

interface Cell {
  readonly column: number
  readonly type: string
  readonly style: number
  value: string
}

/** `AB12` as the place of its column, from 0. */
const columnOf = (reference: string): number => {
  let column = 0
  for (const letter of /^[A-Z]{1,3}/.exec(reference)?.[0] ?? '') column = column * 26 + letter.charCodeAt(0) - 64
  return column - 1
}

/** What stands in a cell, as the same sheet saved as CSV would have it; null where it cannot be known. A formula is its value. */
const cellText = ({ type, style, value }: Cell, rich: string, reading: CellReading): string | null => {
  if (type === 'inlineStr') return rich
  if (value === '') return ''
  if (type === 's') return reading.textAt(Number(value))
  if (type === 'str') return unescaped(value)
  if (type === 'b') return value === '1' ? 'TRUE' : 'FALSE'
  // A day by ISO 8601, with its time where it has one.
  if (type === 'd') return value.replace(/T(00:00(:00)?)?Z?/, rest => (rest === 'T' ? ' ' : ''))
  return type === 'n' ? numberText(value, reading.formats[style] ?? { as: 'plain' }, reading.is1904) : null
}

/** Rows of a sheet as records, those without a text left out; of one, nothing is kept beyond the first row's columns but that something is there. */
class SheetRows {
  readonly #reading: CellReading
  readonly #rich = new RichText()
  #ready: FileRecord[] = []
  #row: (string | null)[] = []
  #rowLength = 0
  #cell: Cell | null = null
  #isValue = false
  /** How many columns the first row has. */
  #width: number | null = null
  #nextColumn = 0

  constructor(reading: CellReading) {
    this.#reading = reading
  }

  take(): readonly FileRecord[] {
    const ready = this.#ready
    this.#ready = []
    return ready
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'row') {
      this.#row = []
      this.#rowLength = 0
      this.#nextColumn = 0
    } else if (name === 'c') {
      const column = attributes['r'] === undefined ? this.#nextColumn : columnOf(attributes['r'])
      if (column < 0) throw new WorkbookFault('workbook_unreadable')
      this.#nextColumn = column + 1
      this.#cell = { column, type: attributes['t'] ?? 'n', style: Number(attributes['s'] ?? 0), value: '' }
      this.#rich.take()
    } else if (name === 'v') this.#isValue = true
    else if (this.#cell) this.#rich.open(name)
  }

  text(text: string): void {
    if (this.#isValue && this.#cell) this.#cell.value += text
    else this.#rich.text(text)
  }

  close(name: string): void {
    if (name === 'v') this.#isValue = false
    else if (name === 'c') this.#closeCell()
    else if (name === 'row') this.#closeRow()
    else if (this.#cell) this.#rich.close(name)
  }

  #closeCell(): void {
    const cell = this.#cell
    this.#cell = null
    if (!cell) return
    const text = cellText(cell, this.#rich.take(), this.#reading)
    if (text?.trim() === '') return
    if (this.#width === null && cell.column >= MAX_COLUMNS) throw new WorkbookFault('workbook_too_large')
    const at = Math.min(cell.column, this.#width ?? MAX_COLUMNS)
    this.#rowLength += text?.length ?? 0
    while (this.#row.length < at) this.#row.push('')
    this.#row[at] = this.#rowLength > MAX_RECORD ? null : text
  }

  #closeRow(): void {
    if (this.#row.length === 0) return
    this.#width ??= this.#row.length
    this.#ready.push(this.#rowLength > MAX_RECORD ? null : this.#row)
    this.#row = []
  }
}

/** The rows of a sheet as they come in. */
export async function* sheetRows(
  pieces: AsyncIterable<Uint8Array>,
  reading: CellReading,
): AsyncGenerator<readonly FileRecord[]> {
  const rows = new SheetRows(reading)
  const read = readXml(pieces, {
    open: (name, attributes) => rows.open(name, attributes),
    text: text => rows.text(text),
    close: name => rows.close(name),
  })
  for await (const _ of read) yield rows.take()
}
