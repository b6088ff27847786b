// Workers cannot read files, so the SQL of packages/db/migrations travels as a module.
// Run: node packages/db/scripts/bundle-migrations.ts [--check]
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { format, resolveConfig } from 'prettier'
import type { SqlValue } from '../src/database.ts'
import { openEmbedded } from '../src/embedded/engine.ts'
import { migrate, type Migration } from '../src/migrate.ts'
import { splitStatements } from '../src/sql-text.ts'

const BREAKPOINT = '--> statement-breakpoint'
const PACKAGE = join(import.meta.dirname, '..')
const TARGET = join(PACKAGE, 'src', 'migrations.generated.ts')

/** Each file of the folder is a migration, in the order of their names; a folder that is not there has none. */
export async function readMigrations(folder: string): Promise<Migration[]> {
  const files = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  const names = files.filter(file => file.endsWith('.sql')).toSorted()
  return Promise.all(
    names.map(async file => {
      const parts = (await readFile(join(folder, file), 'utf8')).split(BREAKPOINT)
      return { name: file.slice(0, -'.sql'.length), statements: parts.flatMap(splitStatements) }
    }),
  )
}

const literal = (text: string): string => `\`${text.replace(/[\\`]|\$\{/g, '\\$&')}\``

function listOf(name: string, migrations: readonly Migration[]): string {
  const items = migrations.map(
    migration => `{ name: '${migration.name}', statements: [${migration.statements.map(literal).join(', ')}] }`,
  )
  return `export const ${name}: readonly Migration[] = [${items.join(', ')}]\n`
}

const SCHEMA = `SELECT sql, type FROM sqlite_schema
  WHERE sql IS NOT NULL AND name NOT IN ('laurel_migrations', 'sqlite_sequence')
  ORDER BY type <> 'table', type = 'trigger', rowid`
const TABLES = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'laurel_migrations'"

const sqlOf = (value: SqlValue): string =>
  typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value)

/** What migrations come to in a new database: tables, indexes and rows, and the triggers last, which then find none. */
export async function schemaOf(migrations: readonly Migration[]): Promise<string[]> {
  const dataDir = await mkdtemp(join(tmpdir(), 'laurel-schema-'))
  const engine = await openEmbedded({ dataDir })
  try {
    const database = engine.database('new.db', { create: true })
    await migrate(database, migrations)
    const [schema = [], tables = []] = await database.read([SCHEMA, TABLES].map(sql => ({ sql, args: [] })))
    const names = tables.map(([name]) => String(name))
    const rows = await database.read(names.map(name => ({ sql: `SELECT * FROM ${name}`, args: [] })))
    const inserts = names.flatMap((name, i) =>
      rows[i]!.map(row => `INSERT INTO ${name} VALUES (${row.map(sqlOf).join(', ')})`),
    )
    const [objects, triggers] = [
      schema.filter(([, type]) => type !== 'trigger'),
      schema.filter(([, type]) => type === 'trigger'),
    ]
    return [...objects.map(([sql]) => String(sql)), ...inserts, ...triggers.map(([sql]) => String(sql))]
  } finally {
    await engine.close()
    await rm(dataDir, { recursive: true })
  }
}

/** The text of the module, the same for the same files. */
export async function moduleOf(control: readonly Migration[], program: readonly Migration[]): Promise<string> {
  const whole = await schemaOf(program)
  const source = [
    '// Written by scripts/bundle-migrations.ts from packages/db/migrations: edit those instead.',
    "import type { Migration } from './migrate.ts'\n",
    listOf('controlMigrations', control),
    listOf('programMigrations', program),
    '/** What the migrations of a program come to, in a new database. */',
    `export const newProgram: readonly string[] = [${whole.map(literal).join(', ')}]\n`,
  ].join('\n')
  return format(source, { ...(await resolveConfig(TARGET)), parser: 'typescript' })
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } })
  const read = (kind: string) => readMigrations(join(PACKAGE, 'migrations', kind))
  const text = await moduleOf(await read('control'), await read('program'))
  if (!values.check) return writeFile(TARGET, text)
  const current = await readFile(TARGET, 'utf8').catch(() => '')
  if (current === text) return
  console.error('src/migrations.generated.ts is stale: run packages/db/scripts/bundle-migrations.ts')
  process.exitCode = 1
}

if (import.meta.main) await main()
