import type { Day, Instant } from '../calendar/day.ts'
import { dayOf } from '../calendar/zone.ts'
import { accept, reject, type Decision } from '../decision.ts'
import { lotExpiresOn } from '../expiry/lot-expiry.ts'
import type { LotUnit } from '../ledger/lots.ts'
import type { Movement, Wallet } from '../ledger/wallet.ts'
import { addSafe } from '../money/safe.ts'
import type { CompiledRules } from '../program/compile.ts'
import type { RulesTimeline } from '../program/timeline.ts'
import { lostGifts, promisedGifts, type PromisedGift } from '../promotions/promised-gifts.ts'
import type { DayActivity } from '../tiers/activity.ts'
import { keptGoods, type BoughtGoods, type KeptGoods } from './kept-goods.ts'
import { postReturn, type PaidLot } from './post-return.ts'
import { nothingOwed, splitReversal, type Reversal, type ReversedSoFar } from './reversal.ts'

/** So many of a line of the purchase, by its place there. */
export interface ReturnedLine {
  readonly index: number
  readonly quantity: number
}

/** A purchase with what earlier returns have left of it. */
export interface ReturnablePurchase {
  readonly id: number
  readonly soldAt: Instant
  readonly rulesVersion: number
  readonly bought: BoughtGoods
  /** How many of each line earlier returns took back. */
  readonly returned: readonly number[]
  /** The transactions of those returns. */
  readonly returns: readonly number[]
  readonly reversed: Readonly<Record<LotUnit, ReversedSoFar>>
  /** The lots of member cash that it was paid from. */
  readonly paidLots: readonly PaidLot[]
  /** Whether it came from an old system, and gave nothing here. */
  readonly isPast?: boolean
}

/** What a return is judged by beside its purchase. */
export interface ReturnFacts {
  readonly lines: readonly ReturnedLine[]
  readonly occurredAt: Instant
  readonly now: Instant
  /** The id that the transaction will have. */
  readonly transactionId: number
}

/** Everything that follows from a return. */
export interface DecidedReturn {
  /** What goes back by each tender of the purchase, in their order. */
  readonly refundsMinor: readonly number[]
  readonly reversals: Readonly<Record<LotUnit, Reversal>>
  /** What no longer counts as spend. */
  readonly cashMinor: number
  readonly returned: Movement
  /** Member cash that came back to a lot past its expiry; null where there is none. */
  readonly expired: Movement | null
  readonly activity: readonly DayActivity[]
  /** What promotions had given with the goods and would not with what is kept. */
  readonly lostGifts: readonly PromisedGift[]
}

export type ReturnRefusal =
  'occurred_in_future' | 'occurred_before_sale' | 'unknown_line' | 'return_exceeds_purchase' | 'amount_out_of_range'

const quantitiesAfter = (
  purchase: ReturnablePurchase,
  lines: readonly ReturnedLine[],
): Decision<readonly number[], ReturnRefusal> => {
  const kept = purchase.bought.quantities.map((quantity, i) => quantity - purchase.returned[i]!)
  for (const [place, { index, quantity }] of lines.entries()) {
    const left = kept[index]
    if (left === undefined) return reject('unknown_line', { place, index })
    if (quantity > left) return reject('return_exceeds_purchase', { place, index, kept: left, quantity })
    kept[index] = left - quantity
  }
  return accept(kept)
}

/** What a kind of wallet tender still pays. */
const paidBy = (bought: BoughtGoods, kept: KeptGoods, kind: 'memberCash' | 'prepaid'): number =>
  bought.tenders.reduce((sum, tender, i) => (tender.kind === kind ? addSafe(sum, kept.tendersMinor[i]!) : sum), 0)

/** The member's days, less what the returned goods brought to theirs. */
const activityAfter = (
  activity: readonly DayActivity[],
  { bought, rulesVersion }: ReturnablePurchase,
  points: number,
  cashMinor: number,
): readonly DayActivity[] =>
  activity.map(entry =>
    entry.day === bought.facts.businessDay && entry.rulesVersion === rulesVersion
      ? {
          ...entry,
          qualifyingPoints: addSafe(entry.qualifyingPoints, -points),
          spendMinor: addSafe(entry.spendMinor, -cashMinor),
        }
      : entry,
  )

const reversalOf = (
  unit: LotUnit,
  reversed: number,
  { rules, wallet, purchase, ownLots, today }: ReversalFacts,
): Reversal => {
  if (purchase.isPast) return nothingOwed(reversed)
  const expiresOn = lotExpiresOn(rules.document.expiry[unit], purchase.bought.facts.businessDay)
  return splitReversal(reversed, {
    ...purchase.reversed[unit],
    remaining: wallet.lots[unit].reduce(
      (sum, lot) => (ownLots.includes(lot.id) ? addSafe(sum, lot.remaining) : sum),
      0,
    ),
    hasLapsed: expiresOn !== null && expiresOn <= today,
  })
}

interface ReversalFacts {
  readonly rules: CompiledRules
  readonly wallet: Wallet
  readonly purchase: ReturnablePurchase
  readonly ownLots: readonly number[]
  readonly today: Day
}

const decide = (
  timeline: RulesTimeline,
  member: { readonly wallet: Wallet; readonly activity: readonly DayActivity[] },
  purchase: ReturnablePurchase,
  facts: ReturnFacts,
): Decision<DecidedReturn, ReturnRefusal> => {
  const { occurredAt, now, transactionId } = facts
  const { bought, soldAt } = purchase
  if (occurredAt > now) return reject('occurred_in_future', { occurredAt, now })
  if (occurredAt < soldAt) return reject('occurred_before_sale', { occurredAt, soldAt })
  const quantities = quantitiesAfter(purchase, facts.lines)
  if (!quantities.accepted) return quantities

  const rules = timeline.version(purchase.rulesVersion)
  const today = dayOf(now, timeline.timeZone)
  const before = keptGoods(
    rules,
    bought,
    bought.quantities.map((quantity, i) => quantity - purchase.returned[i]!),
  )
  const after = keptGoods(rules, bought, quantities.value)
  const ownLots = [purchase.id, ...purchase.returns]
  const reversing = { rules, wallet: member.wallet, purchase, ownLots, today }
  const reversals = {
    points: reversalOf('points', before.points - after.points, reversing),
    memberCash: reversalOf('memberCash', before.memberCashMinor - after.memberCashMinor, reversing),
  }
  const paid = (kind: 'memberCash' | 'prepaid') => ({
    before: paidBy(bought, before, kind),
    after: paidBy(bought, after, kind),
  })
  const cashMinor = before.cashMinor - after.cashMinor
  return accept({
    refundsMinor: before.tendersMinor.map((amount, i) => amount - after.tendersMinor[i]!),
    reversals,
    cashMinor,
    ...postReturn(member.wallet, {
      rules,
      reversals,
      paid: { memberCash: paid('memberCash'), prepaid: paid('prepaid') },
      paidLots: purchase.paidLots,
      ownLots,
      transactionId,
      now,
      today,
    }),
    activity: activityAfter(member.activity, purchase, reversals.points.reversed, cashMinor),
    lostGifts: lostGifts(promisedGifts(before.promotions), promisedGifts(after.promotions)),
  })
}

/**
 * Judges a return: the award of what is kept is made again by what the sale was judged by, and the difference is taken
 * back, so that any order and split of returns ends where one return does (ARCHITECTURE §2). The tier follows from the
 * days it leaves. Amounts that would leave the exact integers are refused.
 */
export const decideReturn = (
  timeline: RulesTimeline,
  member: { readonly wallet: Wallet; readonly activity: readonly DayActivity[] },
  purchase: ReturnablePurchase,
  facts: ReturnFacts,
): Decision<DecidedReturn, ReturnRefusal> => {
  try {
    return decide(timeline, member, purchase, facts)
  } catch (error) {
    if (error instanceof RangeError) return reject('amount_out_of_range')
    throw error
  }
}
