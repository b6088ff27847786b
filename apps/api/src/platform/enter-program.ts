import {
  dayOf,
  type CompiledRules,
  type Day,
  type Instant,
  type PromotionTimeline,
  type RulesTimeline,
} from '@laurel/core'
import {
  DatabaseBusy,
  DatabaseMissing,
  DatabaseUnavailable,
  findKeyByHash,
  findKioskByKey,
  findKioskSession,
  findProgram,
  findSession,
  listOrigins,
  listPromotionsAfter,
  listRulesAfter,
  OutcomeUnknown,
  readAll,
  touchKiosk,
  touchSession,
  type Bound,
  type Database,
  type RowOf,
  type Statement,
} from '@laurel/db'
import type { Deps } from '../deps.ts'
import { storeOf, type Actor } from './actor.ts'
import { programCredential, requestCredential, type Caller } from './caller.ts'
import { Problem } from './problem.ts'
import { mayDo } from './staff-roles.ts'
import { isOver, worthTouching } from './staff-session.ts'

/** A program as anyone finds it, with the rules and the time that hold in it now. */
export interface PresentProgram {
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
}

/** A program as somebody has entered it. */
export interface OpenProgram extends PresentProgram {
  /** Who asks. */
  readonly actor: Actor
}

type Rows<B extends readonly Bound<unknown>[]> = { [K in keyof B]: B[K] extends Bound<infer R> ? readonly R[] : never }

/** Reads a program with what else is asked, on one snapshot. Throws unauthenticated where there is none. */
export const readProgram = async <const B extends readonly Bound<unknown>[]>(
  deps: Deps,
  programId: string,
  statements: B,
): Promise<{ program: PresentProgram; rows: Rows<B> }> => {
  let database: Database
  let read
  try {
    database = await deps.databases.open(programId)
    read = await readAll(database, [
      findProgram({}),
      listRulesAfter({ version: deps.rules.latest(programId) }),
      listPromotionsAfter({ id: deps.promotions.latest(programId) }),
      ...statements,
    ] as readonly Bound<unknown>[])
  } catch (error) {
    if (error instanceof DatabaseMissing) throw new Problem('unauthenticated')
    throw error
  }
  const [[found], later, published, ...rows] = read as unknown as [
    Rows<[ReturnType<typeof findProgram>]>[0],
    Rows<[ReturnType<typeof listRulesAfter>]>[0],
    Rows<[ReturnType<typeof listPromotionsAfter>]>[0],
    ...(readonly unknown[])[],
  ]
  if (!found) throw new Problem('unauthenticated')
  const { timeline, latest } = deps.rules.extend(found.id, later)
  const { id, name, mode, preset, clockAt } = found
  const now = clockAt ?? deps.now()
  const today = dayOf(now, timeline.timeZone)
  return {
    program: {
      id,
      name,
      mode,
      preset,
      clockAt,
      now,
      today,
      timeline,
      rules: timeline.at(now),
      promotions: deps.promotions.extend(found.id, published, timeline.timeZone),
      latestVersion: latest,
      database,
    },
    rows: rows as unknown as Rows<B>,
  }
}

const mayCallFrom = (origin: string, lists: readonly (string | null)[]): boolean =>
  lists.some(
    list => list === null || (JSON.parse(list) as string[]).some(allowed => allowed === '*' || allowed === origin),
  )

const requireOrigin = (
  { foreignOrigin }: Caller,
  lists: readonly { readonly allowedOrigins: string | null }[],
): void => {
  if (
    foreignOrigin !== null &&
    !mayCallFrom(
      foreignOrigin,
      lists.map(({ allowedOrigins }) => allowedOrigins),
    )
  )
    throw new Problem('origin_not_allowed')
}

/** What is to be read to know who asks. */
const whoAsks = (caller: Caller, credential: ReturnType<typeof requestCredential>): Bound<unknown> => {
  switch (credential.kind) {
    case 'member':
      return credential.kioskSession === null ? listOrigins({}) : findKioskSession({ id: credential.kioskSession })
    case 'kiosk':
      return findKioskByKey({ hash: credential.hash })
    case 'staff':
      return findSession({ tokenHash: credential.hash })
    default:
      return findKeyByHash({ hash: credential.hash })
  }
}

type KeyRow = RowOf<typeof findKeyByHash>
type SessionRow = RowOf<typeof findSession>

const keyActor = (caller: Caller, programId: string, key: KeyRow | undefined): Actor => {
  if (!key || key.revokedAt !== null || key.kind !== caller.credential.kind) throw new Problem('unauthenticated')
  if (key.kind === 'secret') caller.admit(programId)
  else requireOrigin(caller, [key])
  return { kind: 'key', id: key.id, name: key.name, store: key.store }
}

const staffActor = (caller: Caller, programId: string, session: SessionRow | undefined): Actor => {
  if (!session?.active) throw new Problem('unauthenticated')
  if (isOver(session, caller.deps.now())) throw new Problem('session_expired')
  const { staffId: id, wrappedKey, sealed, role, store, memberId } = session
  caller.admit(`${programId} ${id}`)
  if (!mayDo(role, caller.operation)) throw new Problem('role_not_allowed')
  return { kind: 'staff', id, wrappedKey, sealed, role, store, memberId }
}

/** So rarely it is kept that a kiosk is there. */
const KIOSK_TOUCH_MS = 60_000

const kioskActor = (caller: Caller, programId: string, kiosk: RowOf<typeof findKioskByKey> | undefined): Actor => {
  if (!kiosk || kiosk.revokedAt !== null) throw new Problem('unauthenticated')
  caller.admit(`${programId} ${kiosk.id}`)
  // No row keeps it as an actor: what a kiosk writes is in the name of the member who stands there.
  return { kind: 'key', id: kiosk.id, name: kiosk.name, store: kiosk.store }
}

/** Refuses the token of a member at a kiosk once the session is ended or the kiosk revoked, and to pages not of ours. */
const requireKioskSession = (
  { foreignOrigin }: Caller,
  memberId: number,
  session: RowOf<typeof findKioskSession> | undefined,
): void => {
  if (session?.memberId !== memberId) throw new Problem('unauthenticated')
  if (foreignOrigin !== null) throw new Problem('origin_not_allowed')
}

/** Keeps that a session or a device is in use. It is not worth refusing a request for: the next one keeps it as well. */
const keepAlive = async (database: Database, statement: Statement): Promise<void> => {
  try {
    await database.commit([statement], [])
  } catch (error) {
    const passes =
      error instanceof DatabaseBusy || error instanceof DatabaseUnavailable || error instanceof OutcomeUnknown
    if (!passes) throw error
  }
}

/**
 * The one read of a request: who asks, the program, its newer rules and promotions, and what the use case needs, on one
 * snapshot. A
 * revoked key or session is refused at once, and even a cold process asks the database only once.
 */
export const enterProgram = async <const B extends readonly Bound<unknown>[]>(
  caller: Caller,
  statements: B,
): Promise<{ program: OpenProgram; rows: Rows<B> }> => {
  const { deps } = caller
  const asking = programCredential(caller)
  const { programId } = asking
  if (asking.kind === 'work') {
    const { program, rows } = await readProgram(deps, programId, statements)
    return { program: { ...program, actor: asking.actor }, rows }
  }
  const credential = requestCredential(caller)
  const { program, rows } = await readProgram(deps, programId, [
    whoAsks(caller, credential),
    ...statements,
  ] as readonly Bound<unknown>[])
  const [found, ...rest] = rows as unknown as readonly (readonly unknown[])[]
  const entered = (actor: Actor) => ({ program: { ...program, actor }, rows: rest as unknown as Rows<B> })
  switch (credential.kind) {
    case 'member':
      if (credential.kioskSession === null) requireOrigin(caller, found as readonly { allowedOrigins: string | null }[])
      else requireKioskSession(caller, credential.memberId, found?.[0] as RowOf<typeof findKioskSession> | undefined)
      return entered({ kind: 'member', id: credential.memberId })
    case 'kiosk': {
      const kiosk = found?.[0] as RowOf<typeof findKioskByKey> | undefined
      const actor = kioskActor(caller, programId, kiosk)
      if (deps.now() >= kiosk!.seenAt! + KIOSK_TOUCH_MS)
        await keepAlive(program.database, touchKiosk({ id: actor.id, at: deps.now() }))
      return entered(actor)
    }
    case 'staff': {
      const session = found?.[0] as SessionRow | undefined
      const actor = staffActor(caller, programId, session)
      if (worthTouching(session!, deps.now()))
        await keepAlive(program.database, touchSession({ tokenHash: credential.hash, at: deps.now() }))
      return entered(actor)
    }
    default:
      return entered(keyActor(caller, programId, found?.[0] as KeyRow | undefined))
  }
}

/** Refuses who is bound to a store what is another store's, or the whole program's (`store` null). */
export const requireStore = (program: OpenProgram, store: string | null): void => {
  const own = storeOf(program.actor)
  if (own !== null && own !== store) throw new Problem('store_not_allowed')
}

/** Refuses staff whatever would be done to the member that they are themselves. */
export const requireOther = ({ actor }: OpenProgram, memberId: number): void => {
  if (actor.kind === 'staff' && actor.memberId === memberId) throw new Problem('own_account')
}

/**
 * Refuses a store's key what is done to a member by hand: members are the whole program's. Staff of a store may, since
 * their role and their limits say how much.
 */
export const requireByHand = (program: OpenProgram): void => {
  if (program.actor.kind !== 'staff') requireStore(program, null)
}
