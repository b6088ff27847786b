import type { Instant, Occurrence, RulesTimeline } from '@laurel/core'
import { findProgram, listRulesAfter, readAll, type Bound, type Database } from '@laurel/db'
import type { Deps } from '../../deps.ts'

/** A program as its scheduled work finds it: no key asks, its own calendar does. */
export interface JobProgram {
  readonly id: string
  readonly mode: 'live' | 'test'
  readonly createdAt: Instant
  readonly clockAt: Instant | null
  readonly timeline: RulesTimeline
  readonly database: Database
}

type Rows<B extends readonly Bound<unknown>[]> = { [K in keyof B]: B[K] extends Bound<infer R> ? readonly R[] : never }

/** Reads a program with what else is asked, on one snapshot. Throws where there is none. */
export const openForJobs = async <const B extends readonly Bound<unknown>[]>(
  deps: Deps,
  programId: string,
  statements: B,
): Promise<{ readonly program: JobProgram; readonly rows: Rows<B> }> => {
  const database = await deps.databases.open(programId)
  const [[found], later, ...rows] = (await readAll(database, [
    findProgram({}),
    listRulesAfter({ version: deps.rules.latest(programId) }),
    ...statements,
  ] as readonly Bound<unknown>[])) as unknown as [
    Rows<[ReturnType<typeof findProgram>]>[0],
    Rows<[ReturnType<typeof listRulesAfter>]>[0],
    ...(readonly unknown[])[],
  ]
  if (!found) throw new Error(`there is no program ${programId}`)
  const { timeline } = deps.rules.extend(programId, later)
  const { mode, createdAt, clockAt } = found
  return {
    program: { id: programId, mode, createdAt, clockAt, timeline, database },
    rows: rows as unknown as Rows<B>,
  }
}

/** When what an occurrence writes is recorded: a test clock stands at each occurrence on its way. */
export const recordedAt = (deps: Deps, { mode }: JobProgram, { at }: Occurrence): Instant =>
  mode === 'test' ? at : deps.now()
