import type { Database } from '@laurel/db'

/** Every row of a database, by table; `except` are left out. */
export const rowsOf = async (database: Database, except: readonly string[]): Promise<Record<string, unknown>> => {
  const [tables] = await database.read([
    { sql: `SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name`, args: [] },
  ])
  const names = tables!.map(([name]) => String(name)).filter(name => !except.includes(name))
  const rows = await database.read(names.map(name => ({ sql: `SELECT * FROM ${name}`, args: [] })))
  return Object.fromEntries(names.map((name, i) => [name, rows[i]]))
}
