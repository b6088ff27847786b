import type { ImportRow, RowToUndo, Statement } from '@laurel/db'
import type { Actor } from '../actor.ts'
import type { Caller } from '../caller.ts'
import type { PresentProgram } from '../enter-program.ts'
import type { Cells, FileKind } from './file-kind.ts'

/** Rows that stand for one thing: a member, a receipt. */
export interface ImportUnit {
  /** The first of its rows, counted from 1 after the header. */
  readonly row: number
  /** `cells` is null where a row could not be read at all. */
  readonly rows: readonly { readonly row: number; readonly cells: Cells | null }[]
}

/** What became of a unit. */
export type UnitOutcome =
  { readonly change: 'created' | 'updated' | 'none' } | { readonly code: string; readonly message: string }

/** An import as its turn finds it. */
export interface ImportTurn {
  readonly caller: Caller
  readonly program: PresentProgram & { readonly actor: Actor }
  readonly importId: number
  /** Whether it is a rehearsal: everything is judged, and nothing kept that outlasts it. */
  readonly dryRun: boolean
}

/** Some units decided, in their order; those that are left out wait for the next turn. */
export interface DecidedUnits {
  readonly outcomes: ReadonlyMap<ImportUnit, UnitOutcome>
  /** What is to be committed with the import moved on. */
  readonly statements: readonly Statement[]
  readonly members: readonly number[]
}

/** How much of something a row tells, such as 1,200 points; null where the amount cannot be read. */
export interface Measured {
  readonly measure: string
  readonly amount: number | null
}

/** What rows of one kind of file are made into. */
export interface Importer extends FileKind {
  /** What a row is held against in the totals of the file; null where it tells nothing to count. None for a kind that has no totals. */
  readonly measure?: (program: PresentProgram, cells: Cells) => Measured | null
  /** Decides units on what is there now. Done again after it was cut off it comes to the same, and does nothing twice. */
  readonly decide: (turn: ImportTurn, units: readonly ImportUnit[]) => Promise<DecidedUnits>
  /**
   * Undoes what rows have made, the last first, on what is there now. Nothing rests on them: the schema refuses the commit
   * otherwise.
   */
  readonly undo: (turn: ImportTurn, rows: readonly RowToUndo[]) => Promise<DecidedUndo>
}

/** Some rows undone, in their order, to be committed together; those that are left out wait for the next step. */
export interface DecidedUndo {
  /** Of each row what undid it, a transaction or an entry of the audit trail, or why it cannot be undone. */
  readonly outcomes: ReadonlyMap<RowToUndo, { readonly undoneId: number } | { readonly code: string }>
  readonly statements: readonly Statement[]
  readonly members: readonly number[]
  /** Members who were erased by it. */
  readonly erased: readonly number[]
}

export type Importers = Readonly<Record<ImportRow['kind'], Importer>>

/** A row that names nothing by which it would be known again. */
export const rowWithoutKey = (fields: readonly string[]): UnitOutcome => ({
  code: 'row_without_key',
  message: `needs ${fields.join(' or ')}: without it the same row would come in twice`,
})

/** A row that could not be read. */
export const rowMalformed: UnitOutcome = {
  code: 'row_malformed',
  message:
    'cannot be read: a quotation mark is not closed, there are more cells than columns, or a cell holds an error or a number too long to have been kept',
}
