import {
  ConstraintFailed,
  DatabaseBusy,
  DatabaseMissing,
  DatabaseUnavailable,
  OutcomeUnknown,
  type Row,
  type Statement,
} from '../database.ts'
import { SqlRefused } from '../sql-error.ts'

/** What the main thread asks of the thread that holds the files. Many travel in one message. */
export type Request =
  | {
      readonly id: number
      readonly kind: 'read' | 'commit'
      readonly file: string
      readonly create: boolean
      readonly statements: readonly Statement[]
    }
  | { readonly id: number; readonly kind: 'close'; readonly file: string }
  | { readonly id: number; readonly kind: 'shutdown' }

export type Work = Extract<Request, { readonly kind: 'read' | 'commit' }>

export interface Answer {
  readonly id: number
  readonly rows?: readonly (readonly Row[])[]
  readonly failure?: Failure
}

/** Counted since the thread started. */
export interface EngineStatistics {
  /** Batches that stand. */
  readonly commits: number
  /** Transactions (one fsync each) those batches shared. */
  readonly groups: number
  readonly openDatabases: number
}

export interface Answers {
  readonly answers: readonly Answer[]
  readonly statistics: EngineStatistics
}

export interface ThreadOptions {
  readonly dataDir: string
  /** A second thread for long reads: opens files read-only and takes no lock. */
  readonly readOnly: boolean
  readonly maxOpenDatabases: number
  readonly busyTimeoutMs: number
}

/** An error in a shape that survives structured cloning with its class. */
export interface Failure {
  readonly type: string
  readonly message: string
  readonly constraintKind?: ConstraintFailed['kind']
}

const CLASS_BY_TYPE: Readonly<Record<string, new (message: string) => Error>> = {
  DatabaseBusy,
  DatabaseMissing,
  DatabaseUnavailable,
  OutcomeUnknown,
  SqlRefused,
  RangeError,
  TypeError,
}

export function failureOf(error: unknown): Failure {
  if (error instanceof ConstraintFailed) {
    return { type: error.name, message: error.constraint, constraintKind: error.kind }
  }
  return error instanceof Error
    ? { type: error.name, message: error.message }
    : { type: 'Error', message: String(error) }
}

export function errorOf(failure: Failure): Error {
  if (failure.constraintKind) return new ConstraintFailed(failure.constraintKind, failure.message)
  return new (CLASS_BY_TYPE[failure.type] ?? Error)(failure.message)
}
