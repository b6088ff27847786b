import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { openEmbeddedProgramDatabases } from '../src/embedded/index.ts'
import { MigrationChanged } from '../src/migrate.ts'
import { temporaryDatabases } from '../testing/index.ts'
import { programDatabasesContract } from './program-databases-contract.ts'
import { schemas } from './schemas.ts'
import { sql } from './statement.ts'

describe('programs in files', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'laurel-programs-'))
  afterAll(() => rm(dataDir, { recursive: true }))

  programDatabasesContract(of => openEmbeddedProgramDatabases({ dataDir, schemas: of }))

  test('a file whose schema cannot be migrated is not opened, and is tried again at the next use', async () => {
    const changed = { ...schemas, program: [{ name: '0000_program', statements: ['CREATE TABLE other (x TEXT)'] }] }
    const databases = await openEmbeddedProgramDatabases({ dataDir, schemas: changed })
    await expect(databases.open('prog_a1')).rejects.toBeInstanceOf(MigrationChanged)
    await expect(databases.open('prog_a1')).rejects.toBeInstanceOf(MigrationChanged)
    await databases.close()
  })
})

test('all programs are listed by the files there are', async () => {
  const databases = await temporaryDatabases(schemas)
  await databases.create('prog_b')
  await databases.create('prog_a')
  expect(await databases.listAll?.()).toEqual(['prog_a', 'prog_b'])
  await databases.close()
})

test('temporary databases hold the product schema unless told, and are gone once closed', async () => {
  const databases = await temporaryDatabases()
  const program = await databases.create('prog_x')
  expect(await program.read([sql('SELECT count(*) FROM laurel_migrations')])).not.toEqual([[[0]]])
  await databases.close()
  expect(existsSync(databases.dataDir)).toBe(false)
})
