import type { BrandSetting, DayActivity } from '@laurel/core'
import {
  appendRequest,
  findBooks,
  findPurchase,
  findPurchaseByExternalId,
  findRequest,
  listActivity,
  listLaterActivity,
  listOpenLots,
  listSettingsAt,
  OutcomeUnknown,
  type Bound,
  type Statement,
} from '@laurel/db'
import { brandSettings, type BrandSettingRow } from '../../platform/brand-settings.ts'
import type { Caller } from '../../platform/caller.ts'
import { enterProgram, type OpenProgram } from '../../platform/enter-program.ts'
import { Problem } from '../../platform/problem.ts'
import type { Outcome } from '../../platform/lanes.ts'
import { sameBytes } from '../../platform/secrets.ts'
import { birthdayOf } from '../../platform/wire.ts'
import { answeredBefore, ATTEMPTS, backOff, busy, worthAnotherTry } from '../../platform/write.ts'
import { decideReceipt, type MemberState } from './decide-receipt.ts'
import { loadPurchase } from './get-purchase.ts'
import { renderPurchase } from './kept-purchase.ts'
import type { PurchaseBody, PurchaseView } from './purchases.schemas.ts'

/** A receipt to be recorded. Its hash is that of the body after parsing. */
export interface PurchaseCommand {
  readonly memberId: number
  readonly body: PurchaseBody
  readonly bodyHash: Uint8Array
  readonly idempotencyKeyHash: Uint8Array | null
}

export interface RecordedPurchase {
  readonly view: PurchaseView
  readonly replayed: boolean
}

/** A business day is never longer than this, whatever the zone does with its clocks. */
const LONGEST_DAY_MS = 26 * 60 * 60 * 1000

/** The statements of one load, with the places where their rows will stand. */
class Load {
  readonly statements: Bound<unknown>[] = []

  add<R>(statement: Bound<R>): (rows: readonly (readonly unknown[])[]) => readonly R[] {
    const place = this.statements.push(statement) - 1
    return rows => (rows[place] ?? []) as readonly R[]
  }
}

type Placed<R> = (rows: readonly (readonly unknown[])[]) => readonly R[]

const loadMember = (load: Load, memberId: number, paysWithMemberCash: boolean) => {
  const books = load.add(findBooks({ memberId }))
  const activity = load.add(listActivity({ memberId }))
  const lots = paysWithMemberCash ? load.add(listOpenLots(memberId, 'memberCash')) : () => []
  return (rows: readonly (readonly unknown[])[]): MemberState | null => {
    const [found] = books(rows)
    if (!found) return null
    return {
      seq: found.seq,
      books: {
        registeredOn: found.registeredOn,
        birthday: birthdayOf(found),
        balances: { points: found.points, memberCash: found.memberCash, prepaid: found.prepaid },
        activity: activity(rows),
        memberCashLots: lots(rows),
      },
      decided: [],
    }
  }
}

interface LoadedCommand {
  readonly request: Placed<{ requestHash: Uint8Array; resource: string }>
  readonly sameNumber: Placed<{ id: number; bodyHash: Uint8Array }>
  readonly attempted: Placed<{ id: number }>
  readonly settings: Placed<BrandSettingRow>
  readonly later: Placed<DayActivity>
}

const nothing = (): readonly never[] => []

const loadCommand = (load: Load, command: PurchaseCommand, attemptedId: number | undefined): LoadedCommand => {
  const { body, memberId, idempotencyKeyHash } = command
  const brands = [...new Set(body.lines.flatMap(line => line.brand ?? []))]
  // Without an instant the receipt is of the program's now, and nothing is later than that.
  const at = body.occurredAt ?? Number.MAX_SAFE_INTEGER
  return {
    request: idempotencyKeyHash ? load.add(findRequest({ keyHash: idempotencyKeyHash })) : nothing,
    sameNumber: body.externalId === undefined ? nothing : load.add(findPurchaseByExternalId({ externalId: body.externalId })),
    attempted: attemptedId === undefined ? nothing : load.add(findPurchase({ id: attemptedId })),
    settings: brands.length === 0 ? nothing : load.add(listSettingsAt({ brands: JSON.stringify(brands), store: body.store, at })),
    later:
      body.occurredAt === undefined
        ? nothing
        : load.add(listLaterActivity({ memberId, at, until: at + LONGEST_DAY_MS })),
  }
}

/** The purchase that this command made before, if it did: by its key, by the till's number, or on a try cut off. */
const madeBefore = (command: PurchaseCommand, loaded: LoadedCommand, rows: readonly (readonly unknown[])[]): number | null => {
  const resource = answeredBefore(loaded.request(rows)[0], command.bodyHash)
  if (resource !== null) return Number(resource)
  const [same] = loaded.sameNumber(rows)
  if (same && !sameBytes(same.bodyHash, command.bodyHash)) throw new Problem('external_id_conflict')
  return same?.id ?? loaded.attempted(rows)[0]?.id ?? null
}

/** What two commands of one round may not share: a key or a till's number. */
const marksOf = ({ idempotencyKeyHash, body }: PurchaseCommand): string[] => [
  ...(idempotencyKeyHash ? [`key ${idempotencyKeyHash.join()}`] : []),
  ...(body.externalId === undefined ? [] : [`number ${body.externalId}`]),
]

interface Round {
  readonly program: OpenProgram
  readonly statements: readonly Statement[]
  /** Settled without a write, by place: refusals and answers given before. */
  readonly settled: ReadonlyMap<number, Outcome<RecordedPurchase> | { readonly again: number }>
  /** Settled once the statements stand, by place. */
  readonly pending: ReadonlyMap<number, { readonly id: number; readonly recorded: RecordedPurchase }>
}

/** One load and the decisions on it, in order; a command that shares a mark with an earlier one waits for the next. */
const decideRound = async (
  caller: Caller,
  commands: ReadonlyMap<number, PurchaseCommand>,
  attempted: ReadonlyMap<number, number>,
): Promise<Round> => {
  const load = new Load()
  const states = new Map<number, (rows: readonly (readonly unknown[])[]) => MemberState | null>()
  const cash = new Set(
    [...commands.values()].filter(c => c.body.tenders.some(t => t.kind === 'memberCash')).map(c => c.memberId),
  )
  for (const { memberId } of commands.values())
    if (!states.has(memberId)) states.set(memberId, loadMember(load, memberId, cash.has(memberId)))
  const loaded = new Map([...commands].map(([place, command]) => [place, loadCommand(load, command, attempted.get(place))]))
  const { program, rows } = await enterProgram(caller, load.statements as readonly Bound<unknown>[])

  const members = new Map([...states].map(([memberId, state]) => [memberId, state(rows)]))
  const settled = new Map<number, Outcome<RecordedPurchase> | { readonly again: number }>()
  const pending = new Map<number, { id: number; recorded: RecordedPurchase }>()
  const statements: Statement[] = []
  const marks = new Set<string>()
  for (const [place, command] of commands) {
    const its = loaded.get(place)!
    try {
      const before = madeBefore(command, its, rows)
      if (before !== null) {
        settled.set(place, { again: before })
        continue
      }
      if (marksOf(command).some(mark => marks.has(mark))) continue
      if (program.keyStore !== null && program.keyStore !== command.body.store) throw new Problem('store_not_allowed')
      const state = members.get(command.memberId)
      if (!state) throw new Problem('not_found')
      const brands: ReadonlyMap<string, BrandSetting> = brandSettings(its.settings(rows))
      const decided = decideReceipt(caller.deps, program, command.memberId, state, {
        body: command.body,
        bodyHash: command.bodyHash,
        brands,
        later: its.later(rows),
      })
      members.set(command.memberId, decided.state)
      for (const mark of marksOf(command)) marks.add(mark)
      statements.push(...decided.statements)
      const { id } = decided.kept.purchase
      if (command.idempotencyKeyHash)
        statements.push(
          appendRequest({ keyHash: command.idempotencyKeyHash, requestHash: command.bodyHash, resource: String(id) }),
        )
      const view = renderPurchase(program.timeline, decided.kept, decided.award)
      pending.set(place, { id, recorded: { view, replayed: false } })
    } catch (error) {
      settled.set(place, { error })
    }
  }
  return { program, statements, settled, pending }
}

/**
 * Records receipts, each judged after the ones before it: one load, the decisions, one atomic commit; what the
 * database refuses as stale is decided again on fresh facts. Every receipt gets its own answer, in order.
 */
export const recordPurchases = async (
  caller: Caller,
  commands: readonly PurchaseCommand[],
): Promise<readonly Outcome<RecordedPurchase>[]> => {
  const outcomes = new Map<number, Outcome<RecordedPurchase>>()
  const open = new Map(commands.entries())
  const attempted = new Map<number, number>()
  const settle = (place: number, outcome: Outcome<RecordedPurchase>) => {
    outcomes.set(place, outcome)
    open.delete(place)
  }
  for (let attempt = 0; attempt < ATTEMPTS && open.size > 0; attempt++) {
    const round = await decideRound(caller, open, attempted)
    for (const [place, outcome] of round.settled) {
      if (!('again' in outcome)) settle(place, outcome)
      else
        settle(place, {
          result: {
            view: renderPurchase(round.program.timeline, await loadPurchase(round.program, outcome.again)),
            replayed: attempted.get(place) !== outcome.again,
          },
        })
    }
    if (round.statements.length === 0) continue
    try {
      await round.program.database.commit(round.statements)
      for (const [place, { recorded }] of round.pending) settle(place, { result: recorded })
    } catch (error) {
      if (!worthAnotherTry(error)) throw error
      if (error instanceof OutcomeUnknown) for (const [place, { id }] of round.pending) attempted.set(place, id)
      await backOff(attempt)
    }
  }
  return commands.map((_, place) => outcomes.get(place) ?? { error: busy() })
}
