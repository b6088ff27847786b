import { type AnalyzedStatement, analyzeSequence, analyzeStatement } from './analyze-sql.ts'
import { type Arguments, bindArguments } from './bind-args.ts'
import type { Connection } from './connection.ts'
import { fromSqlite, poisonsConnection, type ErrorCodes } from './sqlite-error.ts'
import type { Column, StatementResult } from './statement-result.ts'

/** What `describe` answers: Hrana's `DescribeResult`. */
export interface Description {
  readonly params: readonly { readonly name: string | null }[]
  readonly cols: readonly Column[]
  readonly is_explain: boolean
  readonly is_readonly: boolean
}

/** A statement as it came: its SQL and its arguments. */
export interface Query extends Arguments {
  readonly sql: string
  readonly wantsRows: boolean
}

const analyzed = new Map<string, AnalyzedStatement>()
const maxAnalyzed = 1_024

function analyzeOnce(sql: string): AnalyzedStatement {
  const known = analyzed.get(sql)
  if (known !== undefined) return known
  const statement = analyzeStatement(sql)
  // Programs repeat a small set of statements; a set that outgrows the bound starts afresh.
  if (analyzed.size >= maxAnalyzed) analyzed.clear()
  analyzed.set(sql, statement)
  return statement
}

/** A stream's hold on the database: nobody else reads or writes it until {@link end}. */
export class Session {
  readonly #connection: Connection
  readonly #errorCodes: ErrorCodes
  readonly #onEnd: (isPoisoned: boolean) => void
  #failure: unknown
  #hasChangedSettings = false
  #isEnded = false

  constructor(connection: Connection, errorCodes: ErrorCodes, onEnd: (isPoisoned: boolean) => void) {
    this.#connection = connection
    this.#errorCodes = errorCodes
    this.#onEnd = onEnd
  }

  get inTransaction(): boolean {
    return this.#failure === undefined && this.#connection.inTransaction
  }

  /**
   * What threw the connection away, if anything did. The stream must then stay failed: its transaction is gone, and what
   * it would run next would commit by itself.
   */
  get failure(): unknown {
    return this.#failure
  }

  /** Whether the stream needs the database for itself between two requests. */
  get mustBeKept(): boolean {
    return this.inTransaction || (this.#failure === undefined && this.#hasChangedSettings)
  }

  /** Runs one statement. Throws {@link HranaError}. */
  execute(query: Query): StatementResult {
    const statement = analyzeOnce(query.sql)
    return this.#run(statement, bindArguments(statement.params, query), query.wantsRows)
  }

  /** Runs statement after statement up to the first error; what ran before it stands. */
  executeSequence(sql: string): void {
    for (const statement of analyzeSequence(sql))
      this.#run(statement, bindArguments(statement.params, noArguments), false)
  }

  /** Says what a statement takes and gives, without running it. */
  describe(sql: string): Description {
    const statement = analyzeOnce(sql)
    return {
      params: statement.params.map(name => ({ name: name ?? null })),
      cols: this.#guard(() => this.#connection.columnsOf(statement.text)),
      is_explain: statement.isExplain,
      is_readonly: statement.isReadonly,
    }
  }

  /** Rolls back what is not committed and lets the next stream in. A second call does nothing. */
  end(): void {
    if (this.#isEnded) return
    this.#isEnded = true
    try {
      if (this.inTransaction) this.#connection.rollback()
      if (this.#hasChangedSettings) this.#connection.resetSettings()
    } catch (error) {
      this.#failure ??= error
    }
    this.#onEnd(this.#failure !== undefined)
  }

  #run(statement: AnalyzedStatement, args: Parameters<Connection['execute']>[1], wantsRows: boolean): StatementResult {
    if (statement.changesSettings) this.#hasChangedSettings = true
    return this.#guard(() => this.#connection.execute(statement, args, wantsRows))
  }

  #guard<T>(work: () => T): T {
    if (this.#failure !== undefined) throw this.#failure
    try {
      return work()
    } catch (error) {
      const shown = fromSqlite(error, this.#errorCodes)
      if (poisonsConnection(error)) this.#failure = shown
      throw shown
    }
  }
}

const noArguments: Arguments = { positional: [], named: new Map() }
