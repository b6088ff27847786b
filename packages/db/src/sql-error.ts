import { ConstraintFailed, DatabaseBusy, DatabaseUnavailable } from './database.ts'

/** The statement itself is wrong (no such table, syntax, not allowed). Nothing was written; a bug or an old schema. */
export class SqlRefused extends Error {
  override readonly name = 'SqlRefused'

  /** Whether the schema lacks a table or column that newer code expects. */
  get isSchemaBehind(): boolean {
    return /no such (table|column)|has no column named/.test(this.message)
  }
}

const KIND_BY_MESSAGE: readonly (readonly [RegExp, ConstraintFailed['kind']])[] = [
  [/UNIQUE constraint failed: ([^"`]+)/, 'unique'],
  [/CHECK constraint failed: ([^"`]+)/, 'check'],
  [/NOT NULL constraint failed: ([^"`]+)/, 'notNull'],
  [/(FOREIGN KEY) constraint failed/, 'foreignKey'],
]

/** Servers and clients wrap SQLite's own text: `SQLITE_X: SQLite error: text`. */
function ownText(message: string): string {
  return message
    .replace(/^(SQLITE_\w+: )*((SQLite|Sqlite|Hrana)\w* (error|failure|input error): )?/, '')
    .replace(/^`(.*)`$/s, '$1')
}

/** Released libSQL servers send basic codes only: there a primary key is told as `unique`, and its columns say which. */
function constraintFailed(code: string, message: string): ConstraintFailed {
  for (const [pattern, kind] of KIND_BY_MESSAGE) {
    const constraint = pattern.exec(message)?.[1]
    if (constraint === undefined) continue
    const isPrimary = kind === 'unique' && /PRIMARYKEY|ROWID/.test(code)
    return new ConstraintFailed(isPrimary ? 'primaryKey' : kind, constraint.trim())
  }
  // What remains is RAISE(…), or a STRICT column given another type.
  return new ConstraintFailed(code.includes('DATATYPE') ? 'check' : 'trigger', ownText(message))
}

const BUSY = /^SQLITE_(BUSY|LOCKED)/
const ENVIRONMENT =
  /^SQLITE_(IOERR|FULL|CANTOPEN|CORRUPT|NOTADB|READONLY|NOMEM|PROTOCOL|PERM|AUTH|INTERRUPT|NOLFS|INTERNAL|MISUSE)/

/** The error of the port for an error of SQLite, by its (extended) code and text. Only for what surely wrote nothing. */
export function databaseError(code: string, message: string): Error {
  if (code.startsWith('SQLITE_CONSTRAINT')) return constraintFailed(code, message)
  if (BUSY.test(code)) return new DatabaseBusy(ownText(message))
  if (ENVIRONMENT.test(code)) return new DatabaseUnavailable(`${code}: ${ownText(message)}`)
  return new SqlRefused(ownText(message))
}
