import { dayOf } from '../calendar/zone.ts'
import type { Day, Instant } from '../calendar/day.ts'
import { rulesOfWork, type RulesTimeline } from '../program/timeline.ts'
import { decideJobPosting } from '../jobs/decide-job-posting.ts'
import type { Occurrence } from '../jobs/next-due.ts'
import { memberAccount, type Unit } from './accounts.ts'
import type { TransactionKind, Transfer } from './journal.ts'
import { joinWallet, leaveWallet } from '../persons/decide-merge.ts'
import { drawLots, hasLapsed, remainingAfterDebt, type LotMove, type LotUnit, type OpenLot } from './lots.ts'
import type { Wallet } from './wallet.ts'

/** A transaction of one member as the journal keeps it. */
export interface KeptTransaction {
  readonly id: number
  readonly seq: number
  readonly kind: TransactionKind
  readonly occurredAt: Instant
  readonly rulesVersion: number
  /** The transaction that brought this one along; null for one with a cause of its own. */
  readonly causeId: number | null
  /** The scheduled work that posted it; none for all others. */
  readonly job?: KeptJob
  readonly transfers: readonly Transfer[]
  readonly moves: readonly LotMove[]
}

/** The scheduled work behind a transaction, with the tier it was decided by. */
export type KeptJob = Pick<Occurrence, 'name' | 'kind' | 'code' | 'day' | 'at'> & { readonly tier: string | null }

/** A lot as it is kept. */
export interface KeptLot {
  readonly id: number
  readonly unit: LotUnit
  readonly earnedAt: Instant
  readonly amount: number
  readonly opened: number
  readonly expiresOn: Day | null
  readonly remaining: number
}

/** What a member's journal comes to by itself, and where it contradicts itself. */
export interface RebuiltBooks {
  readonly balances: Readonly<Record<Unit, number>>
  readonly faults: readonly string[]
}

const lotUnits: readonly LotUnit[] = ['points', 'memberCash']

/** Kinds that take by the order of spending, and from nothing else. */
const spends: ReadonlySet<TransactionKind> = new Set(['earn', 'spend', 'redeem', 'adjust'])

/** What a transaction comes to, beside its place in the journal. */
type Posted = Pick<KeptTransaction, 'kind' | 'rulesVersion' | 'occurredAt' | 'transfers' | 'moves'>

/** A transaction in words, its moves in no order. */
const textOf = ({ kind, rulesVersion, occurredAt, transfers, moves }: Posted): string =>
  [
    `${kind} under version ${rulesVersion} at ${occurredAt}`,
    ...transfers.map(t => `${t.amount} ${t.unit} from ${t.debit} to ${t.credit}`),
    ...moves.map(move => `${move.delta} ${move.unit} of ${move.lot}`).toSorted(),
  ].join(', ')

const deltasOf = (moves: readonly LotMove[], unit: LotUnit): ReadonlyMap<number, number> =>
  new Map(moves.flatMap(move => (move.unit === unit ? [[move.lot, move.delta]] : [])))

/** The delta of each lot that moved, by unit; words take twenty times as long. */
const sameMoves = (a: readonly LotMove[], b: readonly LotMove[]): boolean => {
  if (a.length !== b.length) return false
  if (a.every(({ lot, unit, delta }, i) => b[i]!.lot === lot && b[i]!.unit === unit && b[i]!.delta === delta))
    return true
  return lotUnits.every(unit => {
    const [deltas, others] = [deltasOf(a, unit), deltasOf(b, unit)]
    // Sizes too: one lot twice is not two lots.
    return others.size === deltas.size && [...others].every(([lot, delta]) => deltas.get(lot) === delta)
  })
}

const sameEffect = (a: Pick<Posted, 'transfers' | 'moves'>, b: Pick<Posted, 'transfers' | 'moves'>): boolean =>
  a.transfers.length === b.transfers.length &&
  a.transfers.every((one, i) => {
    const other = b.transfers[i]!
    return (
      one.amount === other.amount && one.unit === other.unit && one.debit === other.debit && one.credit === other.credit
    )
  }) &&
  sameMoves(a.moves, b.moves)

const samePosting = (a: Posted, b: Posted): boolean =>
  a.kind === b.kind && a.rulesVersion === b.rulesVersion && a.occurredAt === b.occurredAt && sameEffect(a, b)

/**
 * The two transactions of a merge: what the one card has given up the other takes over. The journals of merged cards come
 * before those of whom they were merged into, so that they read as one.
 */
export interface KeptMerge {
  readonly id: number
  readonly fromTransactionId: number
}

/** A lot under reconstruction. */
interface RebuiltLot {
  readonly lot: KeptLot
  remaining: number
}

/** A member's books under reconstruction: balances and lots, transaction by transaction. */
class Rebuilding {
  readonly balances: Record<Unit, number> = { points: 0, memberCash: 0, prepaid: 0 }
  readonly faults: string[] = []
  readonly #timeline: RulesTimeline
  readonly #toOpen: ReadonlyMap<number, readonly KeptLot[]>
  // Prepaid has no lots: one that says so of itself is found here, and is wrong.
  readonly #open: Readonly<Record<Unit, Map<number, RebuiltLot>>> = {
    points: new Map(),
    memberCash: new Map(),
    prepaid: new Map(),
  }
  /** What merged cards held when they were given up, by the transaction that takes it over. */
  readonly #left = new Map<number, Wallet>()
  readonly #mergeOf: ReadonlyMap<number, KeptMerge>
  /** What the open lots hold. */
  readonly #held: Record<Unit, number> = { points: 0, memberCash: 0, prepaid: 0 }

  constructor(timeline: RulesTimeline, lots: readonly KeptLot[], merges: readonly KeptMerge[]) {
    this.#timeline = timeline
    this.#mergeOf = new Map(merges.flatMap(merge => [merge.id, merge.fromTransactionId].map(id => [id, merge])))
    this.#toOpen = Map.groupBy(lots, lot => lot.id)
  }

  apply(transaction: KeptTransaction): void {
    if (spends.has(transaction.kind)) this.#compareOrder(transaction)
    if (transaction.job) this.#compareJob(transaction, transaction.job)
    const merge = transaction.kind === 'transfer' ? this.#mergeOf.get(transaction.id) : undefined
    if (merge) this.#compareMerge(transaction, merge)
    this.#move(transaction)
    for (const { debit, unit, amount } of transaction.transfers)
      if (debit === memberAccount(unit)) this.balances[unit] -= amount
    for (const { debit, credit, unit, amount } of transaction.transfers)
      if (credit === memberAccount(unit)) {
        // What sales give back goes to the lots it came from.
        if (debit !== 'program:sales') this.#openLot(transaction, unit, amount)
        this.balances[unit] += amount
      }
    if (this.balances.prepaid < 0)
      this.faults.push(`after transaction ${transaction.seq} the prepaid is ${this.balances.prepaid}`)
    for (const unit of lotUnits) {
      const held = this.#held[unit]
      const owed = Math.max(0, this.balances[unit])
      if (held !== owed)
        this.faults.push(
          `after transaction ${transaction.seq} the lots hold ${held} ${unit} where the balance is ${this.balances[unit]}`,
        )
    }
  }

  /** Compares what is kept as remaining with what the moves have left. */
  finish(lots: readonly KeptLot[]): void {
    for (const lot of lots) {
      const rebuilt = this.#open[lot.unit].get(lot.id)?.remaining
      if (rebuilt !== lot.remaining)
        this.faults.push(`lot of ${lot.unit} ${lot.id}: rebuilt ${rebuilt ?? 'none'}, kept ${lot.remaining}`)
    }
  }

  #openLot(transaction: KeptTransaction, unit: Unit, amount: number): void {
    const lot = this.#toOpen.get(transaction.id)?.find(l => l.unit === unit)
    if (!lot) return
    const open = this.#open[lot.unit]
    this.#held[lot.unit] += lot.opened - (open.get(lot.id)?.remaining ?? 0)
    open.set(lot.id, { lot, remaining: lot.opened })
    if (lot.amount !== amount)
      this.faults.push(`lot of ${unit} ${lot.id} is of ${lot.amount} where ${amount} was earned`)
    if (lot.opened !== remainingAfterDebt(this.balances[lot.unit], amount))
      this.faults.push(`lot of ${unit} ${lot.id} opened with ${lot.opened}, not what a debt left of it`)
  }

  #move(transaction: KeptTransaction): void {
    for (const { lot: id, unit, delta } of transaction.moves) {
      const open = this.#open[unit].get(id)
      if (!open) {
        this.faults.push(`transaction ${transaction.seq} moves a lot of ${unit} that is not there: ${id}`)
        continue
      }
      open.remaining += delta
      this.#held[unit] += delta
      if (open.remaining < 0 || open.remaining > open.lot.amount)
        this.faults.push(
          `transaction ${transaction.seq} leaves ${open.remaining} of ${open.lot.amount} in the lot of ${unit} ${id}`,
        )
    }
  }

  /** The lots of a unit that hold something. */
  #openOf(unit: LotUnit): readonly OpenLot[] {
    const open: OpenLot[] = []
    for (const { lot, remaining } of this.#open[unit].values())
      if (remaining > 0) open.push({ id: lot.id, earnedAt: lot.earnedAt, expiresOn: lot.expiresOn, remaining })
    return open
  }

  #wallet(): Wallet {
    return {
      balances: { ...this.balances },
      lots: { points: this.#openOf('points'), memberCash: this.#openOf('memberCash') },
    }
  }

  /** A merged card gives up all that it holds, and the survivor takes over just that. */
  #compareMerge(transaction: KeptTransaction, merge: KeptMerge): void {
    const wallet = this.#wallet()
    const left = this.#left.get(merge.id)
    const isLeaving = transaction.id === merge.fromTransactionId
    if (isLeaving) this.#left.set(merge.id, wallet)
    if (!isLeaving && !left) {
      this.faults.push(`transaction ${transaction.seq} takes over what nobody has given up`)
      return
    }
    const decided = isLeaving
      ? leaveWallet(wallet)
      : joinWallet(wallet, left!, dayOf(transaction.occurredAt, this.#timeline.timeZone))
    if (!sameEffect(decided, transaction))
      this.faults.push(
        `transaction ${transaction.seq} of a merge is (${textOf(transaction)}) where the books give (${textOf({ ...transaction, ...decided })})`,
      )
  }

  /** What scheduled work posted is decided again, on the books as they were then. */
  #compareJob(transaction: KeptTransaction, job: KeptJob): void {
    const { kind, rulesVersion, movement } = decideJobPosting(
      rulesOfWork(this.#timeline, job.at, transaction.rulesVersion),
      job,
      this.#wallet(),
      { tier: job.tier, transactionId: transaction.id },
    )
    const decided = { kind, rulesVersion, occurredAt: job.at, transfers: movement.transfers, moves: movement.moves }
    if (!samePosting(decided, transaction))
      this.faults.push(
        `transaction ${transaction.seq} of ${job.name} is (${textOf(transaction)}) where the rules give (${textOf(decided)})`,
      )
  }

  /** A spend takes from the lots in the order of the rules: soonest expiry first. */
  #compareOrder(transaction: KeptTransaction): void {
    for (const unit of lotUnits) {
      let taken = 0
      for (const { debit, amount } of transaction.transfers) if (debit === memberAccount(unit)) taken += amount
      const moves = transaction.moves.filter(move => move.unit === unit)
      // Most receipts spend nothing.
      if (taken === 0 && moves.length === 0) continue
      const on = dayOf(transaction.occurredAt, this.#timeline.timeZone)
      const open = this.#openOf(unit).filter(lot => !hasLapsed(lot, on))
      const held = open.reduce((sum, lot) => sum + lot.remaining, 0)
      const said = drawLots(open, Math.min(held, taken)).draws.map(({ lot, amount }) => `${amount} of ${lot}`)
      const found = moves.map(({ lot, delta }) => `${-delta} of ${lot}`)
      if (said.toSorted().join() !== found.toSorted().join())
        this.faults.push(
          `transaction ${transaction.seq} took ${unit} (${found.join(', ')}) where the order of spending is (${said.join(', ')})`,
        )
    }
  }
}

/**
 * Rebuilds a member's balances and lots from the journal alone, in its own order: after every transaction the open lots
 * of a unit hold its balance, and every spend took them in the order of the rules. Contradictions are collected, never
 * thrown.
 */
export const rebuildBooks = (
  timeline: RulesTimeline,
  journal: readonly KeptTransaction[],
  lots: readonly KeptLot[],
  merges: readonly KeptMerge[] = [],
): RebuiltBooks => {
  const books = new Rebuilding(timeline, lots, merges)
  for (const [i, transaction] of journal.toSorted((a, b) => a.seq - b.seq).entries()) {
    if (transaction.seq !== i + 1) books.faults.push(`transaction ${i + 1} is missing before ${transaction.seq}`)
    books.apply(transaction)
  }
  books.finish(lots)
  return { balances: books.balances, faults: books.faults }
}
