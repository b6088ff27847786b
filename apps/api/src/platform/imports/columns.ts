import type { FieldFault } from '../problem.ts'
import type { Cells, FileKind } from './file-kind.ts'

/** How the columns of a file are read: by place, the name of ours; null where it is not taken. */
export interface ReadColumns {
  readonly fields: readonly (string | null)[]
  /** Ours, each with how the file calls it. */
  readonly used: Readonly<Record<string, string>>
  /** Columns of the file that nothing is taken from. */
  readonly ignored: readonly string[]
}

const plain = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_\-*]/g, '')

/** So many characters of a header are told again. */
const SHOWN = 60

/**
 * Finds the columns of ours among a file's header: by what `mapping` says, or by a name that they are known under. Gives
 * the faults where it cannot be read.
 */
export const readColumns = (
  { columns, needs }: FileKind,
  header: readonly (string | null)[],
  mapping: Readonly<Record<string, string>>,
): ReadColumns | readonly FieldFault[] => {
  const names = header.map(name => (name ?? '').trim())
  const faults: FieldFault[] = []
  const fields: (string | null)[] = names.map(() => null)
  for (const [field, name] of Object.entries(mapping)) {
    const at = names.indexOf(name)
    if (!Object.hasOwn(columns, field)) faults.push({ path: `columns.${field}`, message: 'is no column of this kind' })
    else if (at < 0) faults.push({ path: `columns.${field}`, message: 'names a column that the file does not have' })
    else if (fields[at] !== null) faults.push({ path: `columns.${field}`, message: 'names a column that another has' })
    else fields[at] = field
  }
  for (const [field, others] of Object.entries(columns)) {
    if (fields.includes(field)) continue
    const find = (known: ReadonlySet<string>) =>
      names.findIndex((name, i) => fields[i] === null && known.has(plain(name)))
    // Our own name goes before any other: a file of ours has an `id` beside the `externalId`.
    const own = find(new Set([plain(field)]))
    const at = own >= 0 ? own : find(new Set(others.map(plain)))
    if (at >= 0) fields[at] = field
  }
  for (const anyOf of needs)
    if (!anyOf.some(field => fields.includes(field)))
      faults.push({ path: 'columns', message: `the file has no column ${anyOf.join(' or ')}` })
  if (faults.length > 0) return faults
  return {
    fields,
    used: Object.fromEntries(
      fields.flatMap((field, i) => (field === null ? [] : [[field, names[i]!.slice(0, SHOWN)]])),
    ),
    ignored: names.filter((name, i) => fields[i] === null && name !== '').map(name => name.slice(0, SHOWN)),
  }
}

/** Whether a record has no more cells than the header, and each that is taken can be known. */
export const fits = ({ fields }: ReadColumns, record: readonly (string | null)[]): boolean =>
  record.slice(fields.length).every(cell => cell?.trim() === '') &&
  fields.every((field, i) => field === null || record[i] !== null)

/** An apostrophe that our own files have before what a spreadsheet would take for a formula, such as +86…. */
const BEFORE_A_FORMULA = /^'(?=[=+\-@])/

/** The cells of a record under the columns that are taken. */
export const cellsOf = ({ fields }: ReadColumns, record: readonly (string | null)[]): Cells => {
  const cells: Record<string, string> = {}
  fields.forEach((field, i) => {
    const cell = (record[i] ?? '').trim().replace(BEFORE_A_FORMULA, '')
    if (field !== null && cell !== '') cells[field] = cell
  })
  return cells
}
