import { dayOf } from '../calendar/zone.ts'
import type { Day, Instant } from '../calendar/day.ts'
import { lotExpiresOn } from '../expiry/lot-expiry.ts'
import type { RulesTimeline } from '../program/timeline.ts'
import { memberAccount, type Unit } from './accounts.ts'
import type { TransactionKind, Transfer } from './journal.ts'
import { drawLots, lapsedOf, remainingAfterDebt, type LotDraw, type LotUnit } from './lots.ts'

/** A transaction of one member as the journal keeps it. */
export interface KeptTransaction {
  readonly id: number
  readonly seq: number
  readonly kind: TransactionKind
  readonly occurredAt: Instant
  readonly rulesVersion: number
  /** The transaction that brought this one along; null for one with a cause of its own. */
  readonly causeId: number | null
  readonly transfers: readonly Transfer[]
  readonly moves: readonly LotMove[]
}

/** A change of a lot by a transaction: below zero what was taken, above what came back. */
export interface LotMove {
  readonly lot: number
  readonly unit: LotUnit
  readonly delta: number
}

/** A lot as the journal makes it. */
export interface RebuiltLot {
  readonly id: number
  readonly unit: LotUnit
  readonly earnedAt: Instant
  readonly amount: number
  readonly opened: number
  readonly expiresOn: Day | null
  remaining: number
}

/** What a member's journal comes to by itself, and where it contradicts itself or the rules. */
export interface RebuiltBooks {
  readonly balances: Readonly<Record<Unit, number>>
  readonly lots: readonly RebuiltLot[]
  readonly faults: readonly string[]
}

const lotUnits: readonly LotUnit[] = ['points', 'memberCash']

/** A member's books under reconstruction: balances and lots, transaction by transaction. */
class Rebuilding {
  readonly balances: Record<Unit, number> = { points: 0, memberCash: 0, prepaid: 0 }
  readonly lots: RebuiltLot[] = []
  readonly faults: string[] = []
  readonly #timeline: RulesTimeline

  constructor(timeline: RulesTimeline) {
    this.#timeline = timeline
  }

  apply(transaction: KeptTransaction): void {
    const expected: LotMove[] = []
    // Spending comes first: a receipt does not pay for itself.
    for (const { debit, unit, amount } of transaction.transfers)
      if (debit === memberAccount(unit)) {
        if (unit !== 'prepaid') expected.push(...this.#take(transaction, unit, amount))
        this.balances[unit] -= amount
      }
    for (const { credit, unit, amount } of transaction.transfers)
      if (credit === memberAccount(unit)) {
        if (unit !== 'prepaid') this.#open(transaction, unit, amount)
        this.balances[unit] += amount
      }
    this.#compareMoves(transaction, expected)
  }

  #open(transaction: KeptTransaction, unit: LotUnit, amount: number): void {
    const { expiry } = this.#timeline.version(transaction.rulesVersion).document
    const opened = remainingAfterDebt(this.balances[unit], amount)
    this.lots.push({
      id: transaction.id,
      unit,
      earnedAt: transaction.occurredAt,
      amount,
      expiresOn: lotExpiresOn(expiry[unit], dayOf(transaction.occurredAt, this.#timeline.timeZone)),
      opened,
      remaining: opened,
    })
  }

  /** Takes from the lots as the rules would; an expiry that a late receipt brought takes from that receipt's own lot. */
  #take(transaction: KeptTransaction, unit: LotUnit, amount: number): LotMove[] {
    const own = transaction.kind === 'expire' ? transaction.causeId : null
    const on = dayOf(transaction.occurredAt, this.#timeline.timeZone)
    const open = this.lots.filter(
      lot =>
        lot.unit === unit &&
        lot.remaining > 0 &&
        (own === null ? lot.expiresOn === null || lot.expiresOn > on : lot.id === own),
    )
    const held = open.reduce((sum, lot) => sum + lot.remaining, 0)
    if (held < amount)
      this.faults.push(`transaction ${transaction.seq} takes ${amount} ${unit} where the lots hold ${held}`)
    const { draws } = drawLots(open, Math.min(held, amount))
    for (const { lot, amount: taken } of draws) open.find(l => l.id === lot)!.remaining -= taken
    return draws.map(draw => ({ lot: draw.lot, unit, delta: -draw.amount }))
  }

  #compareMoves(transaction: KeptTransaction, expected: readonly LotMove[]): void {
    const text = (moves: readonly LotMove[]) =>
      moves
        .map(({ lot, unit, delta }) => `${delta} ${unit} in ${lot}`)
        .toSorted()
        .join(', ')
    const [said, found] = [text(expected), text(transaction.moves)]
    if (said !== found)
      this.faults.push(`transaction ${transaction.seq} moved (${found}) in the lots where the rules move (${said})`)
  }
}

/**
 * Rebuilds a member's balances and lots from the journal alone, in its own order, independently of what is stored
 * beside it. Contradictions are collected, never thrown.
 */
export const rebuildBooks = (timeline: RulesTimeline, journal: readonly KeptTransaction[]): RebuiltBooks => {
  const books = new Rebuilding(timeline)
  for (const [i, transaction] of journal.toSorted((a, b) => a.seq - b.seq).entries()) {
    if (transaction.seq !== i + 1) books.faults.push(`transaction ${i + 1} is missing before ${transaction.seq}`)
    books.apply(transaction)
  }
  return {
    balances: books.balances,
    lots: books.lots.toSorted((a, b) => a.id - b.id || lotUnits.indexOf(a.unit) - lotUnits.indexOf(b.unit)),
    faults: books.faults,
  }
}
