import {
  ConstraintFailed,
  DatabaseBusy,
  DatabaseUnavailable,
  OutcomeUnknown,
  type Row,
  type Statement,
} from '../database.ts'
import { isEnvironmental } from './connection.ts'

/** What the group needs of a connection. */
export interface GroupConnection {
  isBroken: boolean
  readonly inTransaction: boolean
  exec(sql: string): void
  run(statement: Statement): readonly Row[]
  rollback(): void
  forgetsFailedCommit(): boolean
}

export type Batch = readonly Statement[]
export type Outcome = { readonly rows: readonly (readonly Row[])[] } | { readonly error: unknown }

/** Tells how each batch ended, and how many transactions that took. */
export interface GroupResult {
  readonly outcomes: readonly Outcome[]
  readonly groups: number
}

/**
 * Commits many batches in one transaction, a savepoint each, so that they share one fsync and yet fail alone.
 * A batch has rows in its outcome only once it is durable.
 */
export function commitGroup(connection: GroupConnection, batches: readonly Batch[]): GroupResult {
  const group = new Group(connection, batches)
  let waiting = batches.map((_, index) => index)
  // Each round settles at least one batch: those left over shared a transaction that another one ended.
  while (waiting.length > 0) waiting = group.attempt(waiting)
  return { outcomes: group.outcomes, groups: group.commits }
}

class Group {
  readonly outcomes: Outcome[] = []
  commits = 0
  readonly #connection: GroupConnection
  readonly #batches: readonly Batch[]

  constructor(connection: GroupConnection, batches: readonly Batch[]) {
    this.#connection = connection
    this.#batches = batches
  }

  /** Runs these batches in one transaction; gives those that must be tried again. */
  attempt(indices: readonly number[]): number[] {
    if (this.#connection.isBroken) return this.#failAll(indices, new DatabaseUnavailable('The connection was lost'))
    try {
      this.#connection.exec('BEGIN IMMEDIATE')
    } catch (error) {
      return this.#giveUp(indices, error)
    }
    const passed: number[] = []
    for (const [position, index] of indices.entries()) {
      const error = this.#runBatch(index, indices.length > 1)
      if (error === undefined) {
        passed.push(index)
      } else if (isEnvironmental(error) || this.#connection.isBroken) {
        return this.#giveUp([...passed, ...indices.slice(position)], error)
      } else {
        this.outcomes[index] = { error }
        // Ask, never assume: were the transaction over, the next savepoint would commit by itself.
        if (!this.#connection.inTransaction) return [...passed, ...indices.slice(position + 1)]
      }
    }
    return this.#commit(passed)
  }

  /** Gives the error the batch failed with; then nothing of it is left in the transaction. */
  #runBatch(index: number, inSavepoint: boolean): unknown {
    const connection = this.#connection
    try {
      if (inSavepoint) connection.exec('SAVEPOINT batch')
      const rows = (this.#batches[index] ?? []).map(statement => connection.run(statement))
      if (inSavepoint) connection.exec('RELEASE batch')
      this.outcomes[index] = { rows }
      return undefined
    } catch (error) {
      this.#undoBatch(inSavepoint)
      return error ?? new DatabaseUnavailable('The engine failed without an error')
    }
  }

  #undoBatch(inSavepoint: boolean): void {
    if (!this.#connection.inTransaction) return
    if (!inSavepoint) return this.#connection.rollback()
    try {
      this.#connection.exec('ROLLBACK TO batch; RELEASE batch')
    } catch {
      this.#connection.isBroken = true
    }
  }

  #commit(passed: readonly number[]): number[] {
    if (passed.length === 0) {
      this.#connection.rollback()
      return []
    }
    if (!this.#connection.inTransaction) {
      this.#connection.isBroken = true
      return this.#failAll(passed, new OutcomeUnknown('The transaction ended by itself'))
    }
    try {
      this.#connection.exec('COMMIT')
      this.commits += 1
      return []
    } catch (error) {
      return this.#afterFailedCommit(passed, error)
    }
  }

  #afterFailedCommit(passed: readonly number[], error: unknown): number[] {
    if (this.#connection.inTransaction && error instanceof ConstraintFailed) {
      // A deferred foreign key is only checked now, and does not say whose it is: each by itself.
      this.#connection.rollback()
      if (passed.length === 1) return this.#failAll(passed, error)
      for (const index of passed) this.attempt([index])
      return []
    }
    const isGone = this.#connection.inTransaction || isOfWriting(error) || this.#connection.forgetsFailedCommit()
    if (isGone) return this.#giveUp(passed, error)
    this.#connection.isBroken = true
    return this.#failAll(passed, new OutcomeUnknown('The disk failed while the commit was written'))
  }

  /** Nothing was written: ends the transaction and the connection, and says so to all. */
  #giveUp(indices: readonly number[], error: unknown): number[] {
    this.#connection.rollback()
    this.#connection.isBroken = true
    const isOurs = error instanceof DatabaseBusy || error instanceof DatabaseUnavailable
    return this.#failAll(indices, isOurs ? error : new DatabaseUnavailable(String(error)))
  }

  #failAll(indices: readonly number[], error: unknown): number[] {
    for (const index of indices) this.outcomes[index] = { error }
    return []
  }
}

/**
 * Whether the log could not be written to its end. Then it lacks the mark of the commit, which comes last: SQLite
 * forgets what comes before. A failed sync says nothing of that kind.
 */
const isOfWriting = (error: unknown): boolean =>
  error instanceof DatabaseUnavailable && /^SQLITE_(FULL|IOERR_WRITE|READONLY)/.test(error.message)
