import { isMet } from './condition.ts'
import { HranaError, ProtocolError } from './errors.ts'
import type { NamespaceDatabase } from './namespace-database.ts'
import type { BatchStep, SqlReference, StatementRequest, StreamRequest } from './pipeline-request.ts'
import type { Session } from './session.ts'
import type { StatementResult } from './statement-result.ts'
import { decodeValue } from './values.ts'

/** An error as it travels. */
interface WireError {
  readonly message: string
  readonly code: string
}

/** The answer to one request of a pipeline: Hrana's `StreamResult`. */
export type StreamResult =
  | {
      readonly type: 'ok'
      readonly response: { readonly type: StreamRequest['type']; readonly [field: string]: unknown }
    }
  | { readonly type: 'error'; readonly error: WireError }

interface BatchResult {
  readonly step_results: readonly (StatementResult | null)[]
  readonly step_errors: readonly (WireError | null)[]
  readonly replication_index: null
}

// libsql-server's bounds.
const maxStoredSqls = 50
const maxStoredSqlLength = 5_000

/** What one client sees as its connection: stored SQL texts, and perhaps an open transaction. */
export class Stream {
  readonly database: NamespaceDatabase
  readonly #sqls = new Map<number, string>()
  #session: Session | undefined
  #failure: unknown
  #isClosed = false

  constructor(database: NamespaceDatabase) {
    this.database = database
  }

  get isClosed(): boolean {
    return this.#isClosed
  }

  /** Answers one request. Throws {@link ProtocolError} where the client broke the protocol. */
  async handle(request: StreamRequest): Promise<StreamResult> {
    try {
      return { type: 'ok', response: { type: request.type, ...(await this.#respond(request)) } }
    } catch (error) {
      return { type: 'error', error: toWireError(error) }
    }
  }

  /** Lets the next stream in, unless a transaction stands. To be called after each pipeline. */
  rest(): void {
    if (this.#session === undefined || this.#session.mustBeKept) return
    this.#failure = this.#session.failure
    this.#session.end()
    this.#session = undefined
  }

  /** Rolls back what is not committed. */
  close(): void {
    this.#isClosed = true
    this.#session?.end()
    this.#session = undefined
  }

  async #respond(request: StreamRequest): Promise<object> {
    if (request.type === 'close') {
      this.close()
      return {}
    }
    if (this.#isClosed) throw closed()
    switch (request.type) {
      case 'execute': {
        const sql = this.#sqlOf(request.statement.sql)
        return { result: execute(await this.#begin(), sql, request.statement) }
      }
      case 'batch':
        return { result: await this.#batch(request.steps) }
      case 'sequence': {
        const sql = this.#sqlOf(request.sql)
        ;(await this.#begin()).executeSequence(sql)
        return {}
      }
      case 'describe': {
        const sql = this.#sqlOf(request.sql)
        return { result: (await this.#begin()).describe(sql) }
      }
      case 'store_sql':
        return this.#storeSql(request.sqlId, request.sql)
      case 'close_sql':
        this.#sqls.delete(request.sqlId)
        return {}
      case 'get_autocommit':
        return { is_autocommit: this.#session?.inTransaction !== true }
    }
  }

  async #begin(): Promise<Session> {
    if (this.#failure !== undefined) throw this.#failure
    if (this.#session !== undefined) return this.#session
    const session = await this.database.begin()
    if (this.#isClosed) {
      session.end()
      throw closed()
    }
    this.#session = session
    return session
  }

  async #batch(steps: readonly BatchStep[]): Promise<BatchResult> {
    const sqls = steps.map(step => this.#sqlOf(step.statement.sql))
    let session: Session | undefined
    let refusal: unknown
    try {
      session = await this.#begin()
    } catch (error) {
      // A database too busy fails the steps, not the batch: so clients see it where SQLite would say it.
      refusal = error
    }
    const results: (StatementResult | null)[] = []
    const errors: (WireError | null)[] = []
    const stepsOk: boolean[] = []
    for (const [index, { statement, condition }] of steps.entries()) {
      let result: StatementResult | null = null
      let error: WireError | null = null
      if (condition === undefined || isMet(condition, stepsOk, session?.inTransaction !== true)) {
        try {
          if (session === undefined) throw refusal
          result = execute(session, sqls[index] ?? '', statement)
        } catch (thrown) {
          error = toWireError(thrown)
        }
      }
      results.push(result)
      errors.push(error)
      stepsOk.push(result !== null)
    }
    return { step_results: results, step_errors: errors, replication_index: null }
  }

  #sqlOf(reference: SqlReference): string {
    if ('sql' in reference) return reference.sql
    const sql = this.#sqls.get(reference.sqlId)
    if (sql === undefined) throw new ProtocolError(`SQL text ${reference.sqlId} not found`)
    return sql
  }

  #storeSql(sqlId: number, sql: string): object {
    if (this.#sqls.has(sqlId)) throw new ProtocolError(`SQL text ${sqlId} already exists`)
    if (this.#sqls.size >= maxStoredSqls) {
      throw new HranaError(
        'SQL_STORE_TOO_MANY',
        `The server already stores ${this.#sqls.size} SQL texts, it cannot store more`,
      )
    }
    if (sql.length > maxStoredSqlLength) {
      throw new HranaError('SQL_STORE_TOO_LARGE', `The statement is too large to be stored: ${sql.length} B/5.0 KB`)
    }
    this.#sqls.set(sqlId, sql)
    return {}
  }
}

function execute(session: Session, sql: string, { args, namedArgs, wantsRows }: StatementRequest): StatementResult {
  const named = new Map(namedArgs.map(({ name, value }) => [name, decodeValue(value)]))
  return session.execute({ sql, positional: args.map(decodeValue), named, wantsRows })
}

function toWireError(error: unknown): WireError {
  if (error instanceof HranaError) return { message: error.message, code: error.code }
  throw error
}

function closed(): ProtocolError {
  return new ProtocolError('Stream for this baton was closed')
}
