import Libsql from 'libsql'
import type { Statement } from '@laurel/db'

type Bound = string | bigint | null | Uint8Array

const natively = (value: Statement['args'][number]): Bound => (typeof value === 'number' ? BigInt(value) : value)

/** One file, written as fast as the engine can: no log and no fsync, since a run that is cut off starts anew. */
export class NativeFile {
  readonly #database: Libsql.Database
  readonly #prepared = new Map<string, Libsql.Statement>()

  constructor(path: string, { cacheMiB = 64 } = {}) {
    this.#database = new Libsql(path)
    this.#database.exec(
      `PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA cache_size = -${cacheMiB * 1024}`,
    )
  }

  exec(sql: string): void {
    this.#database.exec(sql)
  }

  /** Runs statements that give no rows. */
  run(statements: Iterable<Statement>): void {
    for (const { sql, args } of statements) this.#statement(sql).run(args.map(natively))
  }

  #statement(sql: string): Libsql.Statement {
    let statement = this.#prepared.get(sql)
    if (!statement) this.#prepared.set(sql, (statement = this.#database.prepare(sql)))
    return statement
  }

  close(): void {
    this.#prepared.clear()
    this.#database.close()
  }
}
