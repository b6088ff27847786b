import type { Day, Instant } from '../calendar/day.ts'
import type { Unit } from '../ledger/accounts.ts'
import type { Transfer } from '../ledger/journal.ts'
import type { LotDraw, LotMove, LotUnit, OpenLot } from '../ledger/lots.ts'
import type { Movement, Wallet } from '../ledger/wallet.ts'
import { addSafe } from '../money/safe.ts'
import type { RulesTimeline } from '../program/timeline.ts'
import type { AwardFacts, Tender } from '../purchases/receipt.ts'
import type { ReversedSoFar } from '../returns/reversal.ts'
import type { DayActivity } from '../tiers/activity.ts'
import type { TierAct } from '../tiers/tier-acts.ts'
import { TierCourse } from '../tiers/tier-course.ts'
import { decideTierHistory, lastHolding, type TierFacts } from '../tiers/tier-history.ts'
import type { TierHolding } from '../tiers/tier-steps.ts'

/** A purchase as the replay has judged it, with what its returns have left of it. */
export interface ReplayedPurchase {
  readonly id: number
  readonly seq: number
  readonly soldAt: Instant
  readonly rulesVersion: number
  readonly facts: AwardFacts
  readonly tenders: readonly Tender[]
  /** What it counts for on its day, net of returns. */
  counted: { readonly points: number; readonly spendMinor: number }
  /** What it took from lots of member cash. */
  readonly drawn: readonly LotDraw[]
  /** Whether it came from an old system, and gave nothing here. */
  readonly isPast: boolean
  /** What came back of it; null before anything did. */
  broughtBack: BroughtBack | null
}

/** What came back of a purchase: how many of each line, by which returns, and what they took from each unit. */
export interface BroughtBack {
  readonly returned: number[]
  readonly returns: number[]
  readonly reversed: Record<LotUnit, Omit<ReversedSoFar, 'expired'>>
}

/** What a member was not able to pay in the replay as in fact. */
export interface Shortfall {
  receipts: number
  amountMinor: number
}

/** An act of the journal that the replay did not allow, wholly or for `amount`. */
export interface RefusedAct {
  readonly kind: 'redemption' | 'topUp' | 'topUpReversal' | 'prepaidRefund' | 'adjustment'
  /** Of the redemption, top-up, refund or adjustment. */
  readonly id: number
  readonly reason: string
  /** What could not be taken or given, in the unit's own count. */
  readonly unit: Unit
  readonly amount: number
}

/** One member's books in memory, moved by the same rules as the real ones. */
export class ReplayedBooks {
  registeredOn: Day
  wallet: Wallet = { balances: { points: 0, memberCash: 0, prepaid: 0 }, lots: { points: [], memberCash: [] } }
  acts: readonly TierAct[] = []
  /** What the program has given out by itself, less what it took back. */
  readonly issued: Record<LotUnit, number> = { points: 0, memberCash: 0 }
  readonly purchases = new Map<number, ReplayedPurchase>()
  readonly redeemed = new Map<number, readonly LotMove[]>()
  readonly toppedUp = new Map<number, { readonly id: number; readonly prepaidMinor: number; readonly points: number }>()
  /** What was brought along from an old system, with what a debt took from lots. */
  readonly brought = new Map<
    number,
    { readonly unit: Unit; readonly amount: number; readonly drawn: readonly LotMove[] }
  >()
  readonly refused: RefusedAct[] = []
  readonly short: Record<'memberCash' | 'prepaid', Shortfall> = {
    memberCash: { receipts: 0, amountMinor: 0 },
    prepaid: { receipts: 0, amountMinor: 0 },
  }
  /** Every lot there was, and what each has lost by expiry. */
  readonly #lots = { points: new Map<number, OpenLot>(), memberCash: new Map<number, OpenLot>() }
  readonly #expired = { points: new Map<number, number>(), memberCash: new Map<number, number>() }
  #lastSoldAt: Instant = -Infinity
  #course: TierCourse

  constructor(timeline: RulesTimeline, registeredOn: Day) {
    this.registeredOn = registeredOn
    this.#course = new TierCourse(timeline, registeredOn)
  }

  get activity(): readonly DayActivity[] {
    return this.#course.activity
  }

  get tierFacts(): TierFacts {
    return { registeredOn: this.registeredOn, activity: this.activity, acts: this.acts }
  }

  /** Adds what something on a day came to, below zero what was taken back. */
  addActivity(added: DayActivity): void {
    this.#course.add(added)
  }

  /** The tier held at the end of a day. */
  heldOn(timeline: RulesTimeline, day: Day): TierHolding {
    return this.acts.length === 0 && timeline === this.#course.timeline
      ? this.#course.heldOn(day)
      : lastHolding(decideTierHistory(timeline, this.tierFacts, day))
  }

  /** Takes over what a transaction has moved. */
  post(id: number, { wallet, transfers, opened }: Omit<Movement, 'moves'>): void {
    this.wallet = wallet
    this.#issue(transfers)
    for (const { unit } of opened) {
      const lot = wallet.lots[unit].findLast(open => open.id === id)
      if (lot) this.#lots[unit].set(id, lot)
    }
  }

  /** Takes over an expiry: what a lot has lost by it, a return does not ask for again. */
  expire(id: number, movement: Movement): void {
    this.post(id, movement)
    for (const { unit, lot, delta } of movement.moves) this.lapse(unit, lot, -delta)
  }

  lapse(unit: LotUnit, lot: number, amount: number): void {
    const expired = this.#expired[unit]
    expired.set(lot, addSafe(expired.get(lot) ?? 0, amount))
  }

  #issue(transfers: readonly Transfer[]): void {
    for (const { debit, credit, amount, unit } of transfers)
      if (unit !== 'prepaid') {
        if (debit === 'program:issuance') this.issued[unit] = addSafe(this.issued[unit], amount)
        if (credit === 'program:issuance') this.issued[unit] = addSafe(this.issued[unit], -amount)
      }
  }

  /** A lot as it is now, closed ones with nothing left. */
  lot(unit: LotUnit, id: number): OpenLot {
    const open = this.wallet.lots[unit].find(lot => lot.id === id)
    if (open) return open
    const known = this.#lots[unit].get(id)
    if (!known) throw new Error(`there was no lot of ${unit} ${id}`)
    return { ...known, remaining: 0 }
  }

  expiredOf(unit: LotUnit, lots: readonly number[]): number {
    return lots.reduce((sum, lot) => addSafe(sum, this.#expired[unit].get(lot) ?? 0), 0)
  }

  keep(purchase: ReplayedPurchase): void {
    this.purchases.set(purchase.id, purchase)
    if (purchase.soldAt > this.#lastSoldAt) this.#lastSoldAt = purchase.soldAt
  }

  /**
   * Takes over another card's life but for its wallet and tier, which a merge decides: what was bought, given and refused
   * on it is this member's from now on.
   */
  takeOver(other: ReplayedBooks, joined: { readonly registeredOn: Day; readonly acts: readonly TierAct[] }): void {
    const { timeline } = this.#course
    const activity = [...this.activity, ...other.activity]
    this.registeredOn = joined.registeredOn
    this.#course = new TierCourse(timeline, joined.registeredOn)
    for (const day of activity) this.addActivity(day)
    this.acts = joined.acts
    for (const purchase of other.purchases.values()) this.keep(purchase)
    for (const [id, moves] of other.redeemed) this.redeemed.set(id, moves)
    for (const [id, topUp] of other.toppedUp) this.toppedUp.set(id, topUp)
    for (const [id, brought] of other.brought) this.brought.set(id, brought)
    this.refused.push(...other.refused)
    for (const unit of ['points', 'memberCash'] as const) {
      this.issued[unit] = addSafe(this.issued[unit], other.issued[unit])
      for (const [id, lot] of other.#lots[unit]) this.#lots[unit].set(id, lot)
      for (const [id, amount] of other.#expired[unit]) this.lapse(unit, id, amount)
    }
    for (const kind of ['memberCash', 'prepaid'] as const) {
      this.short[kind].receipts += other.short[kind].receipts
      this.short[kind].amountMinor = addSafe(this.short[kind].amountMinor, other.short[kind].amountMinor)
    }
  }

  /** What receipts of a day that occurred after an instant come to, net of their returns. */
  laterOn(day: Day, at: Instant): readonly DayActivity[] {
    if (at >= this.#lastSoldAt) return []
    return Array.from(this.purchases.values()).flatMap(({ soldAt, facts, rulesVersion, counted }) =>
      soldAt > at && facts.businessDay === day
        ? [{ day, rulesVersion, qualifyingPoints: counted.points, spendMinor: counted.spendMinor }]
        : [],
    )
  }
}
