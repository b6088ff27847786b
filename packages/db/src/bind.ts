import { sqlFacts, type SqlFacts } from './sql-text.ts'
import { SqlRefused } from './sql-error.ts'
import type { BindValue, Row, SqlValue, Statement } from './database.ts'

/** What both engines take as it is: every integer a bigint, since a JS number would be stored as REAL. */
export type NativeValue = string | bigint | null | Uint8Array

const INT64_MIN = -(2n ** 63n)
const INT64_MAX = 2n ** 63n - 1n

/** The product's texts are some hundreds; beyond, it begins anew. */
const KNOWN_TEXTS = 2_000
const factsByText = new Map<string, SqlFacts>()

function factsOf(sql: string): SqlFacts {
  const known = factsByText.get(sql)
  if (known) return known
  const facts = sqlFacts(sql)
  if (factsByText.size >= KNOWN_TEXTS) factsByText.clear()
  factsByText.set(sql, facts)
  return facts
}

/**
 * Gives the value to bind, bytes copied. Anything the engines would abort on, cut or round is a TypeError:
 * booleans, fractions, dates, objects, empty bytes (libsql-js#114), text with NUL (it comes back cut).
 * Lone surrogates are stored as U+FFFD.
 */
function checkedValue(value: unknown): BindValue {
  switch (typeof value) {
    case 'string':
      if (value.includes('\0')) throw new TypeError('Text with a NUL character cannot be bound')
      return value
    case 'number':
      if (!Number.isSafeInteger(value)) throw new TypeError('Only safe integers can be bound as numbers')
      return value
    case 'bigint':
      if (value < INT64_MIN || value > INT64_MAX) throw new TypeError('The bigint does not fit into 64 bits')
      return value
    case 'object': {
      if (value === null) return null
      if (!(value instanceof Uint8Array)) break
      const bytes = new Uint8Array(value)
      if (bytes.length === 0) throw new TypeError('Empty bytes cannot be bound')
      return bytes
    }
  }
  throw new TypeError(`A value of type ${typeof value} cannot be bound`)
}

/** Checks texts and values once, before anything is sent; `use` says whether writing is allowed. */
export function checkedStatements(statements: readonly Statement[], use: 'read' | 'commit'): readonly Statement[] {
  return statements.map(({ sql, args }) => {
    const facts = factsOf(sql)
    if (facts.fault !== undefined) throw new SqlRefused(facts.fault)
    if (use === 'read' && facts.writes) throw new SqlRefused('a read may not write')
    if (!Array.isArray(args)) throw new TypeError('Arguments must be an array')
    if (args.length !== facts.placeholders) {
      throw new TypeError(`The statement takes ${facts.placeholders} values, not ${args.length}`)
    }
    const checked: BindValue[] = []
    for (const value of args) checked.push(checkedValue(value))
    return { sql, args: checked }
  })
}

/** Integers become bigint, so that they are stored as INTEGER. */
export function nativeArgs(args: readonly BindValue[]): NativeValue[] {
  return args.map(value => (typeof value === 'number' ? BigInt(value) : value))
}

function sqlValue(value: unknown): SqlValue {
  if (typeof value === 'bigint') {
    const number = Number(value)
    if (!Number.isSafeInteger(number)) throw new RangeError('An integer of the result is beyond ±(2^53 − 1)')
    return number
  }
  if (typeof value === 'string' || typeof value === 'number' || value === null) return value
  if (value instanceof ArrayBuffer || value instanceof Uint8Array) return new Uint8Array(value)
  throw new TypeError(`The engine gave a ${typeof value}`)
}

/** Turns one row of an engine (integers as bigint) into ours. RangeError for an integer that would be rounded. */
export function rowOf(values: ArrayLike<unknown>): Row {
  const row: SqlValue[] = []
  for (let i = 0; i < values.length; i++) row.push(sqlValue(values[i]))
  return row
}
