import { LibsqlBatchError, LibsqlError } from '@libsql/client/web'
import { DatabaseBusy, DatabaseMissing, DatabaseUnavailable, OutcomeUnknown } from '../database.ts'
import { databaseError } from '../sql-error.ts'

/** How one HTTP request went, seen from its fetch. */
export interface Exchange {
  /** Of the answer; undefined when none came. */
  status: number | undefined
  /** What fetch itself threw. */
  cause: unknown
}

/** Failures to connect: nothing can have left. Other platforms than Node do not tell, and then it may have. */
const NEVER_LEFT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
])

function systemCodes(error: unknown): unknown[] {
  if (!(error instanceof Error)) return []
  const inner = error instanceof AggregateError ? error.errors : [error.cause]
  return ['code' in error ? error.code : undefined, ...inner.flatMap(systemCodes)]
}

function neverLeft(cause: unknown): boolean {
  return systemCodes(cause).some(code => typeof code === 'string' && NEVER_LEFT.has(code))
}

/** The error of the port for whatever the client threw. */
export function remoteError(error: unknown, use: 'read' | 'commit', { status, cause }: Exchange): unknown {
  const Cut = use === 'commit' ? OutcomeUnknown : DatabaseUnavailable
  if (cause !== undefined) {
    return neverLeft(cause)
      ? new DatabaseUnavailable('The database server cannot be reached')
      : new Cut('The connection to the database server was cut')
  }
  if (status === undefined) return error
  if (status === 404) return new DatabaseMissing('The database server has no such database')
  if (status === 429) return new DatabaseBusy('The database server takes no more requests for now')
  // A proxy may answer 5xx although the server behind it has done the work.
  if (status >= 500) return new Cut(`The database server answered ${status}`)
  if (status >= 400) return new DatabaseUnavailable(`The database server refused the request with ${status}`)
  if (!(error instanceof LibsqlError)) return new Cut('The answer of the database server cannot be read')
  // A statement of ours failed, so COMMIT was never reached.
  const isCertain = error instanceof LibsqlBatchError
  if (!/^SQL(ITE)?_/.test(error.code))
    return new (isCertain ? DatabaseUnavailable : Cut)(`The server failed: ${error.code}`)
  const mapped = databaseError(error.extendedCode ?? error.code, error.message)
  // Else it is about BEGIN or COMMIT: a COMMIT that failed on the disk may yet stand.
  return isCertain || !(mapped instanceof DatabaseUnavailable) ? mapped : new Cut(mapped.message)
}
