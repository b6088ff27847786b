import type { BrandSetting } from '@laurel/core'
import { appendRequest, DatabaseBusy, DatabaseUnavailable, findRequest, type Bound, type Statement } from '@laurel/db'
import { brandSettings } from '../../platform/brand-settings.ts'
import { programCredential, type Caller } from '../../platform/caller.ts'
import { noCoupons } from '../../platform/coupons/coupon-books.ts'
import { requireOther, requireStore, type OpenProgram } from '../../platform/enter-program.ts'
import type { Outcome } from '../../platform/lanes.ts'
import { Problem } from '../../platform/problem.ts'
import { answeredBefore, enterAgain } from '../../platform/write.ts'
import { decideReceipt } from './decide-receipt.ts'
import { giftsFor, loadShelf, thing } from './gift-shelf.ts'
import { Load } from './load.ts'
import { loadCommand, loadMembers, madeBefore } from './load-receipts.ts'
import type { PurchaseCommand, RecordedPurchase } from './purchase-command.ts'
import { renderPurchase } from './kept-purchase.ts'
import { useCoupons } from './use-coupons.ts'

/** The Idempotency-Key of a whole batch, with the hash of its body. */
export interface BatchKey {
  readonly keyHash: Uint8Array
  readonly requestHash: Uint8Array
}

/** What became of a command in a round: made before, or decided now. */
type Made = { readonly before: number } | { readonly id: number; readonly recorded: RecordedPurchase }

export interface Round {
  readonly program: OpenProgram
  readonly statements: readonly Statement[]
  /** Whose receipts they record. */
  readonly members: readonly number[]
  /** Settled without a write, by place: refusals, and what was made before. */
  readonly settled: ReadonlyMap<number, Outcome<never> | { readonly before: number }>
  /** Settled once the statements stand, by place. */
  readonly pending: ReadonlyMap<number, Made>
  /** Whether the batch's key was there already. */
  readonly batchIsKnown: boolean
}

/** What two commands of one round may not share: a key or a till's number. */
const marksOf = ({ idempotencyKeyHash, body }: PurchaseCommand): string[] => [
  ...(idempotencyKeyHash ? [`key ${idempotencyKeyHash.join()}`] : []),
  ...(body.externalId === undefined ? [] : [`number ${body.externalId}`]),
]

/** One load and the decisions on it, in order; a command that shares a mark with an earlier one waits for the next. */
export const decideRound = async (
  caller: Caller,
  commands: ReadonlyMap<number, PurchaseCommand>,
  attempted: ReadonlyMap<number, number>,
  batchKey: BatchKey | null,
): Promise<Round> => {
  const load = new Load()
  const named = giftsFor(caller.deps.promotions.timeline(programCredential(caller).programId), commands.values())
  const membersOf = loadMembers(load, commands.values(), named)
  const shelfOf = loadShelf(load, named)
  const loaded = new Map(
    [...commands].map(([place, command]) => [place, loadCommand(load, command, attempted.get(place))]),
  )
  const batch = batchKey ? load.add(findRequest({ keyHash: batchKey.keyHash })) : null
  // Requests that are decided together enter once, and take each from its own allowance.
  const areRequests = [...commands.values()].some(({ admit }) => admit !== null)
  let who = ''
  const admit = (name: string) => void (who = name)
  const { program, rows } = await enterAgain(
    areRequests ? { ...caller, admit } : caller,
    load.statements as readonly Bound<unknown>[],
    attempted.size > 0,
  )

  const asked = new Set(named.map(thing))
  // Others have published meanwhile what gives more things: they are known now, and loaded with the next read.
  if (giftsFor(program.promotions, commands.values()).some(gift => !asked.has(thing(gift))))
    return decideRound(caller, commands, attempted, batchKey)

  const members = membersOf(rows)
  let shelf = shelfOf(rows)
  let coupons = noCoupons
  for (const its of loaded.values()) coupons = its.coupons(coupons, rows)
  const settled = new Map<number, Outcome<never> | { readonly before: number }>()
  const pending = new Map<number, Made>()
  const statements: Statement[] = []
  const recorded = new Set<number>()
  const marks = new Set<string>()
  const batchIsKnown =
    batchKey !== null && batch !== null && answeredBefore(batch(rows)[0], batchKey.requestHash) !== null
  if (batchKey && !batchIsKnown) statements.push(appendRequest({ ...batchKey, resource: 'batch' }))
  for (const [place, command] of commands) {
    const its = loaded.get(place)!
    const keep = (id: number) => {
      const { idempotencyKeyHash: keyHash, bodyHash: requestHash } = command
      if (keyHash) statements.push(appendRequest({ keyHash, requestHash, resource: String(id) }))
      for (const mark of marksOf(command)) marks.add(mark)
    }
    try {
      command.admit?.(who)
      if (marksOf(command).some(mark => marks.has(mark))) continue
      const before = await madeBefore(command, its, { caller, program, rows })
      if (before?.keyIsKept) {
        settled.set(place, { before: before.id })
        continue
      }
      if (before) {
        keep(before.id)
        pending.set(place, { before: before.id })
        continue
      }
      requireStore(program, command.body.store)
      const state = command.memberId === null ? null : members.get(command.memberId)
      if (!state) throw new Problem('not_found')
      requireOther(program, command.memberId!)
      const brands: ReadonlyMap<string, BrandSetting> = brandSettings(its.settings(rows))
      const { body, bodyHash } = command
      const decided = decideReceipt(caller.deps, program, command.memberId!, state, {
        body,
        bodyHash,
        brands,
        later: its.later(rows),
        shelf,
        isPast: command.isPast ?? false,
      })
      shelf = decided.shelf
      const { id, memberId } = decided.kept.purchase
      const used = body.coupons?.length ? useCoupons(caller.deps, program, body, decided.kept, coupons) : null
      members.set(memberId, decided.state)
      recorded.add(memberId)
      coupons = used?.books ?? coupons
      statements.push(...decided.statements, ...(used?.statements ?? []), ...(command.beside?.(id) ?? []))
      keep(id)
      const kept = { ...decided.kept, coupons: used?.used ?? [] }
      const view = renderPurchase(program.timeline, kept, [], decided.award)
      pending.set(place, { id, recorded: { view, replayed: false } })
    } catch (error) {
      // The database's trouble is nobody's receipt.
      if (error instanceof DatabaseBusy || error instanceof DatabaseUnavailable) throw error
      settled.set(place, { error })
    }
  }
  return { program, statements, members: [...recorded], settled, pending, batchIsKnown }
}
