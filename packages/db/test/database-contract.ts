import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { ConstraintFailed, type Database } from '../src/database.ts'
import { SqlRefused } from '../src/sql-error.ts'
import { sql } from './statement.ts'

const SCHEMA = [
  `CREATE TABLE journal (member TEXT NOT NULL, seq INTEGER NOT NULL, note TEXT, UNIQUE (member, seq)) STRICT`,
  `CREATE TABLE pair (id INTEGER PRIMARY KEY, debit INTEGER NOT NULL, credit INTEGER NOT NULL,
    CONSTRAINT pair_balances CHECK (debit = credit)) STRICT`,
  `CREATE TABLE child (id TEXT PRIMARY KEY, pair_id INTEGER NOT NULL REFERENCES pair (id)) STRICT`,
  `CREATE TABLE kept (value ANY) STRICT`,
  `CREATE TABLE whole (value INTEGER) STRICT`,
  `CREATE TRIGGER journal_is_kept BEFORE DELETE ON journal BEGIN SELECT RAISE(ABORT, 'the journal is kept'); END`,
]

const count = async (database: Database, where: string) =>
  (await database.read([sql(`SELECT count(*) FROM journal WHERE ${where}`)]))[0]?.[0]?.[0]

interface ContractOptions {
  /** Released libSQL servers send basic codes, which do not tell a primary key from another unique one. */
  readonly codesAreBasic?: boolean
}

/** What every implementation of the port must do. `open` gives a new, empty database. */
export function databaseContract(open: () => Promise<Database>, { codesAreBasic = false }: ContractOptions = {}): void {
  let database: Database
  beforeAll(async () => {
    database = await open()
    await database.commit(SCHEMA.map(text => sql(text)))
  })

  const refusal = (text: string, ...args: Parameters<typeof sql>[1][]) =>
    database.commit([sql("INSERT INTO journal VALUES ('refused', 1, 'must not stay')"), sql(text, ...args)]).then(
      () => undefined,
      (error: unknown) => error,
    )

  test('a commit gives the rows of each statement in order, RETURNING included', async () => {
    const insert = 'INSERT INTO journal VALUES (?, ?, ?) RETURNING seq, note'
    const results = await database.commit([
      sql(insert, 'returning', 1, 'one'),
      sql('UPDATE journal SET note = ? WHERE member = ?', 'changed', 'returning'),
      sql(insert, 'returning', 2, null),
    ])
    expect(results).toEqual([[[1, 'one']], [], [[2, null]]])
    expect(await count(database, "member = 'returning'")).toBe(2)
  })

  test('what was written by RETURNING is there for the next read', async () => {
    await database.commit([sql("INSERT INTO journal VALUES ('lasting', 1, NULL) RETURNING seq")])
    expect(await count(database, "member = 'lasting'")).toBe(1)
  })

  test.each([
    ['unique', 'journal.member, journal.seq', "INSERT INTO journal VALUES ('refused', 1, NULL)"],
    ['check', 'pair_balances', 'INSERT INTO pair VALUES (1, 2, 3)'],
    ['notNull', 'journal.seq', "INSERT INTO journal VALUES ('x', NULL, NULL)"],
    ['foreignKey', 'FOREIGN KEY', "INSERT INTO child VALUES ('c', 4242)"],
    ['trigger', 'the journal is kept', 'DELETE FROM journal'],
  ] as const)('a %s violation is named and leaves nothing of its batch', async (kind, constraint, text) => {
    expect(await refusal(text)).toEqual(new ConstraintFailed(kind, constraint))
    expect(await count(database, "member = 'refused'")).toBe(0)
  })

  test('a primary key violation names its columns', async () => {
    await database.commit([sql('INSERT INTO pair VALUES (77, 1, 1)'), sql("INSERT INTO child VALUES ('a', 77)")])
    const kind = codesAreBasic ? 'unique' : 'primaryKey'
    expect(await refusal("INSERT INTO child VALUES ('a', 77)")).toEqual(new ConstraintFailed(kind, 'child.id'))
    expect(await refusal('INSERT INTO pair VALUES (77, 1, 1)')).toEqual(new ConstraintFailed(kind, 'pair.id'))
  })

  test('a wrong statement is refused, leaves nothing, and tells an old schema from a mistake', async () => {
    const unknown = await refusal('INSERT INTO nowhere VALUES (1)')
    expect(unknown).toBeInstanceOf(SqlRefused)
    expect((unknown as SqlRefused).isSchemaBehind).toBe(true)
    expect(((await refusal('SELECT later FROM journal')) as SqlRefused).isSchemaBehind).toBe(true)
    expect(((await refusal('INSERT INTO journal (later) VALUES (1)')) as SqlRefused).isSchemaBehind).toBe(true)
    expect(((await refusal('SELEC 1')) as SqlRefused).isSchemaBehind).toBe(false)
    expect(await count(database, "member = 'refused'")).toBe(0)
  })

  test.each([
    'COMMIT',
    'rollback',
    'BEGIN',
    '/* x */ RELEASE s',
    "ATTACH 'x' AS y",
    '',
    '-- nothing',
    'SELECT 1; SELECT 2',
  ])('%j is refused before it is sent', async text => {
    await expect(database.commit([sql(text)])).rejects.toBeInstanceOf(SqlRefused)
    await expect(database.read([sql(text)])).rejects.toBeInstanceOf(SqlRefused)
  })

  test('a read cannot write', async () => {
    for (const text of [
      "INSERT INTO journal VALUES ('read', 1, NULL) RETURNING seq",
      "WITH a AS (SELECT 1) INSERT INTO journal SELECT 'read', 1, NULL FROM a",
      'PRAGMA user_version = 7',
      'DROP TABLE journal',
    ]) {
      await expect(database.read([sql(text)])).rejects.toBeInstanceOf(SqlRefused)
    }
    expect(await count(database, "member = 'read'")).toBe(0)
  })

  test('a statement with too few or too many values is refused', async () => {
    await expect(database.read([sql('SELECT ?, ?', 1)])).rejects.toBeInstanceOf(TypeError)
    await expect(database.commit([sql("SELECT '?'", 1)])).rejects.toBeInstanceOf(TypeError)
  })

  test('nothing to do is done at once', async () => {
    expect(await database.read([])).toEqual([])
    expect(await database.commit([])).toEqual([])
  })

  test('integers are stored as integers and come back exact', async () => {
    const values = [0, 1, -1, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER, 12n]
    const rows = await Promise.all(values.map(value => database.read([sql('SELECT ?, typeof(?)', value, value)])))
    expect(rows).toEqual(values.map(value => [[[Number(value), 'integer']]]))
    await database.commit(values.map(value => sql('INSERT INTO kept VALUES (?)', value)))
    const [types] = await database.read([sql('SELECT DISTINCT typeof(value) FROM kept')])
    expect(types).toEqual([['integer']])
  })

  test('an integer beyond 2^53 − 1 can be kept and is never rounded on its way back', async () => {
    for (const big of [2n ** 53n, -(2n ** 53n), 2n ** 63n - 1n, -(2n ** 63n)]) {
      await database.commit([sql('INSERT INTO whole VALUES (?)', big)])
      await expect(database.read([sql('SELECT value FROM whole WHERE value = ?', big)])).rejects.toBeInstanceOf(
        RangeError,
      )
      const [rows] = await database.read([sql('SELECT CAST(value AS TEXT) FROM whole WHERE value = ?', big)])
      expect(rows).toEqual([[String(big)]])
    }
  })

  test('text and bytes come back as they went', async () => {
    const text = fc.string({ unit: 'binary', maxLength: 300 }).filter(value => !value.includes('\0'))
    const bytes = fc.uint8Array({ minLength: 1, maxLength: 300 })
    await fc.assert(
      fc.asyncProperty(text, bytes, async (words, octets) => {
        const [rows] = await database.read([sql('SELECT ?, ?, length(?)', words, octets, octets)])
        expect(rows).toEqual([[words, new Uint8Array(octets), octets.length]])
      }),
      { numRuns: 60 },
    )
  })

  test('bytes are bound by their window and their copy, not by their buffer', async () => {
    const window = new Uint8Array([1, 2, 3, 4, 5]).subarray(1, 3)
    const reading = database.read([sql('SELECT hex(?)', window)])
    window.fill(9)
    expect(await reading).toEqual([[['0203']]])
  })

  test('a read sees one snapshot while commits go on', async () => {
    await database.commit([sql('INSERT INTO pair VALUES (1, 0, 0)')])
    const half = (column: string) => sql(`SELECT ${column} FROM pair WHERE id = 1`)
    const add = sql('UPDATE pair SET debit = debit + 1, credit = credit + 1 WHERE id = 1')
    const work = Array.from({ length: 120 }, (_, index) =>
      index % 2 === 0 ? database.commit([add]) : database.read([half('debit'), half('credit')]),
    )
    const results = await Promise.all(work)
    for (const [debit, credit] of results.filter((_, index) => index % 2 === 1)) expect(debit).toEqual(credit)
    expect(await database.read([half('debit')])).toEqual([[[60]]])
  })

  test('a thousand commits at once are all there', async () => {
    const commits = Array.from({ length: 1_000 }, (_, seq) =>
      database.commit([sql("INSERT INTO journal VALUES ('crowd', ?, NULL)", seq)]),
    )
    await Promise.all(commits)
    expect(await count(database, "member = 'crowd'")).toBe(1_000)
  })

  test('commits that fail do not take their neighbours with them', async () => {
    const results = await Promise.allSettled(
      Array.from({ length: 150 }, (_, index) =>
        database.commit([
          sql("INSERT INTO journal VALUES ('neighbours', ?, NULL)", index),
          sql('INSERT INTO pair VALUES (?, 1, ?)', 1_000 + index, index % 3 === 0 ? 2 : 1),
        ]),
      ),
    )
    results.forEach((result, index) => expect(result.status).toBe(index % 3 === 0 ? 'rejected' : 'fulfilled'))
    expect(await count(database, "member = 'neighbours' AND seq % 3 = 0")).toBe(0)
    expect(await count(database, "member = 'neighbours'")).toBe(100)
  })

  test('of many decisions on the same facts the journal takes one', async () => {
    const results = await Promise.allSettled(
      Array.from({ length: 40 }, () => database.commit([sql("INSERT INTO journal VALUES ('raced', 1, NULL)")])),
    )
    expect(results.filter(result => result.status === 'fulfilled')).toHaveLength(1)
    for (const result of results) {
      if (result.status === 'rejected') expect(result.reason).toBeInstanceOf(ConstraintFailed)
    }
  })
}
