import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openEmbedded } from '../src/embedded/index.ts'
import { migrate } from '../src/migrate.ts'
import { programSchemas } from '../src/program-schemas.ts'
import { sql } from './statement.ts'

const { program: migrations } = programSchemas
const at = migrations.findIndex(({ name }) => name === '0014_lots_by_member')

/** A program of the schema before, with lots of three members in the order in which they were opened. */
const oldProgram = async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'laurel-lots-'))
  const engine = await openEmbedded({ dataDir })
  onTestFinished(async () => {
    await engine.close()
    rmSync(dataDir, { recursive: true })
  })
  const database = engine.database('program.db', { create: true })
  await migrate(database, migrations.slice(0, at))
  const standing = (memberId: number) =>
    sql('INSERT INTO standings VALUES (?, 1, 0, 0, 0, NULL, 1, NULL, 1, NULL)', memberId)
  const lot = (id: number, unit: number, memberId: number, expiresOn: number | null, remaining: number) =>
    sql('INSERT INTO lots VALUES (?, ?, ?, 0, ?, 9, 9, ?)', id, unit, memberId, expiresOn, remaining)
  await database.commit([
    ...[1, 2, 3].map(standing),
    lot(11, 0, 2, 20_500, 0),
    lot(11, 1, 2, 20_600, 9),
    lot(12, 0, 1, 20_700, 9),
    lot(13, 0, 2, 20_650, 9),
    lot(14, 0, 3, null, 9),
  ])
  return database
}

test('lots of before are all there afterwards, and their members’ standings know the first that goes', async () => {
  const database = await oldProgram()
  const lots = sql(
    'SELECT transaction_id, unit, member_id, earned_at, expires_on, amount, opened, remaining FROM lots ORDER BY 1, 2',
  )
  const before = await database.read([lots])
  await migrate(database, migrations)
  expect(await database.read([lots])).toEqual(before)
  expect(await database.read([sql('SELECT member_id, expires_on FROM standings ORDER BY 1')])).toEqual([
    [
      [1, 20_700],
      [2, 20_600],
      [3, null],
    ],
  ])
})

test('what guards the journal is there afterwards as before', async () => {
  const database = await oldProgram()
  const guards = sql(
    `SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND name <> 'lots_opened' ORDER BY name`,
  )
  const before = await database.read([guards])
  await migrate(database, migrations.slice(0, at + 1))
  expect(await database.read([guards])).toEqual(before)
})
