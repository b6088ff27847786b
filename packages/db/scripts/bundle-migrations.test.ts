import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { moduleOf, readMigrations } from './bundle-migrations.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'laurel-bundle-'))
})
afterEach(() => rm(folder, { recursive: true }))

test('files are taken in the order of their names and cut into statements, triggers whole', async () => {
  const trigger = "CREATE TRIGGER t BEFORE DELETE ON a BEGIN SELECT RAISE(ABORT, 'no'); END"
  await writeFile(join(folder, '0001_b.sql'), 'ALTER TABLE a ADD COLUMN b TEXT')
  await writeFile(
    join(folder, '0000_a.sql'),
    `CREATE TABLE a (x);--> statement-breakpoint\n${trigger};\n-- by hand\nSELECT 1;`,
  )
  await writeFile(join(folder, 'notes.md'), 'no migration')
  expect(await readMigrations(folder)).toEqual([
    { name: '0000_a', statements: ['CREATE TABLE a (x)', trigger, 'SELECT 1'] },
    { name: '0001_b', statements: ['ALTER TABLE a ADD COLUMN b TEXT'] },
  ])
})

test('a folder that is not there has no migrations', async () => {
  expect(await readMigrations(join(folder, 'none'))).toEqual([])
  expect(await moduleOf([], [])).toContain('export const controlMigrations: readonly Migration[] = []')
})

test('the module gives back exactly the SQL it was made of', async () => {
  const migrations = [{ name: '0000_odd', statements: ["SELECT `a`, 'it''s', '\\n', '${x}'", 'SELECT 2'] }]
  const path = join(folder, 'module.ts')
  await writeFile(path, await moduleOf(migrations, []))
  const module = (await import(path)) as { readonly controlMigrations: unknown }
  expect(module.controlMigrations).toEqual(migrations)
})
