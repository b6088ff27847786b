import { closeSync, existsSync, fdatasyncSync, openSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import Libsql from 'libsql'
import { nativeArgs, rowOf } from '../bind.ts'
import { DatabaseMissing, DatabaseUnavailable, type Row, type Statement } from '../database.ts'
import { databaseError } from '../sql-error.ts'

/** The product has some hundreds; beyond, preparing begins anew. */
const CACHED_STATEMENTS = 1_000

interface Prepared {
  readonly statement: Libsql.Statement
  /** Whether it gives rows; asking the engine each time has its price. */
  readonly reads: boolean
}

interface ConnectionOptions {
  /** Makes the file when there is none; without it a missing file is DatabaseMissing. */
  readonly create: boolean
  readonly readOnly: boolean
  readonly busyTimeoutMs: number
}

/**
 * The one connection to one file. Synchronous: whatever calls it runs alone.
 * After an error of disk or locks it is broken: the native engine may answer from old pages
 * (libsql-client-ts#352), so it must be disposed of and opened anew.
 */
export class Connection {
  /** Set once it may no longer be trusted. */
  isBroken = false
  readonly #statements = new Map<string, Prepared>()
  #native: Libsql.Database

  constructor(path: string, { create, readOnly, busyTimeoutMs }: ConnectionOptions) {
    if (!create && !existsSync(path)) throw new DatabaseMissing('There is no such database file')
    try {
      // Native libsql ignores its own `readonly` option; the URI form does hold.
      this.#native = new Libsql(readOnly ? `${pathToFileURL(path).href}?mode=ro` : path, { timeout: busyTimeoutMs })
    } catch (error) {
      // What keeps a file from being opened need not be told as an error of SQLite.
      throw error instanceof Libsql.SqliteError ? portError(error) : new DatabaseUnavailable(String(error))
    }
    try {
      this.#configure(path, readOnly)
    } catch (error) {
      this.#native.close()
      throw error
    }
  }

  get inTransaction(): boolean {
    return this.#native.inTransaction
  }

  #configure(path: string, readOnly: boolean): void {
    this.exec('PRAGMA foreign_keys = ON; PRAGMA cache_size = -8192')
    if (readOnly) return
    const mode = this.#all('PRAGMA journal_mode = WAL', [])[0]?.[0]
    if (mode !== 'wal') throw new DatabaseUnavailable(`The file cannot be kept in WAL mode, but in ${String(mode)}`)
    // A long read can keep the log growing; afterwards it is cut back to 64 MiB.
    // What is deleted is overwritten: a person who was erased is not to be read from the file's free pages.
    this.exec('PRAGMA synchronous = FULL; PRAGMA journal_size_limit = 67108864; PRAGMA secure_delete = ON')
    if (!this.#makesLogDurable(path)) throw new DatabaseUnavailable('The log cannot be made durable')
  }

  /**
   * What was in the log before this connection may never have reached the disk: its sync failed, or its process was
   * killed before. It reads like any other commit, and who finds it there answers for it, so that it must be durable
   * first: folded into the file or, where that has no room, at least synced.
   */
  #makesLogDurable(path: string): boolean {
    try {
      if (this.#all('PRAGMA wal_checkpoint(TRUNCATE)', [])[0]?.[0] === 0) return true
    } catch {
      // The disk may be full, and the log sound all the same.
    }
    if (!existsSync(`${path}-wal`)) return true
    try {
      // SQLite holds no lock on the log itself, so that closing this one here takes none away.
      const log = openSync(`${path}-wal`, 'r')
      try {
        fdatasyncSync(log)
      } finally {
        closeSync(log)
      }
      return true
    } catch {
      return false
    }
  }

  /** Runs SQL that gives no rows and takes no values. */
  exec(sql: string): void {
    try {
      this.#native.exec(sql)
    } catch (error) {
      throw portError(error)
    }
  }

  /** Runs one statement to its end. Never by run() when it gives rows: that would not commit (INSERT … RETURNING). */
  run({ sql, args }: Statement): readonly Row[] {
    return this.#all(sql, nativeArgs(args))
  }

  #all(sql: string, args: ReturnType<typeof nativeArgs>): readonly Row[] {
    let rows: ArrayLike<unknown>[]
    try {
      const { statement, reads } = this.#prepared(sql)
      if (!reads) {
        statement.run(args)
        return []
      }
      rows = statement.all(args) as ArrayLike<unknown>[]
    } catch (error) {
      throw portError(error)
    }
    return rows.map(rowOf)
  }

  #prepared(sql: string): Prepared {
    const known = this.#statements.get(sql)
    if (known) return known
    const statement = this.#native.prepare(sql)
    const prepared = { statement, reads: statement.reader }
    if (prepared.reads) statement.raw(true).safeIntegers(true)
    if (this.#statements.size >= CACHED_STATEMENTS) this.#statements.clear()
    this.#statements.set(sql, prepared)
    return prepared
  }

  /** Runs the statements on one snapshot. */
  read(statements: readonly Statement[]): readonly (readonly Row[])[] {
    const [only] = statements
    try {
      if (only && statements.length === 1) return [this.run(only)]
      this.exec('BEGIN')
      const results = statements.map(statement => this.run(statement))
      this.exec('COMMIT')
      return results
    } catch (error) {
      this.isBroken ||= isEnvironmental(error)
      this.rollback()
      throw error
    }
  }

  /** Ends what may still be open; a connection that cannot do even that is broken. */
  rollback(): void {
    try {
      if (this.inTransaction) this.exec('ROLLBACK')
    } catch {
      this.isBroken = true
    }
  }

  /**
   * After a COMMIT that failed on the disk its pages may lie complete in the log, where the next start would find them.
   * True once they are surely gone: the log was cut and a new one begun, both durable.
   */
  forgetsFailedCommit(): boolean {
    try {
      const [checkpoint] = this.#all('PRAGMA wal_checkpoint(TRUNCATE)', [])
      if (checkpoint?.[0] !== 0) return false
      const version = this.#all('PRAGMA user_version', [])[0]?.[0]
      this.exec(`BEGIN IMMEDIATE; PRAGMA user_version = ${Number(version)}; COMMIT`)
      return true
    } catch {
      this.rollback()
      return false
    }
  }

  /** The file stays open until the garbage collector has taken the prepared statements: see {@link releaseHandles}. */
  dispose(): void {
    this.isBroken = true
    this.#statements.clear()
    this.#native.close()
  }
}

/** Whether the error is of disk or locks, so that nothing the connection holds may be trusted. */
export function isEnvironmental(error: unknown): boolean {
  return !(error instanceof Error) || !['ConstraintFailed', 'SqlRefused', 'RangeError'].includes(error.name)
}

function portError(error: unknown): unknown {
  if (error instanceof Libsql.SqliteError) return databaseError(error.code, error.message)
  return error
}
