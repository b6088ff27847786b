import { copyFile, mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ConstraintFailed, DatabaseBusy, DatabaseUnavailable, OutcomeUnknown, type Statement } from '../database.ts'
import { Connection } from './connection.ts'
import { commitGroup, type GroupConnection } from './group-commit.ts'

let folder: string
let connection: Connection

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'laurel-group-'))
  connection = new Connection(join(folder, 'a.db'), { create: true, readOnly: false, busyTimeoutMs: 0 })
  connection.exec(`
    CREATE TABLE a (id INTEGER PRIMARY KEY, note TEXT) STRICT;
    CREATE TABLE late (id INTEGER PRIMARY KEY, a INTEGER NOT NULL REFERENCES a (id) DEFERRABLE INITIALLY DEFERRED) STRICT;
    CREATE TRIGGER stop BEFORE INSERT ON a WHEN new.note = 'stop' BEGIN SELECT RAISE(ROLLBACK, 'stopped'); END;`)
})

afterEach(async () => {
  connection.dispose()
  await rm(folder, { recursive: true })
})

const insert = (id: number, note: string | null = null): Statement => ({
  sql: 'INSERT INTO a VALUES (?, ?)',
  args: [id, note],
})
const ids = () => connection.run({ sql: 'SELECT id FROM a ORDER BY id', args: [] }).map(([id]) => id)
const errors = (outcomes: readonly object[]) =>
  outcomes.map(outcome => ('error' in outcome ? outcome.error : undefined))

test('batches share one transaction, and one that fails loses only its own writes', () => {
  const { outcomes, groups } = commitGroup(connection, [[insert(1)], [insert(2), insert(1)], [insert(3)]])
  expect(errors(outcomes)).toEqual([undefined, new ConstraintFailed('primaryKey', 'a.id'), undefined])
  expect(groups).toBe(1)
  expect(ids()).toEqual([1, 3])
})

test('a batch that ends the transaction of all takes nobody with it', () => {
  const { outcomes, groups } = commitGroup(connection, [[insert(1)], [insert(2), insert(9, 'stop')], [insert(3)]])
  expect(errors(outcomes)).toEqual([undefined, new ConstraintFailed('trigger', 'stopped'), undefined])
  expect(groups).toBe(1)
  expect(ids()).toEqual([1, 3])
  expect(connection.isBroken).toBe(false)
})

test('a deferred foreign key fails its own batch only', () => {
  const late: Statement = { sql: 'INSERT INTO late VALUES (1, 404)', args: [] }
  const { outcomes } = commitGroup(connection, [[insert(1)], [insert(2), late], [insert(3)]])
  expect(errors(outcomes)).toEqual([undefined, new ConstraintFailed('foreignKey', 'FOREIGN KEY'), undefined])
  expect(ids()).toEqual([1, 3])
})

test('a group in which all fail leaves no transaction open', () => {
  commitGroup(connection, [[insert(1)]])
  const { outcomes, groups } = commitGroup(connection, [[insert(1)], [insert(1)]])
  expect(outcomes.every(outcome => 'error' in outcome)).toBe(true)
  expect(groups).toBe(0)
  expect(connection.inTransaction).toBe(false)
})

test('a full disk leaves nothing of the group and breaks the connection', () => {
  connection.exec('PRAGMA max_page_count = 6')
  const { outcomes } = commitGroup(connection, [[insert(1)], [insert(2, 'x'.repeat(100_000))], [insert(3)]])
  expect(errors(outcomes).every(error => error instanceof DatabaseUnavailable)).toBe(true)
  expect(connection.isBroken).toBe(true)
  expect(connection.inTransaction).toBe(false)
  expect(ids()).toEqual([])
})

test('a foreign lock makes the group busy and breaks the connection', () => {
  const other = new Connection(join(folder, 'a.db'), { create: false, readOnly: false, busyTimeoutMs: 0 })
  other.exec('BEGIN IMMEDIATE')
  const { outcomes } = commitGroup(connection, [[insert(1)], [insert(2)]])
  expect(errors(outcomes).every(error => error instanceof DatabaseBusy)).toBe(true)
  expect(connection.isBroken).toBe(true)
  other.rollback()
  other.dispose()
})

/** A connection whose COMMIT fails after the transaction is over, as when the disk cannot sync. */
function failingAtCommit(forgets: boolean, code = 'SQLITE_IOERR_FSYNC'): GroupConnection {
  let inTransaction = false
  return {
    isBroken: false,
    get inTransaction() {
      return inTransaction
    },
    exec: text => {
      inTransaction = text.startsWith('BEGIN') || (inTransaction && text !== 'COMMIT')
      if (text === 'COMMIT') throw new DatabaseUnavailable(`${code}: it failed`)
    },
    run: () => [],
    rollback: () => undefined,
    forgetsFailedCommit: () => forgets,
  }
}

test('after a failed COMMIT nothing was written only if the log has surely forgotten it', () => {
  const forgotten = failingAtCommit(true)
  expect(errors(commitGroup(forgotten, [[insert(1)]]).outcomes)[0]).toBeInstanceOf(DatabaseUnavailable)
  const unsure = failingAtCommit(false)
  expect(errors(commitGroup(unsure, [[insert(1)], [insert(2)]]).outcomes)).toEqual([
    expect.any(OutcomeUnknown),
    expect.any(OutcomeUnknown),
  ])
  expect([forgotten.isBroken, unsure.isBroken]).toEqual([true, true])
})

test.for(['SQLITE_FULL', 'SQLITE_IOERR_WRITE'])('a log that was not written to its end holds no commit: %s', code => {
  const { outcomes } = commitGroup(failingAtCommit(false, code), [[insert(1)], [insert(2)]])
  expect(errors(outcomes)).toEqual([expect.any(DatabaseUnavailable), expect.any(DatabaseUnavailable)])
})

test('what a log holds is folded into its file before anybody reads it there: it may never have been synced', async () => {
  commitGroup(connection, [[insert(1)]])
  const found = join(folder, 'found.db')
  // As after a kill: a log with a commit in it, and nobody who has the file open.
  for (const part of ['', '-wal']) await copyFile(join(folder, `a.db${part}`), found + part)
  expect((await stat(`${found}-wal`)).size).toBeGreaterThan(0)
  const reopened = new Connection(found, { create: false, readOnly: false, busyTimeoutMs: 0 })
  expect((await stat(`${found}-wal`)).size).toBe(0)
  expect(reopened.run({ sql: 'SELECT id FROM a', args: [] })).toEqual([[1]])
  reopened.dispose()
})

test('forgetting a failed commit cuts the log and keeps what was committed before', () => {
  commitGroup(connection, [[insert(1)]])
  expect(connection.forgetsFailedCommit()).toBe(true)
  expect(ids()).toEqual([1])
})
