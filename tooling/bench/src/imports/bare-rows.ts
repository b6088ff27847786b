import { rmSync } from 'node:fs'
import { setImmediate } from 'node:timers/promises'
import Libsql from 'libsql'

const open = (path: string) => new Libsql(path)
type File = ReturnType<typeof open>

/** How many rows each table of a program's file has. */
export const countRows = (path: string): ReadonlyMap<string, number> => {
  const file = open(path)
  try {
    return new Map(tablesOf(file).map(name => [name, countOf(file, name)]))
  } finally {
    file.close()
  }
}

const tablesOf = (file: File): readonly string[] =>
  (
    file.prepare("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'").all([]) as {
      name: string
    }[]
  )
    .map(({ name }) => name)
    .filter(name => !name.startsWith('sqlite_'))

const countOf = (file: File, table: string): number =>
  (file.prepare(`SELECT count(*) AS count FROM ${table}`).get([]) as { count: number }).count

const iteratorOf = (rows: Iterable<unknown>) => rows[Symbol.iterator]() as Iterator<unknown[]>

const next = (rows: Iterator<unknown[]>, count: number): readonly unknown[][] => {
  const some: unknown[][] = []
  while (some.length < count) {
    const row = rows.next()
    if (row.done) break
    some.push(row.value)
  }
  return some
}

/** What inserting rows costs that are there already. */
export interface BareRows {
  readonly rows: number
  readonly seconds: number
  readonly cpuSeconds: number
}

/**
 * Inserts the rows of every table that has grown since `before` once more, into an empty file of the same tables and
 * indexes without the triggers, durable as often as told: the least that writing them can cost. Reading is not counted.
 */
export const bareRows = async (
  path: string,
  before: ReadonlyMap<string, number>,
  commits: number,
): Promise<BareRows> => {
  const aside = `${path}.bare`
  const [from, to] = [open(path), open(aside)]
  try {
    to.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -8192')
    const grown = tablesOf(from).flatMap(name => {
      const count = countOf(from, name)
      return count > (before.get(name) ?? 0) ? [{ name, count }] : []
    })
    const tables = grown.map(({ name, count }) => {
      for (const { sql } of from
        .prepare(
          "SELECT sql FROM sqlite_schema WHERE tbl_name = ? AND type IN ('table', 'index') AND sql IS NOT NULL ORDER BY type DESC",
        )
        .all([name]) as { sql: string }[])
        to.exec(sql)
      const columns = from.prepare(`SELECT name FROM pragma_table_info('${name}')`).all([]).length
      return {
        together: Math.ceil(count / commits),
        rows: iteratorOf(from.prepare(`SELECT * FROM ${name}`).safeIntegers(true).raw(true).iterate([])),
        insert: to.prepare(`INSERT INTO ${name} VALUES (${Array.from({ length: columns }, () => '?').join()})`),
      }
    })
    let rows = 0
    let ms = 0
    let cpuMicros = 0
    for (let commit = 0; commit < commits; commit++) {
      // Whoever else this process talks to is heard meanwhile.
      await setImmediate()
      const batch = tables.map(table => ({ insert: table.insert, some: next(table.rows, table.together) }))
      const started = performance.now()
      const cpuBefore = process.cpuUsage()
      to.exec('BEGIN')
      for (const { insert, some } of batch) for (const row of some) insert.run(row)
      to.exec('COMMIT')
      const { user, system } = process.cpuUsage(cpuBefore)
      cpuMicros += user + system
      ms += performance.now() - started
      rows += batch.reduce((sum, { some }) => sum + some.length, 0)
    }
    return { rows, seconds: ms / 1000, cpuSeconds: cpuMicros / 1e6 }
  } finally {
    from.close()
    to.close()
    for (const suffix of ['', '-wal', '-shm']) rmSync(aside + suffix, { force: true })
  }
}
