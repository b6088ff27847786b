import { existsSync } from 'node:fs'
import { appendFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openEmbeddedProgramDatabases, restore, RestoreRefused, type EmbeddedDatabases } from '../src/embedded/index.ts'
import { programSchemas } from '../src/program-schemas.ts'
import { sql } from './statement.ts'

const NOW = Date.parse('2026-11-22T10:00:00Z')
const COUNT = sql('SELECT count(*) FROM stores')
const store = (code: number) => sql('INSERT INTO stores (code, name) VALUES (?, ?)', `s${code}`, 'A store')

let folder: string
let databases: EmbeddedDatabases
const at = (name: string) => join(folder, name)

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'laurel-backup-'))
  databases = await openEmbeddedProgramDatabases({ dataDir: at('data'), schemas: programSchemas })
  await databases.migrateControl()
})
afterEach(async () => {
  await databases.close()
  await rm(folder, { recursive: true, force: true })
})

test('a backup made while others write holds what was committed before it began, and never half of a commit', async () => {
  const program = await databases.create('prog_a')
  for (let code = 0; code < 100; code += 2) await program.commit([store(code), store(code + 1)])
  const done = new AbortController()
  const writing = (async () => {
    for (let code = 100; !done.signal.aborted; code += 2) await program.commit([store(code), store(code + 1)])
  })()
  await databases.backUp(at('backup'), NOW)
  done.abort()
  await writing
  const copy = await openEmbeddedProgramDatabases({ dataDir: at('backup'), schemas: programSchemas })
  const count = Number((await (await copy.open('prog_a')).read([COUNT]))[0]?.[0]?.[0])
  await copy.close()
  expect(count).toBeGreaterThanOrEqual(100)
  expect(count % 2).toBe(0)
})

test('a backup takes the place of nothing, and one that fails leaves nothing behind', async () => {
  await mkdir(at('taken'))
  await expect(databases.backUp(at('taken'), NOW)).rejects.toThrow('already')
  await expect(databases.backUp(at('nowhere/backup'), NOW)).resolves.toMatchObject({ format: 1 })
  await writeFile(at('a-file'), '')
  await expect(databases.backUp(at('a-file/backup'), NOW)).rejects.toThrow()
  expect(existsSync(at('a-file/backup'))).toBe(false)
})

test('what is restored is refused unless every byte is what was backed up', async () => {
  await databases.backUp(at('backup'), NOW)
  await appendFile(at('backup/control.db'), '!')
  await expect(restore(at('backup'), at('restored'))).rejects.toThrow('its hash differs')
  await rm(at('backup/control.db'))
  await expect(restore(at('backup'), at('restored'))).rejects.toThrow('missing')
  expect(existsSync(at('restored'))).toBe(false)
})

test('nothing is restored over other data, nor from a backup that was never finished', async () => {
  await databases.backUp(at('backup'), NOW)
  await expect(restore(at('backup'), at('data'))).rejects.toBeInstanceOf(RestoreRefused)
  await rm(at('backup/backup.json'))
  await expect(restore(at('backup'), at('restored'))).rejects.toThrow('not finished')
})

test('a manifest names files of a data folder and no others', async () => {
  await databases.backUp(at('backup'), NOW)
  const manifest = JSON.parse(await readFile(at('backup/backup.json'), 'utf8')) as { files: object[] }
  await writeFile(at('backup/backup.json'), JSON.stringify({ ...manifest, files: [{ file: '../control.db' }] }))
  await expect(restore(at('backup'), at('restored'))).rejects.toThrow('none of ours')
})
