import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Database } from './database.ts'
import { openEmbedded, type EmbeddedEngine } from './embedded/index.ts'
import { migrate, MigrationChanged, type Migration } from './migrate.ts'
import { programSchemas } from './program-schemas.ts'
import { SqlRefused } from './sql-error.ts'

const FIRST: Migration = {
  name: '0000_first',
  statements: [
    'CREATE TABLE a (id INTEGER PRIMARY KEY) STRICT',
    "CREATE TRIGGER a_is_kept BEFORE DELETE ON a BEGIN SELECT RAISE(ABORT, 'kept'); SELECT 1; END",
  ],
}
const SECOND: Migration = { name: '0001_second', statements: ['ALTER TABLE a ADD COLUMN note TEXT'] }

let dataDir: string
let engine: EmbeddedEngine
let database: Database

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'laurel-migrate-'))
  engine = await openEmbedded({ dataDir })
  database = engine.database('a.db', { create: true })
})

afterEach(async () => {
  await engine.close()
  await rm(dataDir, { recursive: true })
})

const namesApplied = async () =>
  (await database.read([{ sql: 'SELECT name FROM laurel_migrations ORDER BY name', args: [] }]))[0]

test('what is missing is applied once, in order, triggers included', async () => {
  expect(await migrate(database, [FIRST])).toBe(1)
  expect(await migrate(database, [FIRST, SECOND])).toBe(1)
  expect(await migrate(database, [FIRST, SECOND])).toBe(0)
  expect(await namesApplied()).toEqual([['0000_first'], ['0001_second']])
  await database.commit([{ sql: "INSERT INTO a VALUES (1, 'x')", args: [] }])
  await expect(database.commit([{ sql: 'DELETE FROM a', args: [] }])).rejects.toThrow('kept')
})

test('a migration that was edited after it had been applied is an error', async () => {
  await migrate(database, [FIRST])
  const edited = { ...FIRST, statements: [...FIRST.statements, 'SELECT 1'] }
  await expect(migrate(database, [edited, SECOND])).rejects.toBeInstanceOf(MigrationChanged)
  expect(await namesApplied()).toEqual([['0000_first']])
})

test('a migration that fails half way leaves nothing and can be tried again', async () => {
  const broken = { name: '0001_second', statements: [...SECOND.statements, 'CREATE TABLE a (twice TEXT)'] }
  await expect(migrate(database, [FIRST, broken])).rejects.toBeInstanceOf(SqlRefused)
  expect(await namesApplied()).toEqual([['0000_first']])
  expect(await migrate(database, [FIRST, SECOND])).toBe(1)
})

test('two at once apply each migration once between them', async () => {
  const counts = await Promise.all(Array.from({ length: 8 }, () => migrate(database, [FIRST, SECOND])))
  expect(counts.reduce((sum, count) => sum + count)).toBe(2)
})

test('a new database gets at once what the migrations come to, an older one what it lacks', async () => {
  const whole = ['CREATE TABLE a (id INTEGER PRIMARY KEY, note TEXT) STRICT', FIRST.statements[1]!]
  const counts = await Promise.all(Array.from({ length: 8 }, () => migrate(database, [FIRST, SECOND], whole)))
  expect(counts.toSorted()).toEqual([0, 0, 0, 0, 0, 0, 0, 2])
  expect(await namesApplied()).toEqual([['0000_first'], ['0001_second']])
  const older = engine.database('older.db', { create: true })
  await migrate(older, [FIRST])
  expect(await migrate(older, [FIRST, SECOND], whole)).toBe(1)
  await older.commit([{ sql: "INSERT INTO a VALUES (1, 'x')", args: [] }])
})

test('the product’s own schema is the same, made at once or by its migrations', async () => {
  const { program, newProgram } = programSchemas
  const stepByStep = engine.database('by-steps.db', { create: true })
  expect(await migrate(stepByStep, program)).toBe(program.length)
  expect(await migrate(database, program, newProgram)).toBe(program.length)
  const schema = [
    { sql: 'SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name', args: [] },
    { sql: 'SELECT name, hash FROM laurel_migrations ORDER BY name', args: [] },
  ]
  const [objects, records] = await database.read(schema)
  expect([objects, records]).toEqual(await stepByStep.read(schema))
  const tables = objects!.flatMap(([type, name]) => (type === 'table' && name !== 'laurel_migrations' ? [name] : []))
  const rows = tables.map(name => ({ sql: `SELECT * FROM ${String(name)}`, args: [] }))
  expect(await database.read(rows)).toEqual(await stepByStep.read(rows))
})

test('an older program runs on a database that a newer one has widened', async () => {
  await migrate(database, [FIRST, SECOND])
  expect(await migrate(database, [FIRST])).toBe(0)
})
