import { type Condition, parseCondition } from './condition.ts'
import { ProtocolError } from './errors.ts'

/** SQL by itself or by the number under which `store_sql` put it. */
export type SqlReference = { readonly sql: string } | { readonly sqlId: number }

/** A statement as it came. The arguments stay undecoded: a bad one fails its own request only. */
export interface StatementRequest {
  readonly sql: SqlReference
  readonly args: readonly unknown[]
  readonly namedArgs: readonly { readonly name: string; readonly value: unknown }[]
  readonly wantsRows: boolean
}

/** One step of a batch. */
export interface BatchStep {
  readonly statement: StatementRequest
  readonly condition: Condition | undefined
}

/** One request to a stream: Hrana's `StreamRequest`. */
export type StreamRequest =
  | { readonly type: 'close' | 'get_autocommit' }
  | { readonly type: 'execute'; readonly statement: StatementRequest }
  | { readonly type: 'batch'; readonly steps: readonly BatchStep[] }
  | { readonly type: 'sequence' | 'describe'; readonly sql: SqlReference }
  | { readonly type: 'store_sql'; readonly sqlId: number; readonly sql: string }
  | { readonly type: 'close_sql'; readonly sqlId: number }

/** The body of `POST /v2/pipeline`. */
export interface PipelineRequest {
  readonly baton: string | undefined
  readonly requests: readonly StreamRequest[]
}

type Fields = Readonly<Record<string, unknown>>

/** Reads the body of a pipeline. Throws {@link ProtocolError}. */
export function parsePipelineRequest(body: string): PipelineRequest {
  let json: unknown
  try {
    json = JSON.parse(body)
  } catch {
    throw malformed('the body is not JSON')
  }
  const { baton, requests } = fields(json)
  if (baton !== undefined && baton !== null && typeof baton !== 'string') throw malformed('`baton` must be a string')
  return { baton: baton ?? undefined, requests: list(requests, 'requests').map(parseStreamRequest) }
}

function parseStreamRequest(value: unknown): StreamRequest {
  const request = fields(value)
  switch (request['type']) {
    case 'close':
    case 'get_autocommit':
      return { type: request['type'] }
    case 'execute':
      return { type: 'execute', statement: parseStatement(request['stmt']) }
    case 'batch':
      return { type: 'batch', steps: list(fields(request['batch'])['steps'], 'steps').map(parseStep) }
    case 'sequence':
    case 'describe':
      return { type: request['type'], sql: parseSqlReference(request) }
    case 'store_sql':
      return { type: 'store_sql', sqlId: integer(request['sql_id']), sql: string(request['sql'], 'sql') }
    case 'close_sql':
      return { type: 'close_sql', sqlId: integer(request['sql_id']) }
    default:
      throw malformed('StreamRequest type not recognized')
  }
}

function parseStep(value: unknown, index: number): BatchStep {
  const { stmt, condition } = fields(value)
  const isConditional = condition !== undefined && condition !== null
  return { statement: parseStatement(stmt), condition: isConditional ? parseCondition(condition, index) : undefined }
}

function parseStatement(value: unknown): StatementRequest {
  const statement = fields(value)
  return {
    sql: parseSqlReference(statement),
    args: list(statement['args'] ?? [], 'args'),
    namedArgs: list(statement['named_args'] ?? [], 'named_args').map(arg => {
      const { name, value: given } = fields(arg)
      return { name: string(name, 'name'), value: given }
    }),
    wantsRows: statement['want_rows'] !== false,
  }
}

function parseSqlReference({ sql, sql_id: sqlId }: Fields): SqlReference {
  const hasSql = sql !== undefined && sql !== null
  const hasId = sqlId !== undefined && sqlId !== null
  if (hasSql && hasId) throw new ProtocolError('Either `sql` or `sql_id` are required, but not both')
  if (hasSql) return { sql: string(sql, 'sql') }
  if (hasId) return { sqlId: integer(sqlId) }
  throw new ProtocolError('Either `sql` or `sql_id` are required')
}

function fields(value: unknown): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw malformed('expected an object')
  return value as Fields
}

function list(value: unknown, name: string): readonly unknown[] {
  if (!Array.isArray(value)) throw malformed(`\`${name}\` must be a list`)
  return value
}

function string(value: unknown, name: string): string {
  if (typeof value !== 'string') throw malformed(`\`${name}\` must be a string`)
  return value
}

function integer(value: unknown): number {
  if (typeof value !== 'number' || !Number.isInteger(value)) throw malformed('`sql_id` must be an integer')
  return value
}

function malformed(detail: string): ProtocolError {
  return new ProtocolError(`Cannot deserialize client message from JSON: ${detail}`)
}
