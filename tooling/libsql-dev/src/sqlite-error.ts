import { HranaError } from './errors.ts'

/**
 * How SQLite's result codes are named on the wire: `extended` as Turso's newer servers do
 * (`SQLITE_CONSTRAINT_UNIQUE`), `basic` as the open libsql-server does (`SQLITE_CONSTRAINT`). A client should know both.
 */
export type ErrorCodes = 'extended' | 'basic'

const sqliteError = 1

/** SQLite's primary result codes after which a connection is not to be trusted any more (libsql-client-ts#352). */
const poisonous = new Set([
  2, // INTERNAL
  5, // BUSY
  6, // LOCKED
  7, // NOMEM
  10, // IOERR
  11, // CORRUPT
  13, // FULL
  14, // CANTOPEN
  15, // PROTOCOL
  26, // NOTADB
])

const syntaxFault = /syntax error|^incomplete input|^unrecognized token|^unterminated|^parser stack overflow/

interface NativeError {
  readonly code: string
  readonly rawCode: number
  readonly message: string
}

function isNativeError(error: unknown): error is NativeError {
  return error instanceof Error && 'rawCode' in error && typeof error.rawCode === 'number'
}

/** Whether the connection that threw this must be thrown away. */
export function poisonsConnection(error: unknown): boolean {
  return isNativeError(error) && poisonous.has(error.rawCode & 0xff)
}

/** What the engine threw, as the client is to see it. Anything that is not SQLite's own error passes through. */
export function fromSqlite(error: unknown, codes: ErrorCodes): unknown {
  if (!isNativeError(error)) return error
  const primary = error.rawCode & 0xff
  if (primary === sqliteError && syntaxFault.test(error.message)) {
    return new HranaError('SQL_PARSE_ERROR', `SQL string could not be parsed: ${error.message}`)
  }
  return new HranaError(
    codes === 'extended' ? error.code : basicCode(error.code, primary),
    `SQLite error: ${error.message}`,
  )
}

function basicCode(code: string, primary: number): string {
  // The server's table has no name for plain SQLITE_ERROR.
  if (primary === sqliteError) return 'SQLITE_UNKNOWN'
  return code.split('_').slice(0, 2).join('_')
}
