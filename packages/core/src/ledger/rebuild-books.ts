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
  readonly draws: readonly (LotDraw & { readonly unit: LotUnit })[]
}

/** A lot as the journal makes it. */
export interface RebuiltLot {
  readonly id: number
  readonly unit: LotUnit
  readonly earnedAt: Instant
  readonly amount: number
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
    const expected: (LotDraw & { unit: LotUnit })[] = []
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
    this.#compareDraws(transaction, expected)
  }

  #open(transaction: KeptTransaction, unit: LotUnit, amount: number): void {
    const { expiry } = this.#timeline.version(transaction.rulesVersion).document
    this.lots.push({
      id: transaction.id,
      unit,
      earnedAt: transaction.occurredAt,
      amount,
      expiresOn: lotExpiresOn(expiry[unit], dayOf(transaction.occurredAt, this.#timeline.timeZone)),
      remaining: remainingAfterDebt(this.balances[unit], amount),
    })
  }

  /** Takes from the lots as the rules would; an expiry that a late receipt brought takes from that receipt's own lot. */
  #take(transaction: KeptTransaction, unit: LotUnit, amount: number): (LotDraw & { unit: LotUnit })[] {
    const own = transaction.kind === 'expire' ? transaction.causeId : null
    const open = this.lots.filter(lot => lot.unit === unit && lot.remaining > 0 && (own === null || lot.id === own))
    // Nothing is spent from a lot whose expiry has come but is not posted yet.
    const on = transaction.kind === 'expire' ? -Infinity : dayOf(transaction.occurredAt, this.#timeline.timeZone)
    const held = open.reduce((sum, lot) => sum + lot.remaining, 0) - lapsedOf(open, on)
    if (held < amount)
      this.faults.push(`transaction ${transaction.seq} takes ${amount} ${unit} where the lots hold ${held}`)
    const { draws } = drawLots(open, Math.min(held, amount), on)
    for (const { lot, amount: taken } of draws) open.find(l => l.id === lot)!.remaining -= taken
    // What expires is gone from its lot; it is no spend, so the journal keeps no draw of it.
    return own === null ? draws.map(draw => ({ ...draw, unit })) : []
  }

  #compareDraws(transaction: KeptTransaction, expected: readonly (LotDraw & { unit: LotUnit })[]): void {
    const text = (draws: readonly (LotDraw & { unit: LotUnit })[]) =>
      draws
        .map(({ lot, unit, amount }) => `${amount} ${unit} of ${lot}`)
        .toSorted()
        .join(', ')
    const [said, found] = [text(expected), text(transaction.draws)]
    if (said !== found)
      this.faults.push(`transaction ${transaction.seq} drew (${found}) where the rules draw (${said})`)
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
