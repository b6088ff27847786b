// Brings the control database and every program's database to the newest schema. Run it before new code serves.
//   node packages/db/scripts/migrate-all.ts --data-dir <folder>                       (the server must be stopped)
//   node packages/db/scripts/migrate-all.ts --libsql-url <url> --libsql-admin-url <url>   (LIBSQL_AUTH_TOKEN, LIBSQL_ADMIN_TOKEN)
//   node packages/db/scripts/migrate-all.ts --turso-organization <slug> --turso-group <name>   (TURSO_API_TOKEN, TURSO_AUTH_TOKEN)
import { parseArgs } from 'node:util'
import { openEmbeddedProgramDatabases } from '../src/embedded/index.ts'
import type { ProgramDatabases } from '../src/program-databases.ts'
import { programSchemas as schemas } from '../src/program-schemas.ts'
import { openLibsqlServerProgramDatabases, openTursoProgramDatabases, servedProgramIds } from '../src/remote/index.ts'

export interface MigrationReport {
  readonly migrated: readonly string[]
  readonly failed: readonly { readonly programId: string; readonly error: unknown }[]
}

/** Migrates one after the other; a program that fails does not keep the rest from it. */
export async function migrateAll(databases: ProgramDatabases): Promise<MigrationReport> {
  await databases.migrateControl()
  const migrated: string[] = []
  const failed: { programId: string; error: unknown }[] = []
  for (const programId of await servedProgramIds(databases)) {
    try {
      await databases.create(programId)
      migrated.push(programId)
    } catch (error) {
      failed.push({ programId, error })
    }
  }
  return { migrated, failed }
}

const OPTIONS = {
  'data-dir': { type: 'string' },
  'libsql-url': { type: 'string' },
  'libsql-admin-url': { type: 'string' },
  'turso-organization': { type: 'string' },
  'turso-group': { type: 'string', default: 'default' },
} as const

function token(name: string): string {
  const value = process.env[name]
  if (value === undefined) throw new Error(`${name} is not set`)
  return value
}

async function openPlace(): Promise<ProgramDatabases> {
  const { values } = parseArgs({ options: OPTIONS })
  const { LIBSQL_AUTH_TOKEN: authToken, LIBSQL_ADMIN_TOKEN: adminToken } = process.env
  if (values['data-dir'] !== undefined) return openEmbeddedProgramDatabases({ dataDir: values['data-dir'], schemas })
  if (values['libsql-url'] !== undefined && values['libsql-admin-url'] !== undefined) {
    return openLibsqlServerProgramDatabases({
      url: values['libsql-url'],
      adminUrl: values['libsql-admin-url'],
      ...(authToken === undefined ? {} : { authToken }),
      ...(adminToken === undefined ? {} : { adminToken }),
      schemas,
    })
  }
  if (values['turso-organization'] === undefined)
    throw new Error('Say where: --data-dir, --libsql-url or --turso-organization')
  return openTursoProgramDatabases({
    organization: values['turso-organization'],
    group: values['turso-group'],
    apiToken: token('TURSO_API_TOKEN'),
    authToken: token('TURSO_AUTH_TOKEN'),
    schemas,
  })
}

async function main(): Promise<void> {
  const databases = await openPlace()
  const { migrated, failed } = await migrateAll(databases)
  await databases.close()
  console.log(`${migrated.length} programs have the newest schema, ${failed.length} failed`)
  for (const { programId, error } of failed) console.error(programId, error)
  if (failed.length > 0) process.exitCode = 1
}

if (import.meta.main) await main()
