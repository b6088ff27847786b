import { ConstraintFailed, type Database, type Statement } from './database.ts'

/** A change of the schema: applied once, whole or not at all, and never edited afterwards. */
export interface Migration {
  readonly name: string
  /** One statement each; a trigger is one statement. */
  readonly statements: readonly string[]
}

/** A migration was edited after it had been applied: the database and the code disagree on what the schema is. */
export class MigrationChanged extends Error {
  override readonly name = 'MigrationChanged'
}

const TABLE = `CREATE TABLE IF NOT EXISTS laurel_migrations (
  name TEXT PRIMARY KEY, hash TEXT NOT NULL, applied_at INTEGER NOT NULL
) STRICT`

// The database's own clock, in milliseconds: this runs outside every use case, where no `now` is handed in.
const RECORD = `INSERT INTO laurel_migrations (name, hash, applied_at)
  VALUES (?, ?, CAST(unixepoch('subsec') * 1000 AS INTEGER))`

const statement = (sql: string, ...args: readonly string[]): Statement => ({ sql, args })

const hashes = new WeakMap<Migration, Promise<string>>()

/** Migrations never change: each is hashed once a process, whatever is opened. */
function hashOf(migration: Migration): Promise<string> {
  const known = hashes.get(migration) ?? hash(migration)
  hashes.set(migration, known)
  return known
}

async function hash({ statements }: Migration): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(statements))
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return Array.from(digest, byte => byte.toString(16).padStart(2, '0')).join('')
}

/** Null where none ever was. */
async function appliedHashes(database: Database): Promise<ReadonlyMap<string, string> | null> {
  const [tables] = await database.read([
    statement("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'laurel_migrations'"),
  ])
  if (!tables || tables.length === 0) return null
  const [rows = []] = await database.read([statement('SELECT name, hash FROM laurel_migrations')])
  return new Map(rows.map(([name, hash]) => [String(name), String(hash)]))
}

/**
 * Brings the database to the newest schema: each missing migration in one atomic commit with its record.
 * Two processes may do so at once: the record's primary key lets only one of them. Gives how many were applied here.
 *
 * `whole` is what the migrations come to: a new database gets that in one commit, with the records of all of them.
 */
export async function migrate(
  database: Database,
  migrations: readonly Migration[],
  whole?: readonly string[],
): Promise<number> {
  const before = await appliedHashes(database)
  if (before === null && whole && (await apply(database, migrations, whole))) return migrations.length
  let applied = before ?? (await appliedHashes(database)) ?? new Map()
  let count = 0
  for (const migration of migrations) {
    const hash = await hashOf(migration)
    if (!applied.has(migration.name)) {
      if (await apply(database, [migration], migration.statements)) {
        count += 1
        continue
      }
      applied = (await appliedHashes(database)) ?? new Map()
    }
    if (applied.get(migration.name) !== hash) {
      throw new MigrationChanged(`Migration ${migration.name} differs from the one that was applied`)
    }
  }
  return count
}

/** False when another process was first. */
async function apply(
  database: Database,
  migrations: readonly Migration[],
  statements: readonly string[],
): Promise<boolean> {
  const records = await Promise.all(
    migrations.map(async migration => statement(RECORD, migration.name, await hashOf(migration))),
  )
  try {
    await database.commit([statement(TABLE), ...records, ...statements.map(sql => statement(sql))])
    return true
  } catch (error) {
    if (error instanceof ConstraintFailed && error.constraint === 'laurel_migrations.name') return false
    throw error
  }
}
