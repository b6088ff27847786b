import {
  dayOf,
  type CompiledRules,
  type Day,
  type Instant,
  type PromotionTimeline,
  type RulesTimeline,
} from '@laurel/core'
import {
  DatabaseMissing,
  findKeyByHash,
  findProgram,
  listOrigins,
  listPromotionsAfter,
  listRulesAfter,
  readAll,
  type Bound,
  type Database,
} from '@laurel/db'
import { storeOf, type Actor } from './actor.ts'
import { programCredential, type Caller } from './caller.ts'
import { Problem } from './problem.ts'

/** A program with the rules and the time that hold in it now. */
export interface OpenProgram {
  readonly id: string
  readonly name: string
  readonly mode: 'live' | 'test'
  readonly preset: string | null
  readonly clockAt: Instant | null
  readonly now: Instant
  readonly today: Day
  readonly timeline: RulesTimeline
  readonly rules: CompiledRules
  readonly promotions: PromotionTimeline
  readonly latestVersion: number
  readonly database: Database
  /** Who asks. */
  readonly actor: Actor
}

type Rows<B extends readonly Bound<unknown>[]> = { [K in keyof B]: B[K] extends Bound<infer R> ? readonly R[] : never }

const mayCallFrom = (origin: string, lists: readonly (string | null)[]): boolean =>
  lists.some(
    list => list === null || (JSON.parse(list) as string[]).some(allowed => allowed === '*' || allowed === origin),
  )

/**
 * The one read of a request: the key, the program, its newer rules and promotions, and what the use case needs, on one snapshot.
 * A revoked key is refused at once, and even a cold process asks the database only once.
 */
export const enterProgram = async <const B extends readonly Bound<unknown>[]>(
  caller: Caller,
  statements: B,
): Promise<{ program: OpenProgram; rows: Rows<B> }> => {
  const credential = programCredential(caller)
  const { deps } = caller
  const known = deps.rules.latest(credential.programId)
  let database: Database
  let read
  try {
    database = await deps.databases.open(credential.programId)
    read = await readAll(database, [
      findProgram({}),
      listRulesAfter({ version: known }),
      listPromotionsAfter({ id: deps.promotions.latest(credential.programId) }),
      ...(credential.kind === 'member' ? [] : [findKeyByHash({ hash: credential.hash })]),
      ...(credential.kind === 'member' && caller.foreignOrigin !== null ? [listOrigins({})] : []),
      ...statements,
    ] as readonly Bound<unknown>[])
  } catch (error) {
    if (error instanceof DatabaseMissing) throw new Problem('unauthenticated')
    throw error
  }
  const [[found], later, published] = read as unknown as [
    Rows<[ReturnType<typeof findProgram>]>[0],
    Rows<[ReturnType<typeof listRulesAfter>]>[0],
    Rows<[ReturnType<typeof listPromotionsAfter>]>[0],
  ]
  if (!found) throw new Problem('unauthenticated')
  let actor: Actor
  if (credential.kind !== 'member') {
    const [key] = read[3] as Rows<[ReturnType<typeof findKeyByHash>]>[0]
    if (!key || key.revokedAt !== null || key.kind !== credential.kind) throw new Problem('unauthenticated')
    if (
      key.kind === 'publishable' &&
      caller.foreignOrigin !== null &&
      !mayCallFrom(caller.foreignOrigin, [key.allowedOrigins])
    )
      throw new Problem('origin_not_allowed')
    actor = { kind: 'key', id: key.id, store: key.store }
  } else {
    if (caller.foreignOrigin !== null) {
      const origins = read[3] as Rows<[ReturnType<typeof listOrigins>]>[0]
      if (
        !mayCallFrom(
          caller.foreignOrigin,
          origins.map(o => o.allowedOrigins),
        )
      )
        throw new Problem('origin_not_allowed')
    }
    actor = { kind: 'member', id: credential.memberId }
  }
  const { timeline, latest } = deps.rules.extend(found.id, later)
  const now = found.clockAt ?? deps.now()
  const program: OpenProgram = {
    id: found.id,
    name: found.name,
    mode: found.mode,
    preset: found.preset,
    clockAt: found.clockAt,
    now,
    today: dayOf(now, timeline.timeZone),
    timeline,
    rules: timeline.at(now),
    promotions: deps.promotions.extend(found.id, published, timeline.timeZone),
    latestVersion: latest,
    database,
    actor,
  }
  return { program, rows: read.slice(read.length - statements.length) as unknown as Rows<B> }
}

/** Refuses who is bound to a store what is another store's, or the whole program's (`store` null). */
export const requireStore = (program: OpenProgram, store: string | null): void => {
  const own = storeOf(program.actor)
  if (own !== null && own !== store) throw new Problem('store_not_allowed')
}
