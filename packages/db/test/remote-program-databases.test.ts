import { afterAll, describe, expect, test } from 'vitest'
import { DatabaseUnavailable } from '../src/database.ts'
import { openLibsqlServerProgramDatabases, openTursoProgramDatabases } from '../src/remote/index.ts'
import { migrateAll } from '../scripts/migrate-all.ts'
import { startTestServer } from './libsql-server.ts'
import { programDatabasesContract } from './program-databases-contract.ts'
import { schemas, widened } from './schemas.ts'
import { sql } from './statement.ts'
import { startTursoApi } from './turso-api.ts'

describe('programs as namespaces of a libSQL server', async () => {
  const server = await startTestServer()
  afterAll(() => server.close())
  const { url, adminUrl } = server

  programDatabasesContract(async of => openLibsqlServerProgramDatabases({ url: `${url}/`, adminUrl, schemas: of }))

  test('without an admin URL programs are served, and none can be made', async () => {
    await openLibsqlServerProgramDatabases({ url, adminUrl, schemas }).create('prog_served')
    const databases = openLibsqlServerProgramDatabases({ url, schemas })
    expect(await (await databases.open('prog_served')).read([sql('SELECT text FROM notes')])).toEqual([[]])
    await expect(databases.create('prog_new')).rejects.toBeInstanceOf(DatabaseUnavailable)
  })

  test('migrating all reaches every program the control database knows, whatever fails on the way', async () => {
    const databases = openLibsqlServerProgramDatabases({ url, adminUrl, schemas })
    const control = await databases.control()
    await control.commit([sql("INSERT OR IGNORE INTO programs VALUES ('prog_m1'), ('BROKEN'), ('prog_m2')")])
    for (const id of ['prog_m1', 'prog_m2']) await databases.create(id)
    const { migrated, failed } = await migrateAll(openLibsqlServerProgramDatabases({ url, adminUrl, schemas: widened }))
    expect(migrated).toEqual(expect.arrayContaining(['prog_m1', 'prog_m2']))
    expect(failed.map(({ programId }) => programId)).toEqual(['BROKEN'])
    const program = await openLibsqlServerProgramDatabases({ url, schemas }).open('prog_m2')
    expect(await program.read([sql('SELECT author FROM notes')])).toEqual([[]])
  })
})

describe('programs as Turso databases', async () => {
  const server = await startTestServer()
  const api = await startTursoApi(server)
  afterAll(async () => {
    api.close()
    await server.close()
  })
  const options = {
    organization: 'house',
    group: 'default',
    apiToken: 'platform-token',
    authToken: 'group-token',
    apiUrl: api.url,
    databaseUrl: (name: string) => `${server.url}/dev/${name}`,
  }

  programDatabasesContract(async of => openTursoProgramDatabases({ ...options, schemas: of }))

  test('all programs of the group are listed, other databases are not', async () => {
    await server.namespace('somebody-else')
    const databases = openTursoProgramDatabases({ ...options, schemas })
    await databases.create('prog_listed')
    const ids = await databases.listAll?.()
    expect(ids).toContain('prog_listed')
    expect(ids?.every(id => id.startsWith('prog_'))).toBe(true)
  })

  test('a token or group the platform refuses makes the place unavailable', async () => {
    const foreign = openTursoProgramDatabases({ ...options, apiToken: 'wrong', schemas })
    await expect(foreign.create('prog_x')).rejects.toBeInstanceOf(DatabaseUnavailable)
    await expect(foreign.listAll?.()).rejects.toBeInstanceOf(DatabaseUnavailable)
    const astray = openTursoProgramDatabases({ ...options, group: 'none', schemas })
    await expect(astray.create('prog_x')).rejects.toBeInstanceOf(DatabaseUnavailable)
  })
})
