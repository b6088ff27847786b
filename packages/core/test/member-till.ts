import type { Day, Instant } from '../src/calendar/day.ts'
import { startOfDay } from '../src/calendar/zone.ts'
import { lotExpiresOn } from '../src/expiry/lot-expiry.ts'
import type { TransactionKind } from '../src/ledger/journal.ts'
import type { LotMove, LotUnit, OpenLot } from '../src/ledger/lots.ts'
import { rebuildBooks, type KeptLot, type KeptTransaction } from '../src/ledger/rebuild-books.ts'
import { availableOf, earn, expireLots, still, take, type Movement, type Wallet } from '../src/ledger/wallet.ts'
import type { CompiledRules } from '../src/program/compile.ts'
import { rulesTimeline, type RulesTimeline } from '../src/program/timeline.ts'
import { decideReturn, type DecidedReturn, type ReturnablePurchase } from '../src/returns/decide-return.ts'
import type { BoughtGoods } from '../src/returns/kept-goods.ts'
import { owedOf } from '../src/returns/reversal.ts'
import type { DayActivity } from '../src/tiers/activity.ts'

const noon = (on: Day): Instant => startOfDay(on, 'Asia/Shanghai') + 12 * 3_600_000
const UNITS: readonly LotUnit[] = ['points', 'memberCash']

/** A purchase at this till, with all that its returns need to know. */
interface Sale {
  readonly id: number
  readonly bought: BoughtGoods
  readonly soldAt: Instant
  readonly returned: number[]
  readonly returns: { readonly id: number; readonly decided: DecidedReturn }[]
}

/** One member at one till: a whole journal in memory, moved by the rules alone. Copies are independent. */
export class MemberTill {
  readonly rules: CompiledRules
  readonly timeline: RulesTimeline
  wallet: Wallet = { balances: { points: 0, memberCash: 0, prepaid: 0 }, lots: { points: [], memberCash: [] } }
  activity: readonly DayActivity[] = []
  today: Day
  sales: Sale[] = []
  journal: KeptTransaction[] = []
  #lots: KeptLot[] = []

  constructor(rules: CompiledRules, today: Day) {
    this.rules = rules
    this.timeline = rulesTimeline([{ rules, effectiveAt: 0 }])
    this.today = today
  }

  copy(): MemberTill {
    const copy = new MemberTill(this.rules, this.today)
    copy.wallet = this.wallet
    copy.activity = this.activity
    copy.sales = this.sales.map(sale => ({ ...sale, returned: [...sale.returned], returns: [...sale.returns] }))
    copy.journal = [...this.journal]
    copy.#lots = [...this.#lots]
    return copy
  }

  get nextId(): number {
    return this.journal.length + 1
  }

  /** Some value from elsewhere: a receipt of another day, a rebate, a top-up. */
  gain(unit: LotUnit | 'prepaid', amount: number, expiresOn: Day | null): void {
    const lot = { id: this.nextId, earnedAt: noon(this.today), expiresOn }
    this.#post('rebate', earn(still(this.wallet), { unit, amount, from: 'program:issuance', lot }))
  }

  /** Spends a share of what is there. */
  spend(unit: LotUnit, share: number): void {
    const amount = Math.floor(availableOf(this.wallet, unit, this.today) * share)
    this.#post('spend', take(still(this.wallet), { unit, amount, to: 'program:sales', on: this.today }))
  }

  /** The day comes, and with it the expiry of what ends by then. */
  until(day: Day): void {
    this.today = day
    const points = expireLots(still(this.wallet), 'points', day)
    const all = expireLots(points, 'memberCash', day)
    if (all.transfers.length > 0) this.#post('expire', all)
  }

  /** Sells; the member's own tenders take no more than is there. */
  buy(bought: BoughtGoods): Sale {
    const { rules, today } = this
    const id = this.nextId
    const soldAt = noon(today)
    let moved = still(this.wallet)
    for (const unit of ['memberCash', 'prepaid'] as const) {
      const amount = bought.tenders.reduce((sum, t) => (t.kind === unit ? sum + t.amountMinor : sum), 0)
      moved = take(moved, { unit, amount, to: 'program:sales', on: today })
    }
    const award = rules.award(bought.facts)
    for (const [unit, amount] of [['points', award.points] as const, ['memberCash', award.memberCashMinor] as const]) {
      const expiresOn = lotExpiresOn(rules.document.expiry[unit], bought.facts.businessDay)
      moved = earn(moved, { unit, amount, from: 'program:issuance', lot: { id, earnedAt: soldAt, expiresOn } })
    }
    this.#post('earn', moved)
    const day = { day: bought.facts.businessDay, rulesVersion: rules.version }
    const before = this.activity.find(entry => entry.day === day.day) ?? { qualifyingPoints: 0, spendMinor: 0 }
    this.activity = [
      ...this.activity.filter(entry => entry.day !== day.day),
      {
        ...day,
        qualifyingPoints: before.qualifyingPoints + award.points,
        spendMinor: before.spendMinor + bought.facts.cashMinor,
      },
    ]
    const sale = { id, bought, soldAt, returned: bought.quantities.map(() => 0), returns: [] }
    this.sales.push(sale)
    return sale
  }

  /** Takes goods of a sale back, by its place. */
  takeBack(place: number, quantities: readonly number[]): DecidedReturn {
    const sale = this.sales[place]!
    const id = this.nextId
    const now = noon(this.today)
    const decision = decideReturn(this.timeline, this, this.returnable(sale), {
      lines: quantities.flatMap((quantity, index) => (quantity > 0 ? [{ index, quantity }] : [])),
      occurredAt: now,
      now,
      transactionId: id,
    })
    if (!decision.accepted) throw new Error(decision.reason)
    const decided = decision.value
    this.#post('return', decided.returned)
    if (decided.expired) this.#post('expire', decided.expired)
    this.activity = decided.activity
    for (const [line, quantity] of quantities.entries()) sale.returned[line]! += quantity
    sale.returns.push({ id, decided })
    return decided
  }

  /** What a return of a sale is judged by, worked out from the journal. */
  returnable(sale: Sale): ReturnablePurchase {
    const own = new Set([sale.id, ...sale.returns.map(one => one.id)])
    const reversed = (unit: LotUnit) => ({
      expired: -this.#movesOf('expire').reduce(
        (sum, move) => (move.unit === unit && own.has(move.lot) ? sum + move.delta : sum),
        0,
      ),
      lapsed: sale.returns.reduce((sum, { decided }) => sum + decided.reversals[unit].lapsed, 0),
      spent: sale.returns.reduce((sum, { decided }) => sum + decided.reversals[unit].spent, 0),
    })
    return {
      id: sale.id,
      soldAt: sale.soldAt,
      rulesVersion: this.rules.version,
      bought: sale.bought,
      returned: sale.returned,
      returns: sale.returns.map(one => one.id),
      reversed: { points: reversed('points'), memberCash: reversed('memberCash') },
      paidLots: this.journal[sale.id - 1]!.moves.map(move => ({ ...this.#lotOf(move), taken: -move.delta })),
    }
  }

  /** Where the member stands: what any order of returns must agree on. */
  get place() {
    const held = (unit: LotUnit) => this.wallet.lots[unit].reduce((sum, lot) => sum + lot.remaining, 0)
    const sum = (numbers: readonly number[]) => numbers.reduce((total, n) => total + n, 0)
    return {
      balances: this.wallet.balances,
      held: UNITS.map(held),
      activity: this.activity.toSorted((a, b) => a.day - b.day),
      refunds: this.sales.map(({ bought, returns }) =>
        bought.tenders.map((_, i) => sum(returns.map(({ decided }) => decided.refundsMinor[i]!))),
      ),
      taken: this.sales.map(({ returns }) =>
        UNITS.map(unit => [
          sum(returns.map(({ decided }) => decided.reversals[unit].reversed)),
          sum(returns.map(({ decided }) => owedOf(decided.reversals[unit]))),
        ]),
      ),
    }
  }

  /** Where the journal contradicts itself. */
  get faults(): readonly string[] {
    const { faults, balances } = rebuildBooks(this.timeline, this.journal, this.#lots)
    return [...faults, ...(JSON.stringify(balances) === JSON.stringify(this.wallet.balances) ? [] : ['balances'])]
  }

  #lotOf(move: LotMove): OpenLot {
    const { id, earnedAt, expiresOn, remaining } = this.#lots.find(l => l.id === move.lot && l.unit === move.unit)!
    return { id, earnedAt, expiresOn, remaining }
  }

  #movesOf(kind: TransactionKind): readonly LotMove[] {
    return this.journal.flatMap(transaction => (transaction.kind === kind ? transaction.moves : []))
  }

  #post(kind: TransactionKind, movement: Movement): void {
    const id = this.nextId
    const occurredAt = noon(this.today)
    const { wallet, transfers, moves, opened } = movement
    this.journal.push({ id, seq: id, kind, occurredAt, rulesVersion: 1, causeId: null, transfers, moves })
    this.#lots.push(...opened.map(lot => ({ ...lot, id, earnedAt: occurredAt })))
    const moved = (lot: KeptLot) => moves.find(move => move.lot === lot.id && move.unit === lot.unit)?.delta ?? 0
    this.#lots = this.#lots.map(lot => ({ ...lot, remaining: lot.remaining + moved(lot) }))
    this.wallet = wallet
  }
}
