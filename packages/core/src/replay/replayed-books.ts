import type { Day, Instant } from '../calendar/day.ts'
import type { Unit } from '../ledger/accounts.ts'
import type { Transfer } from '../ledger/journal.ts'
import type { LotMove, LotUnit, OpenLot } from '../ledger/lots.ts'
import type { Movement, Wallet } from '../ledger/wallet.ts'
import { addSafe } from '../money/safe.ts'
import type { BoughtGoods } from '../returns/kept-goods.ts'
import type { ReversedSoFar } from '../returns/reversal.ts'
import type { DayActivity } from '../tiers/activity.ts'
import type { TierAct } from '../tiers/tier-acts.ts'
import type { TierFacts } from '../tiers/tier-history.ts'

/** A purchase as the replay has judged it, with what its returns have left of it. */
export interface ReplayedPurchase {
  readonly id: number
  readonly seq: number
  readonly soldAt: Instant
  readonly rulesVersion: number
  readonly bought: BoughtGoods
  /** What it counts for on its day, net of returns. */
  counted: { readonly points: number; readonly spendMinor: number }
  readonly returned: number[]
  readonly returns: number[]
  readonly reversed: Record<LotUnit, Omit<ReversedSoFar, 'expired'>>
  /** What it took from lots of member cash. */
  readonly drawn: readonly { readonly lot: number; readonly amount: number }[]
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

const nameOf = (unit: LotUnit, lot: number): string => `${unit} ${lot}`

/** One member's books in memory, moved by the same rules as the real ones. */
export class ReplayedBooks {
  readonly registeredOn: Day
  wallet: Wallet = { balances: { points: 0, memberCash: 0, prepaid: 0 }, lots: { points: [], memberCash: [] } }
  activity: readonly DayActivity[] = []
  acts: readonly TierAct[] = []
  /** What the program has given out by itself, less what it took back. */
  readonly issued: Record<LotUnit, number> = { points: 0, memberCash: 0 }
  readonly purchases = new Map<number, ReplayedPurchase>()
  readonly redeemed = new Map<number, readonly LotMove[]>()
  readonly toppedUp = new Map<number, { readonly id: number; readonly prepaidMinor: number; readonly points: number }>()
  readonly refused: RefusedAct[] = []
  readonly short: Record<'memberCash' | 'prepaid', Shortfall> = {
    memberCash: { receipts: 0, amountMinor: 0 },
    prepaid: { receipts: 0, amountMinor: 0 },
  }
  readonly #lots = new Map<string, Omit<OpenLot, 'remaining'>>()
  readonly #expired = new Map<string, number>()
  readonly #purchasesOn = new Map<Day, ReplayedPurchase[]>()

  constructor(registeredOn: Day) {
    this.registeredOn = registeredOn
  }

  get tierFacts(): TierFacts {
    return { registeredOn: this.registeredOn, activity: this.activity, acts: this.acts }
  }

  /** Takes over what a transaction has moved. */
  post(id: number, { wallet, transfers, opened }: Omit<Movement, 'moves'>): void {
    this.wallet = wallet
    this.#issue(transfers)
    for (const { unit } of opened) {
      const lot = wallet.lots[unit].find(open => open.id === id)
      if (lot) this.#lots.set(nameOf(unit, id), lot)
    }
  }

  /** Takes over an expiry: what a lot has lost by it, a return does not ask for again. */
  expire(id: number, movement: Movement): void {
    this.post(id, movement)
    for (const { unit, lot, delta } of movement.moves) this.lapse(unit, lot, -delta)
  }

  lapse(unit: LotUnit, lot: number, amount: number): void {
    const name = nameOf(unit, lot)
    this.#expired.set(name, addSafe(this.#expired.get(name) ?? 0, amount))
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
    const known = this.#lots.get(nameOf(unit, id))
    if (!known) throw new Error(`there was no lot of ${unit} ${id}`)
    return { ...known, remaining: 0 }
  }

  expiredOf(unit: LotUnit, lots: readonly number[]): number {
    return lots.reduce((sum, lot) => addSafe(sum, this.#expired.get(nameOf(unit, lot)) ?? 0), 0)
  }

  keep(purchase: ReplayedPurchase): void {
    this.purchases.set(purchase.id, purchase)
    const day = purchase.bought.facts.businessDay
    const others = this.#purchasesOn.get(day)
    if (others) others.push(purchase)
    else this.#purchasesOn.set(day, [purchase])
  }

  /** What receipts of a day that occurred after an instant come to, net of their returns. */
  laterOn(day: Day, at: Instant): readonly DayActivity[] {
    const later = (this.#purchasesOn.get(day) ?? []).filter(({ soldAt }) => soldAt > at)
    return later.map(({ rulesVersion, counted }) => ({
      day,
      rulesVersion,
      qualifyingPoints: counted.points,
      spendMinor: counted.spendMinor,
    }))
  }
}
