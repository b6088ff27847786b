import type { Cells } from './file-kind.ts'
import type { ImportUnit } from './importer.ts'
import { UnitPlaces } from './unit-places.ts'

/** So many units lie together: they are decided on one load and written in one commit. */
const UNITS = 50
/** So many rows a unit has at most; what is beyond is too much anyway, and one row more than that says so. */
const UNIT_ROWS = 501
/** So many rows lie together at most, where one more is taken to a unit. */
const BLOCK_ROWS = 600

/** One row of a file as it waits: of which unit it is, and what stood in it. */
type WaitingRow = readonly [unit: number, row: number, cells: Cells | null]

/** Rows that wait together, under the first of their units, or a late row under its own. */
export interface Block {
  readonly unit: number
  readonly row: number
  readonly text: string
}

/**
 * Puts the rows of a file into units and units into blocks. A row whose unit began earlier belongs to it, wherever it
 * stands in the file.
 */
export class Staging {
  rows = 0
  readonly #unitOf: (cells: Cells) => string | null
  readonly #units = new UnitPlaces()
  #block: WaitingRow[] = []
  #inBlock = 0
  #ready: Block[] = []

  constructor(unitOf: (cells: Cells) => string | null) {
    this.#unitOf = unitOf
  }

  /** The next row of the file. One that is not whole (`isRow` false) still belongs to its unit, which is none then. */
  add(read: Cells | null, isRow: boolean): void {
    const row = ++this.rows
    const key = read === null ? null : this.#unitOf(read)
    const cells = isRow ? read : null
    const { unit, rows } = key === null ? { unit: row, rows: 1 } : this.#units.add(key, row)
    if (rows > UNIT_ROWS) return
    const waiting: WaitingRow = [unit, row, cells]
    if (unit === row) {
      if (this.#inBlock >= UNITS || this.#block.length >= BLOCK_ROWS) this.#close()
      this.#inBlock++
      this.#block.push(waiting)
      return
    }
    const first = this.#block[0]
    if (first && unit >= first[0] && this.#block.length < BLOCK_ROWS) this.#block.push(waiting)
    else this.#ready.push({ unit, row, text: JSON.stringify([waiting]) })
  }

  /** Blocks that nothing more comes to; at the end of the file all of them. */
  take(isEnd: boolean): readonly Block[] {
    if (isEnd) this.#close()
    const ready = this.#ready
    this.#ready = []
    return ready
  }

  #close(): void {
    const [first] = this.#block
    if (first) this.#ready.push({ unit: first[0], row: first[1], text: JSON.stringify(this.#block) })
    this.#block = []
    this.#inBlock = 0
  }
}

/** The units that wait in some blocks, in the order of the file. */
export const unitsOf = (texts: readonly string[]): readonly ImportUnit[] => {
  const units = new Map<number, { row: number; rows: { row: number; cells: Cells | null }[] }>()
  for (const [unit, row, cells] of texts.flatMap(text => JSON.parse(text) as WaitingRow[])) {
    const found = units.get(unit) ?? { row: unit, rows: [] }
    found.rows.push({ row, cells })
    units.set(unit, found)
  }
  return [...units.values()]
    .map(({ row, rows }) => ({ row, rows: rows.toSorted((a, b) => a.row - b.row) }))
    .toSorted((a, b) => a.row - b.row)
}
