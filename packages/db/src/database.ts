/** What may be bound. Anything else (booleans, fractions, dates, objects) aborts the native engine: libsql-js#114. */
export type BindValue = string | number | bigint | null | Uint8Array

/** One SQL statement with its positional arguments. */
export interface Statement {
  readonly sql: string
  readonly args: readonly BindValue[]
}

/** What a column holds. Integers outside ±(2^53 − 1) are refused with an error, never rounded. */
export type SqlValue = string | number | null | Uint8Array

/** One row, values in the order of the statement's columns. */
export type Row = readonly SqlValue[]

/**
 * The narrow port to one database: one round trip to read, one to commit.
 * No interactive transaction exists, so none can be held across a wait.
 */
export interface Database {
  /** Runs the statements on one consistent snapshot; gives the rows of each. */
  read(statements: readonly Statement[]): Promise<readonly (readonly Row[])[]>
  /**
   * Runs the statements as one atomic batch; resolves once it is durable, with the rows of each (RETURNING).
   * Rejects with {@link ConstraintFailed} (nothing was written), {@link DatabaseBusy} (nothing was written),
   * {@link DatabaseUnavailable} (nothing was written) or {@link OutcomeUnknown} (the caller must read to know).
   * `members` says whose {@link ChangeMark} it moves: nothing else of it may show in what is answered of others. Left
   * out, it moves everybody's.
   */
  commit(statements: readonly Statement[], members?: readonly number[]): Promise<readonly (readonly Row[])[]>
  close(): Promise<void>
}

/**
 * Stands for the state that a member is in: their own rows, and those that are everybody's. It is the same object until
 * a commit that may have changed that state has ended, however it ended.
 */
export type ChangeMark = object

/** The database refused a row: its own rules hold. Nothing of the batch was written. */
export class ConstraintFailed extends Error {
  override readonly name = 'ConstraintFailed'
  /** `unique` and `primaryKey` name columns (`transactions.member_id, transactions.seq`), `check` the constraint, `trigger` the RAISE text. */
  readonly kind: 'unique' | 'primaryKey' | 'check' | 'notNull' | 'foreignKey' | 'trigger'
  readonly constraint: string

  constructor(kind: ConstraintFailed['kind'], constraint: string) {
    super(`${kind} constraint failed: ${constraint}`)
    this.kind = kind
    this.constraint = constraint
  }
}

/** Another writer held the database for too long. Nothing was written; trying again is safe. */
export class DatabaseBusy extends Error {
  override readonly name = 'DatabaseBusy'
}

/** The database could not be reached, or its disk failed. Nothing was written. */
export class DatabaseUnavailable extends Error {
  override readonly name = 'DatabaseUnavailable'
}

/** The connection was cut while a commit was on its way: it may or may not stand. Only reading tells. */
export class OutcomeUnknown extends Error {
  override readonly name = 'OutcomeUnknown'
}

/** There is no database of that name. */
export class DatabaseMissing extends Error {
  override readonly name = 'DatabaseMissing'
}
