import type { Day, Instant } from '../calendar/day.ts'
import { accept, reject, type Decision } from '../decision.ts'
import type { Award } from '../earning/award.ts'
import type { Unit } from '../ledger/accounts.ts'
import type { DecidedTransaction } from '../ledger/journal.ts'
import { lapsedOf, type LotDraw, type OpenedLot } from '../ledger/lots.ts'
import { addSafe } from '../money/safe.ts'
import type { RulesTimeline } from '../program/timeline.ts'
import type { Promotion } from '../promotions/promotion.ts'
import type { DayActivity } from '../tiers/activity.ts'
import type { TierAct } from '../tiers/tier-acts.ts'
import { decideTierHistory, lastHolding } from '../tiers/tier-history.ts'
import type { TierHolding } from '../tiers/tier-steps.ts'
import { awardLines, standingAt } from './judge-receipt.ts'
import type { MemberBooks } from './member-books.ts'
import { postNothing, postPurchase } from './post-purchase.ts'
import type { AwardFacts, BrandSetting, Receipt } from './receipt.ts'

export type { Balances, MemberBooks } from './member-books.ts'

/** What a till's receipt is judged by, beside the member's books. */
export interface PurchaseFacts {
  readonly receipt: Receipt
  /** The brand's setting at the receipt's instant, line by line; null for a line without brand. */
  readonly brands: readonly (BrandSetting | null)[]
  /** The promotions in force at the receipt's instant. */
  readonly promotions: readonly Promotion[]
  /** What receipts of the same business day that occurred after this one came to: a late receipt did not know them. */
  readonly later: readonly DayActivity[]
  readonly now: Instant
  /** The id that the transaction will have: its lots are known by it. */
  readonly transactionId: number
  /** Whether it comes from an old system: it counts for tiers and insight, and moves nothing. */
  readonly isPast?: boolean
}

/** Everything that follows from a receipt. */
export interface DecidedPurchase {
  readonly businessDay: Day
  readonly totalMinor: number
  readonly facts: AwardFacts
  readonly award: Award
  readonly rulesVersion: number
  readonly transactions: readonly DecidedTransaction[]
  readonly opened: readonly OpenedLot[]
  readonly draws: readonly LotDraw[]
  readonly activity: DayActivity
  readonly tierBefore: TierHolding
  readonly tierAfter: TierHolding
  readonly booksAfter: MemberBooks
}

export type PurchaseRefusal =
  'occurred_in_future' | 'tender_mismatch' | 'insufficient_member_cash' | 'insufficient_prepaid' | 'amount_out_of_range'

/** Adds what a receipt came to to the member's days. */
export const addActivity = (activity: readonly DayActivity[], added: DayActivity): readonly DayActivity[] => {
  const index = activity.findIndex(a => a.day === added.day && a.rulesVersion === added.rulesVersion)
  const before = activity[index]
  if (!before) return [...activity, added]
  return activity.with(index, {
    ...added,
    qualifyingPoints: addSafe(before.qualifyingPoints, added.qualifyingPoints),
    spendMinor: addSafe(before.spendMinor, added.spendMinor),
  })
}

/** An act of a receipt's day that came before it knows that it came after. */
export const actsWithReceipt = (
  acts: readonly TierAct[],
  occurredAt: Instant,
  added: DayActivity,
): readonly TierAct[] =>
  acts.map(act =>
    act.day === added.day && act.at <= occurredAt ? { ...act, after: addActivity(act.after, added) } : act,
  )

/** The books with a receipt's day. */
const withReceipt = (books: MemberBooks, occurredAt: Instant, added: DayActivity): MemberBooks => ({
  ...books,
  activity: addActivity(books.activity, added),
  acts: actsWithReceipt(books.acts ?? [], occurredAt, added),
})

/** The exact sum. Throws RangeError for an amount below zero too, since two of them might cancel out. */
const sumOf = (amounts: readonly number[]): number =>
  amounts.reduce((sum, amount) => {
    if (amount < 0) throw new RangeError(`no amount is below zero: ${amount}`)
    return addSafe(sum, amount)
  }, 0)

/** What the receipt's own tenders take from the member's wallets. */
const spentOf = (receipt: Receipt, unit: Exclude<Unit, 'points'>): number =>
  sumOf(receipt.tenders.filter(t => t.kind === unit).map(t => t.amountMinor))

const decide = (
  timeline: RulesTimeline,
  books: MemberBooks,
  facts: PurchaseFacts,
): Decision<DecidedPurchase, PurchaseRefusal> => {
  const { receipt, now } = facts
  const { occurredAt } = receipt
  if (occurredAt > now) return reject('occurred_in_future', { occurredAt, now })
  const totalMinor = sumOf(receipt.lines.map(line => line.totalMinor))
  const tendered = sumOf(receipt.tenders.map(t => t.amountMinor))
  if (tendered !== totalMinor) return reject('tender_mismatch', { total: totalMinor, tendered })

  const { later, promotions } = facts
  const standing = standingAt(timeline, books, { store: receipt.store, occurredAt, later, promotions, now })
  const { businessDay, today, rules, heldToday: tierBefore } = standing
  const spent = { memberCash: spentOf(receipt, 'memberCash'), prepaid: spentOf(receipt, 'prepaid') }
  const available = books.balances.memberCash - lapsedOf(books.memberCashLots, businessDay)
  if (spent.memberCash > Math.max(0, available))
    return reject('insufficient_member_cash', { available, required: spent.memberCash })
  if (spent.prepaid > books.balances.prepaid)
    return reject('insufficient_prepaid', { available: books.balances.prepaid, required: spent.prepaid })

  const cashMinor = sumOf(receipt.tenders.filter(t => rules.isCash(t.kind)).map(t => t.amountMinor))
  const { facts: awardFacts, award } = awardLines(standing, receipt.lines, facts.brands, cashMinor)
  const activity = {
    day: businessDay,
    rulesVersion: rules.version,
    qualifyingPoints: award.points,
    spendMinor: cashMinor,
  }
  const booksWithDay = withReceipt(books, occurredAt, activity)
  const { transactionId, isPast = false } = facts
  const { balances, memberCashLots, ...posted } = isPast
    ? postNothing(books, { rules, occurredAt })
    : postPurchase(books, { rules, award, spent, occurredAt, businessDay, now, today, transactionId })
  return accept({
    businessDay,
    totalMinor,
    facts: awardFacts,
    award,
    rulesVersion: rules.version,
    ...posted,
    activity,
    tierBefore,
    tierAfter: lastHolding(decideTierHistory(timeline, booksWithDay, today)),
    booksAfter: { ...booksWithDay, balances, memberCashLots },
  })
}

/**
 * Judges a receipt at its own instant: the award with its explanation, what moves in the books, the tier before and
 * after (S1, S2; DOMAIN "For every program"). Amounts that would leave the exact integers are refused, never rounded.
 */
export const decidePurchase = (
  timeline: RulesTimeline,
  books: MemberBooks,
  facts: PurchaseFacts,
): Decision<DecidedPurchase, PurchaseRefusal> => {
  try {
    return decide(timeline, books, facts)
  } catch (error) {
    if (error instanceof RangeError) return reject('amount_out_of_range')
    throw error
  }
}
