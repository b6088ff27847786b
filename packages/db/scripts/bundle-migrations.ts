// Workers cannot read files, so the SQL of packages/db/migrations travels as a module.
// Run: node packages/db/scripts/bundle-migrations.ts [--check]
import { readFile, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { format, resolveConfig } from 'prettier'
import type { Migration } from '../src/migrate.ts'
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

/** The text of the module, the same for the same files. */
export async function moduleOf(control: readonly Migration[], program: readonly Migration[]): Promise<string> {
  const source = [
    '// Written by scripts/bundle-migrations.ts from packages/db/migrations: edit those instead.',
    "import type { Migration } from './migrate.ts'\n",
    listOf('controlMigrations', control),
    listOf('programMigrations', program),
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
