import { rmSync } from 'node:fs'
import Libsql from 'libsql'
import { fileOf, type ScaleProgram } from './generate.ts'

const TABLES = ['transactions', 'transfers', 'lot_moves', 'job_entries'] as const
const MEMBERS_TOGETHER = 2_000

const rowsOf = (table: (typeof TABLES)[number]): string => {
  const of = 'SELECT transaction_id FROM job_entries WHERE occurrence_id = ? AND member_id BETWEEN ? AND ?'
  return table === 'job_entries'
    ? 'SELECT * FROM job_entries WHERE occurrence_id = ? AND member_id BETWEEN ? AND ?'
    : `SELECT * FROM ${table} WHERE ${table === 'transactions' ? 'id' : 'transaction_id'} IN (${of})`
}

/** What inserting rows costs that are there already. */
export interface BareInsert {
  readonly rows: number
  readonly seconds: number
  /** Of this process, whatever else the machine did meanwhile. */
  readonly cpuSeconds: number
}

/**
 * Inserts every row that an occurrence appended to the journal once more, into an empty file of the same tables and
 * indexes without the triggers, one prepared statement a table, durable every two thousand members: the least that
 * writing these rows can cost. Reading them is not counted.
 */
export const bareInsert = (program: ScaleProgram, occurrence: string, aside: string): BareInsert => {
  for (const suffix of ['', '-wal', '-shm']) rmSync(aside + suffix, { force: true })
  const from = new Libsql(fileOf(program))
  const to = new Libsql(aside)
  to.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -8192')
  const schema = from
    .prepare(
      `SELECT sql FROM sqlite_schema WHERE tbl_name IN (${TABLES.map(() => '?').join()}) AND type IN ('table', 'index') AND sql IS NOT NULL`,
    )
    .all(TABLES as unknown as string[]) as { sql: string }[]
  for (const { sql } of schema) to.exec(sql)
  const [found] = from
    .prepare('SELECT id FROM job_occurrences WHERE name = ?')
    .safeIntegers(true)
    .raw(true)
    .all([occurrence]) as [bigint][]
  if (!found) throw new Error(`${occurrence} has not run`)
  const [id] = found
  const members = from
    .prepare('SELECT member_id FROM job_entries WHERE occurrence_id = ? ORDER BY member_id')
    .safeIntegers(true)
    .raw(true)
    .all([id]) as [bigint][]
  const both = TABLES.map(table => {
    const select = from.prepare(rowsOf(table)).safeIntegers(true).raw(true)
    const columns = from.prepare(`SELECT name FROM pragma_table_info('${table}')`).all([]).length
    return { select, insert: to.prepare(`INSERT INTO ${table} VALUES (${Array(columns).fill('?').join()})`) }
  })
  let rows = 0
  let ms = 0
  let cpuMicroseconds = 0
  for (let i = 0; i < members.length; i += MEMBERS_TOGETHER) {
    const range = [id, members[i]![0], members[Math.min(i + MEMBERS_TOGETHER, members.length) - 1]![0]]
    const batch = both.map(({ select, insert }) => ({
      insert,
      rows: select.all(range) as (bigint | string | null)[][],
    }))
    const [started, cpu] = [performance.now(), process.cpuUsage()]
    to.exec('BEGIN')
    for (const { insert, rows: some } of batch) for (const row of some) insert.run(row)
    to.exec('COMMIT')
    ms += performance.now() - started
    const { user, system } = process.cpuUsage(cpu)
    cpuMicroseconds += user + system
    rows += batch.reduce((sum, one) => sum + one.rows.length, 0)
  }
  from.close()
  to.close()
  for (const suffix of ['', '-wal', '-shm']) rmSync(aside + suffix, { force: true })
  return { rows, seconds: ms / 1000, cpuSeconds: cpuMicroseconds / 1e6 }
}
