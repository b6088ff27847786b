import {
  appendRequest,
  ConstraintFailed,
  DatabaseBusy,
  DatabaseUnavailable,
  findRequest,
  OutcomeUnknown,
  SEALED,
  type Bound,
  type Statement,
} from '@laurel/db'
import type { Deps } from '../deps.ts'
import type { Caller } from './caller.ts'
import { enterProgram, type OpenProgram } from './enter-program.ts'
import { Problem } from './problem.ts'
import { canonical, sameBytes } from './secrets.ts'

/** How often a decision is made again on fresh facts before the caller is told to come back. */
export const ATTEMPTS = 64

/** The longest wait before try number `attempt`, in ms: it grows, so that those who lost a race do not meet again. */
export const longestPauseMs = (attempt: number): number => Math.min(100, 2 ** Math.min(attempt, 7))

/**
 * Whether a commit may be tried again: it was refused as stale or busy, or what became of it is only known by reading.
 * Where the journal has been sealed beyond its ids, the next try has ids from beyond the seal.
 */
export const worthAnotherTry = ({ ids }: Pick<Deps, 'ids'>, error: unknown): boolean => {
  if (error instanceof ConstraintFailed && error.constraint === SEALED) ids.leap()
  return error instanceof ConstraintFailed || error instanceof DatabaseBusy || error instanceof OutcomeUnknown
}

const COME_BACK = { 'retry-after': '1' }

/** The refusal when a write could not get through: nothing was written. */
export const busy = (cause?: unknown): Problem => new Problem('busy', { headers: COME_BACK, cause })

/** The refusal when the database was lost with a write on its way: only sending it again tells whether it stands. */
export const outcomeUnknown = (cause?: unknown): Problem =>
  new Problem('outcome_unknown', { headers: COME_BACK, cause })

/**
 * Does a piece of work again while the database refuses it as stale or busy, or where nobody knows what became of its
 * commit: `wasCutOff` tells it that it may stand already, and that it has to look. For what is no command of a caller's.
 */
export const again = async <T>(deps: Deps, work: (wasCutOff: boolean) => Promise<T>): Promise<T> => {
  let wasCutOff = false
  let last: unknown
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    try {
      return await work(wasCutOff)
    } catch (error) {
      if (wasCutOff && error instanceof DatabaseUnavailable) throw outcomeUnknown(error)
      if (!worthAnotherTry(deps, error)) throw error
      wasCutOff ||= error instanceof OutcomeUnknown
      last = error
      await deps.pause(longestPauseMs(attempt))
    }
  }
  throw last instanceof OutcomeUnknown ? outcomeUnknown(last) : busy(last)
}

/** What a client hears of an error: a refusal as it is, the database's troubles as what can be done about them. */
export const problemOf = (error: unknown): Problem => {
  if (error instanceof Problem) return error
  if (error instanceof DatabaseBusy || error instanceof DatabaseUnavailable) return busy(error)
  if (error instanceof OutcomeUnknown) return outcomeUnknown(error)
  return new Problem('internal_error', { cause: error })
}

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
  Promise.resolve(caller.deps.secrets.requestHash('request', canonical(body)))

/** A write decided: what to commit, what it made, and what to answer. */
export interface Decided<Result> {
  readonly statements: readonly Statement[]
  /** Whose alone they are, as far as anybody is shown; left out, they may be anybody's. */
  readonly members?: readonly number[]
  /** What is kept under the Idempotency-Key, to render the answer from again. */
  readonly resource: string
  readonly result: Result
}

export interface Answer<Result> {
  readonly result: Result
  readonly replayed: boolean
}

type Rows<B extends readonly Bound<unknown>[]> = { [K in keyof B]: B[K] extends Bound<infer R> ? readonly R[] : never }

/** A write, in the three parts that every one has. */
export interface Write<B extends readonly Bound<unknown>[], Result> {
  readonly load: B
  /** `refusals`: how often the database has refused what was decided before on other facts. */
  readonly decide: (program: OpenProgram, rows: Rows<B>, refusals: number) => Promise<Decided<Result>> | Decided<Result>
  /** Renders the answer of a request that was answered before, from what it made. Without it no key is kept. */
  readonly replay?: (resource: string, program: OpenProgram) => Promise<Result>
  /**
   * Whether what was decided is there, asked when a commit was cut off and no Idempotency-Key tells. Left out, it is
   * there where `replay` finds what it made; with neither it is done again, which must be the same as doing it once.
   */
  readonly stands?: (decided: Decided<Result>, program: OpenProgram) => Promise<boolean>
}

/** Whether an error says that there is no such thing. */
const isNotFound = (error: unknown): boolean => error instanceof Problem && error.code === 'not_found'

const standsAlready = async <B extends readonly Bound<unknown>[], Result>(
  { stands, replay }: Write<B, Result>,
  decided: Decided<Result>,
  program: OpenProgram,
): Promise<boolean> => {
  if (stands) return stands(decided, program)
  if (!replay) return false
  return replay(decided.resource, program).then(
    () => true,
    error => {
      if (isNotFound(error)) return false
      throw error
    },
  )
}

/**
 * The answer to what one of several tries has made. Tries for one resource may have come to different things (another
 * card number, balances of a later moment), and then only what is kept tells which of them stands.
 */
const resultOf = async <B extends readonly Bound<unknown>[], Result>(
  { replay }: Write<B, Result>,
  { resource, result }: Decided<Result>,
  tries: readonly Decided<Result>[],
  program: OpenProgram,
): Promise<Result> => {
  const text = canonical(result)
  const isClear = tries.every(other => other.resource !== resource || canonical(other.result) === text)
  return isClear || !replay ? result : replay(resource, program)
}

/** Load, decide, commit, with idempotency in the same batch. What the database refuses as stale is decided again. */
export const writeOnce = async <const B extends readonly Bound<unknown>[], Result>(
  caller: Caller,
  body: unknown,
  write: Write<B, Result>,
): Promise<Answer<Result>> => {
  const { replay } = write
  const idempotency = replay ? caller.idempotency : null
  const requestHash = idempotency ? await bodyHash(caller, body) : null
  const load = [
    ...write.load,
    ...(idempotency ? [findRequest({ keyHash: idempotency.keyHash })] : []),
  ] as readonly Bound<unknown>[]
  const cutOff: Decided<Result>[] = []
  const tries: Decided<Result>[] = []
  let refusals = 0
  let last: unknown
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const { program, rows } = await enterAgain(caller, load, cutOff.length > 0)
    if (idempotency) {
      const [found] = rows[write.load.length] as Rows<[ReturnType<typeof findRequest>]>[0]
      const resource = answeredBefore(found, requestHash!)
      const own = cutOff.find(decided => decided.resource === resource)
      if (own) return { result: await resultOf(write, own, tries, program), replayed: false }
      if (replay && resource !== null) return { result: await replay(resource, program), replayed: true }
    } else {
      for (const decided of cutOff)
        if (await standsAlready(write, decided, program))
          return { result: await resultOf(write, decided, tries, program), replayed: false }
    }
    const decided = await write.decide(program, rows as unknown as Rows<B>, refusals)
    const { statements, members, resource, result } = decided
    tries.push(decided)
    const request = idempotency
      ? [appendRequest({ keyHash: idempotency.keyHash, requestHash: requestHash!, resource })]
      : []
    try {
      await program.database.commit([...statements, ...request], members)
      return { result, replayed: false }
    } catch (error) {
      if (!worthAnotherTry(caller.deps, error)) throw error
      if (error instanceof OutcomeUnknown) cutOff.push(decided)
      if (error instanceof ConstraintFailed) refusals++
      last = error
      await caller.deps.pause(longestPauseMs(attempt))
    }
  }
  throw last instanceof OutcomeUnknown ? outcomeUnknown(last) : busy(last)
}

/** Enters the program; where a commit was cut off and it cannot be read either, nobody can tell what became of it. */
export const enterAgain = async <const B extends readonly Bound<unknown>[]>(
  caller: Caller,
  load: B,
  wasCutOff: boolean,
): Promise<{ program: OpenProgram; rows: Rows<B> }> => {
  try {
    return await enterProgram(caller, load)
  } catch (error) {
    throw wasCutOff && !(error instanceof Problem) ? outcomeUnknown(error) : error
  }
}
