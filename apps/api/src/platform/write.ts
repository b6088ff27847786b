import {
  appendRequest,
  ConstraintFailed,
  DatabaseBusy,
  findRequest,
  OutcomeUnknown,
  type Bound,
  type Statement,
} from '@laurel/db'
import type { Caller } from './caller.ts'
import { enterProgram, type OpenProgram } from './enter-program.ts'
import { Problem } from './problem.ts'
import { canonical, sameBytes } from './secrets.ts'

/** How often a decision is made again on fresh facts before the caller is told to come back. */
export const ATTEMPTS = 64

const pause = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms))

/** A wait that grows and scatters, so that those who lost a race do not meet again. */
export const backOff = (attempt: number): Promise<void> => pause(Math.random() * Math.min(100, 2 ** Math.min(attempt, 6)))

/** Whether a commit may be tried again: it was refused as stale or busy, or what became of it is only known by reading. */
export const worthAnotherTry = (error: unknown): boolean =>
  error instanceof ConstraintFailed || error instanceof DatabaseBusy || error instanceof OutcomeUnknown

/** The refusal when a write could not get through. */
export const busy = (): Problem => new Problem('busy', { headers: { 'retry-after': '1' } })

/** What a request under an Idempotency-Key has made already. */
export const answeredBefore = (
  found: { readonly requestHash: Uint8Array; readonly resource: string } | undefined,
  requestHash: Uint8Array,
): string | null => {
  if (!found) return null
  if (!sameBytes(found.requestHash, requestHash)) throw new Problem('idempotency_conflict')
  return found.resource
}

/** The keyed hash of a body after parsing: the same request, however it was written. */
export const bodyHash = (caller: Caller, body: unknown): Promise<Uint8Array> =>
  caller.deps.secrets.hash('request', canonical(body))

/** A write decided: what to commit, what it made, and what to answer. */
export interface Decided<Result> {
  readonly statements: readonly Statement[]
  /** What is kept under the Idempotency-Key, to render the answer from again. */
  readonly resource: string
  readonly result: Result
}

export interface Answer<Result> {
  readonly result: Result
  readonly replayed: boolean
}

type Rows<B extends readonly Bound<unknown>[]> = { [K in keyof B]: B[K] extends Bound<infer R> ? readonly R[] : never }

/**
 * Load, decide, commit, with idempotency in the same batch. What the database refuses as stale is decided again on
 * fresh facts; `replay` renders the answer of a request that was answered before.
 */
export const writeOnce = async <const B extends readonly Bound<unknown>[], Result>(
  caller: Caller,
  body: unknown,
  use: {
    readonly load: B
    readonly decide: (program: OpenProgram, rows: Rows<B>) => Promise<Decided<Result>> | Decided<Result>
    readonly replay: (resource: string, program: OpenProgram) => Promise<Result>
  },
): Promise<Answer<Result>> => {
  const requestHash = await bodyHash(caller, body)
  const { idempotency } = caller
  const load = [...use.load, ...(idempotency ? [findRequest({ keyHash: idempotency.keyHash })] : [])] as readonly Bound<unknown>[]
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const { program, rows } = await enterProgram(caller, load)
    if (idempotency) {
      const [found] = rows[use.load.length] as Rows<[ReturnType<typeof findRequest>]>[0]
      const resource = answeredBefore(found, requestHash)
      if (resource !== null) return { result: await use.replay(resource, program), replayed: true }
    }
    const { statements, resource, result } = await use.decide(program, rows as unknown as Rows<B>)
    try {
      await program.database.commit([
        ...statements,
        ...(idempotency ? [appendRequest({ keyHash: idempotency.keyHash, requestHash, resource })] : []),
      ])
      return { result, replayed: false }
    } catch (error) {
      if (!worthAnotherTry(error)) throw error
      await backOff(attempt)
      if (error instanceof OutcomeUnknown) {
        const made = await use.replay(resource, program).catch(notThere)
        if (made !== null) return { result: made, replayed: false }
      }
    }
  }
  throw busy()
}

const notThere = (error: unknown): null => {
  if (error instanceof Problem && error.code === 'not_found') return null
  throw error
}
