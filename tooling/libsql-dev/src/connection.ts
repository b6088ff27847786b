import Database from 'libsql'
import type { AnalyzedStatement } from './analyze-sql.ts'
import { type Column, encodeRows, type StatementResult } from './statement-result.ts'
import type { BindValue, ColumnValue } from './values.ts'

interface Prepared {
  readonly statement: Database.Statement
  /** Undefined for a statement that gives no rows. */
  readonly columns: readonly Column[] | undefined
}

const maxPrepared = 256

/**
 * The one connection to one database file: every write and every checkpoint of the file goes through it
 * (the SQLite inside is 3.45.1, before the WAL-reset fix of 3.51.3).
 */
export class Connection {
  readonly #database: Database.Database
  /** In order of last use, oldest first. */
  readonly #prepared = new Map<string, Prepared>()
  #isOpen = true

  /** Opens the file, makes it if need be. Throws what the engine throws. */
  constructor(path: string) {
    this.#database = new Database(path)
    this.#database.defaultSafeIntegers(true)
    this.#database.exec('PRAGMA journal_mode=WAL')
    this.#database.exec('PRAGMA synchronous=FULL')
    this.resetSettings()
  }

  /** Whether a transaction stands. After any error this may have become false without a ROLLBACK. */
  get inTransaction(): boolean {
    // Asking a closed native connection aborts the process.
    return this.#isOpen && this.#database.inTransaction
  }

  /** Runs one statement, arguments in the order of its parameters. Throws what the engine throws. */
  execute(statement: AnalyzedStatement, args: readonly BindValue[], wantsRows: boolean): StatementResult {
    const startedMs = performance.now()
    const prepared = this.#prepare(statement.text)
    const outcome = this.#run(prepared, statement, args)
    if (statement.changesSchema) this.#prepared.clear()
    return {
      cols: prepared.columns ?? [],
      rows: wantsRows ? encodeRows(outcome.rows) : [],
      affected_row_count: statement.changesRows ? outcome.changes : 0,
      last_insert_rowid: statement.isInsert ? outcome.lastInsertRowid.toString() : null,
      replication_index: null,
      rows_read: 0,
      rows_written: 0,
      query_duration_ms: performance.now() - startedMs,
    }
  }

  /** The columns a statement would give, without running it. */
  columnsOf(sql: string): readonly Column[] {
    return this.#prepare(sql).columns ?? []
  }

  /** What a stream may set on its connection, set back to what a new one has. */
  resetSettings(): void {
    this.#database.exec('PRAGMA foreign_keys=ON')
    this.#database.exec('PRAGMA defer_foreign_keys=OFF')
  }

  rollback(): void {
    this.#database.exec('ROLLBACK')
  }

  /** Closes a connection that is not to be trusted any more, its transaction with it. */
  abandon(): void {
    try {
      if (this.inTransaction) this.rollback()
    } catch {
      // The engine rolls back by itself once the last statement is collected.
    }
    this.close()
  }

  /** Moves the write-ahead log into the file, so that the file alone is the database. */
  checkpoint(): void {
    this.#database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  }

  /** The file stays open until the last prepared statement is collected: the engine has no call to finalize one. */
  close(): void {
    this.#isOpen = false
    this.#prepared.clear()
    this.#database.close()
  }

  #prepare(sql: string): Prepared {
    const known = this.#prepared.get(sql)
    if (known !== undefined) {
      this.#prepared.delete(sql)
      this.#prepared.set(sql, known)
      return known
    }
    const statement = this.#database.prepare(sql)
    const columns = statement.reader
      ? statement.columns().map(column => ({ name: column.name, decltype: column.type }))
      : undefined
    if (columns !== undefined) statement.raw(true)
    const prepared = { statement, columns }
    this.#prepared.set(sql, prepared)
    for (const oldest of this.#prepared.keys()) {
      if (this.#prepared.size <= maxPrepared) break
      this.#prepared.delete(oldest)
    }
    return prepared
  }

  #run(
    { statement, columns }: Prepared,
    { text, changesRows }: AnalyzedStatement,
    args: readonly BindValue[],
  ): { rows: ColumnValue[][]; changes: number; lastInsertRowid: bigint } {
    try {
      // The arguments go in as one array: the engine would take a lone object for named arguments.
      if (columns === undefined) return { rows: [], ...this.#exactly(statement.run(args)) }
      // Never run() here: it would leave an INSERT … RETURNING uncommitted and its lock held.
      const rows = statement.all(args) as ColumnValue[][]
      return { rows, ...(changesRows ? this.#lastChange() : { changes: 0, lastInsertRowid: 0n }) }
    } catch (error) {
      this.#prepared.delete(text)
      throw error
    }
  }

  /** The engine gives the row id as a double: past 2^53 it must be asked for again. */
  #exactly(result: Database.RunResult): { changes: number; lastInsertRowid: bigint } {
    const { changes, lastInsertRowid } = result
    if (!Number.isSafeInteger(lastInsertRowid)) return { ...this.#lastChange(), changes }
    return { changes, lastInsertRowid: BigInt(lastInsertRowid) }
  }

  #lastChange(): { changes: number; lastInsertRowid: bigint } {
    const { statement } = this.#prepare('SELECT changes(), last_insert_rowid()')
    const [row] = statement.all([]) as [bigint, bigint][]
    if (row === undefined) throw new Error('SELECT changes() gave no row')
    return { changes: Number(row[0]), lastInsertRowid: row[1] }
  }
}
