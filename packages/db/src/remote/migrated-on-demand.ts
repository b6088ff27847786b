import { DatabaseMissing, type Database, type Row, type Statement } from '../database.ts'
import { SqlRefused } from '../sql-error.ts'

interface Preparation {
  /** Whether the database was prepared since this isolate started; then it is not done again. */
  isDone(): boolean
  /** Migrates; safe to run in two places at once. */
  run(): Promise<void>
  /** Whether a missing database is to be made as well. */
  readonly makesMissing: boolean
}

/**
 * A database whose schema is brought up to date only when it proves too old: asking first would cost each cold
 * isolate a round trip. Nothing of the refused batch was written, so it can be sent again.
 */
export class MigratedOnDemand implements Database {
  readonly #database: Database
  readonly #preparation: Preparation

  constructor(database: Database, preparation: Preparation) {
    this.#database = database
    this.#preparation = preparation
  }

  read(statements: readonly Statement[]): Promise<readonly (readonly Row[])[]> {
    return this.#use(() => this.#database.read(statements))
  }

  commit(statements: readonly Statement[]): Promise<readonly (readonly Row[])[]> {
    return this.#use(() => this.#database.commit(statements))
  }

  async #use<Result>(send: () => Promise<Result>): Promise<Result> {
    try {
      return await send()
    } catch (error) {
      if (this.#preparation.isDone() || !this.#isUnprepared(error)) throw error
    }
    // Not shared with other requests: on workerd a promise of another request may never settle.
    await this.#preparation.run()
    return send()
  }

  #isUnprepared(error: unknown): boolean {
    if (error instanceof DatabaseMissing) return this.#preparation.makesMissing
    return error instanceof SqlRefused && error.isSchemaBehind
  }

  close(): Promise<void> {
    return this.#database.close()
  }
}
