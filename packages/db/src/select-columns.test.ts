import { eq } from 'drizzle-orm'
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { temporaryDatabases, type TemporaryDatabases } from '../testing/temporary-databases.ts'
import { flag } from './columns.ts'
import type { Database } from './database.ts'
import { selectColumns } from './select-columns.ts'
import { $, builder, insertInto, orNull, readAll } from './statement.ts'

const things = sqliteTable('things', {
  id: integer().primaryKey(),
  kind: integer().notNull(),
  name: text(),
  isRed: flag('is_red').notNull(),
})
const insertThing = insertInto(things)
const columnsOf = selectColumns<{ kind: number }>()(
  { id: things.id, name: things.name, isRed: things.isRed, again: orNull(things.isRed) },
  f =>
    builder
      .select(f)
      .from(things)
      .where(eq(things.kind, $('kind'))),
)

let databases: TemporaryDatabases
let database: Database
beforeAll(async () => {
  databases = await temporaryDatabases()
  database = await databases.create('prog_00000000001')
  const table = 'CREATE TABLE things (id INTEGER PRIMARY KEY, kind INTEGER, name TEXT, is_red INTEGER) STRICT'
  await database.commit([
    { sql: table, args: [] },
    insertThing({ id: 1, kind: 1, name: 'a "b", \\c\n雪', isRed: true }),
    insertThing({ id: Number.MAX_SAFE_INTEGER, kind: 1, name: null, isRed: false }),
    insertThing({ id: 2, kind: 2, name: 'other', isRed: false }),
    { sql: 'INSERT INTO things VALUES (?, 3, NULL, 0)', args: [2n ** 53n] },
    { sql: 'INSERT INTO things VALUES (?, 4, NULL, 0)', args: [-(2n ** 53n)] },
  ])
})
afterAll(() => databases.close())

test('columns hold what rows would, texts and nulls and what is not kept as it is read', async () => {
  const [[columns]] = await readAll(database, [columnsOf({ kind: 1 })])
  expect(columns).toEqual({
    id: [1, Number.MAX_SAFE_INTEGER],
    name: ['a "b", \\c\n雪', null],
    isRed: [true, false],
    again: [true, false],
  })
})

test('no rows are empty columns', async () => {
  expect(await readAll(database, [columnsOf({ kind: 9 })])).toEqual([[{ id: [], name: [], isRed: [], again: [] }]])
})

test.each([3, 4])('an integer that would be rounded is refused', async kind => {
  await expect(readAll(database, [columnsOf({ kind })])).rejects.toThrow(RangeError)
})
