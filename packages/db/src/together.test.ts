import fc from 'fast-check'
import Libsql from 'libsql'
import { expect, test } from 'vitest'
import { nativeArgs } from './bind.ts'
import type { Statement } from './database.ts'
import { together } from './together.ts'

const TABLES = `
  CREATE TABLE receipts (id INTEGER PRIMARY KEY, note TEXT) STRICT;
  CREATE TABLE lines (receipt INTEGER REFERENCES receipts, position INTEGER, amount INTEGER, PRIMARY KEY (receipt, position)) STRICT, WITHOUT ROWID;
  CREATE TABLE days (day INTEGER PRIMARY KEY, sum INTEGER) STRICT;
  CREATE TABLE codes (code TEXT PRIMARY KEY, name TEXT) STRICT;
  CREATE TABLE log (told TEXT) STRICT;
  CREATE TRIGGER told AFTER INSERT ON lines BEGIN INSERT INTO log VALUES (NEW.receipt || '.' || NEW.position); END;
`
const RECEIPT = 'insert into "receipts" ("id", "note") values (?, ?)'
const LINE = 'insert into "lines" ("receipt", "position", "amount") values (?, ?, ?)'
const DAY =
  'insert into "days" ("day", "sum") values (?, ?) on conflict ("days"."day") do update set "sum" = excluded.sum'
const CODE = 'insert into "codes" ("code", "name") values (?, null) on conflict do nothing'
const RAISE = 'update "lines" set "amount" = "amount" + ? where "receipt" = ?'
const NOTE = 'update "receipts" set "note" = ? where "id" = ?'

const receipt = fc.record({
  note: fc.option(fc.string({ maxLength: 4 })),
  lines: fc.array(fc.integer({ min: -9, max: 9 }), { maxLength: 20 }),
  day: fc.integer({ min: 0, max: 3 }),
  sum: fc.nat(99),
  code: fc.constantFrom('a', 'b', 'c'),
  raised: fc.option(fc.integer({ min: 1, max: 9 })),
  noted: fc.option(fc.integer({ min: 0, max: 5 })),
})

const statementsOf = (receipts: readonly (typeof receipt extends fc.Arbitrary<infer R> ? R : never)[]): Statement[] =>
  receipts.flatMap(({ note, lines, day, sum, code, raised, noted }, id) => [
    { sql: RECEIPT, args: [id, note] },
    ...lines.map((amount, position) => ({ sql: LINE, args: [id, position, amount] })),
    { sql: DAY, args: [day, sum] },
    { sql: CODE, args: [code] },
    ...(raised === null ? [] : [{ sql: RAISE, args: [raised, id] }]),
    ...(noted === null ? [] : [{ sql: NOTE, args: [`noted by ${id}`, noted] }]),
  ])

const rowsAfter = (statements: readonly Statement[]): unknown => {
  const database = new Libsql(':memory:')
  try {
    database.exec(`PRAGMA foreign_keys = ON; ${TABLES} BEGIN`)
    for (const { sql, args } of statements) database.prepare(sql).run(nativeArgs(args))
    database.exec('COMMIT')
    return ['receipts', 'lines', 'days', 'codes', 'log'].map(table =>
      database
        .prepare(`SELECT * FROM ${table} ORDER BY 1, 2`.replace('log ORDER BY 1, 2', 'log ORDER BY rowid'))
        .all([]),
    )
  } finally {
    database.close()
  }
}

test('rows inserted together are the rows inserted one by one, told to triggers in the same order', () => {
  fc.assert(
    fc.property(fc.array(receipt, { maxLength: 40 }), receipts => {
      // What changes a receipt comes after all of them, as it would alone: it names one that is there already.
      const statements = statementsOf(receipts.map((one, i) => ({ ...one, noted: one.noted === null ? null : i })))
      expect(rowsAfter(together(statements))).toEqual(rowsAfter(statements))
    }),
  )
})

test('many rows of one table take few statements, and what is no insertion stays as it is', () => {
  const joined = together([
    ...Array.from({ length: 40 }, (_, id) => ({ sql: RECEIPT, args: [id, null] })),
    { sql: NOTE, args: ['x', 1] },
    { sql: NOTE, args: ['y', 2] },
    { sql: CODE, args: ['a'] },
  ])
  expect(joined.map(({ args }) => args.length)).toEqual([32, 32, 16, 2, 2, 1])
  expect(joined.slice(3).map(({ sql }) => sql)).toEqual([NOTE, NOTE, CODE])
})

test('an insertion that gives rows, or takes them from elsewhere, is left alone', () => {
  for (const sql of [
    'insert into "a" ("b") values (?) returning "b"',
    'insert into "a" ("b") select value from json_each(?)',
    'insert into "a" ("b") values (?) on conflict ("b") do update set "b" = ?',
    'insert into "a" ("b") values (? + 1)',
  ]) {
    const statements = [1, 2].map(n => ({ sql, args: [n] }))
    expect(together(statements)).toEqual(statements)
  }
})
