import type { Birthday } from '../calendar/birthday.ts'
import { isBirthday } from '../calendar/birthday.ts'
import type { Day, Instant } from '../calendar/day.ts'
import { membershipYearOf, monthOf } from '../calendar/periods.ts'
import { dayOf } from '../calendar/zone.ts'
import { boundedMultiplier } from '../brands/brand-cap.ts'
import { accept, reject, type Decision } from '../decision.ts'
import type { Award } from '../earning/award.ts'
import { lotExpiresOn } from '../expiry/lot-expiry.ts'
import { memberAccount, type Unit } from '../ledger/accounts.ts'
import { transfer, type DecidedTransaction } from '../ledger/journal.ts'
import { drawLots, remainingAfterDebt, type LotDraw, type OpenedLot, type OpenLot } from '../ledger/lots.ts'
import { addSafe } from '../money/safe.ts'
import { SCALE } from '../money/scaled.ts'
import type { CompiledRules } from '../program/compile.ts'
import type { RulesTimeline } from '../program/timeline.ts'
import { activitySums, type DayActivity } from '../tiers/activity.ts'
import { decideTierHistory, lastHolding, type TierHolding } from '../tiers/tier-history.ts'
import type { AwardFacts, BrandSetting, CapRoom, Receipt } from './receipt.ts'

/** A member's balances; points and member cash may be a debt, prepaid never. */
export interface Balances {
  readonly points: number
  readonly memberCash: number
  readonly prepaid: number
}

/** What the books know of a member before a receipt. */
export interface MemberBooks {
  readonly registeredOn: Day
  readonly birthday: Birthday | null
  readonly balances: Balances
  readonly activity: readonly DayActivity[]
  /** The open lots of member cash; needed only where a receipt is paid with it. */
  readonly memberCashLots: readonly OpenLot[]
}

/** What a till's receipt is judged by, beside the member's books. */
export interface PurchaseFacts {
  readonly receipt: Receipt
  /** The brand's setting at the receipt's instant, line by line; null for a line without brand. */
  readonly brands: readonly (BrandSetting | null)[]
  /** What receipts of the same business day that occurred after this one came to: a late receipt did not know them. */
  readonly later: readonly DayActivity[]
  readonly now: Instant
  /** The id that the transaction will have: its lots are known by it. */
  readonly transactionId: number
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
  | 'occurred_in_future'
  | 'tender_mismatch'
  | 'insufficient_member_cash'
  | 'insufficient_prepaid'
  | 'amount_out_of_range'

/** A member's activity without what had not happened yet at the receipt's instant. */
const known = (activity: readonly DayActivity[], later: readonly DayActivity[], day: Day): DayActivity[] =>
  activity
    .filter(entry => entry.day <= day)
    .map(entry => {
      const unknown = later.filter(l => l.day === entry.day && l.rulesVersion === entry.rulesVersion)
      return unknown.reduce(
        (rest, l) => ({
          ...rest,
          qualifyingPoints: rest.qualifyingPoints - l.qualifyingPoints,
          spendMinor: rest.spendMinor - l.spendMinor,
        }),
        entry,
      )
    })

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

/** The room that the day's, month's or year's cap leaves, where one is set and is the tightest. */
const capRoom = (rules: CompiledRules, activity: readonly DayActivity[], day: Day): CapRoom | null => {
  const caps = rules.document.earning.caps
  if (!caps) return null
  const sums = activitySums(activity)
  const year = membershipYearOf(day, rules.document.membershipYear.startsOn)
  const rooms = [
    { limit: 'day' as const, cap: caps.dayPoints, range: { from: day, through: day } },
    { limit: 'month' as const, cap: caps.monthPoints, range: monthOf(day) },
    { limit: 'membershipYear' as const, cap: caps.membershipYearPoints, range: year },
  ].flatMap(({ limit, cap, range }) =>
    cap === undefined ? [] : [{ limit, points: Math.max(0, cap - sums.sum('qualifyingPoints', range)) }],
  )
  return rooms.reduce<CapRoom | null>((a, b) => (a && a.points <= b.points ? a : b), null)
}

const sumOf = (amounts: readonly number[]): number => amounts.reduce(addSafe, 0)

/** What the receipt is judged by, gathered: its business day, the tier held before it, birthday, cash part, brands. */
const factsOf = (rules: CompiledRules, tier: string | null, books: MemberBooks, facts: PurchaseFacts, day: Day): AwardFacts => ({
  businessDay: day,
  store: facts.receipt.store,
  tier,
  birthday: books.birthday !== null && isBirthday(day, books.birthday),
  cashMinor: sumOf(facts.receipt.tenders.filter(t => rules.isCash(t.kind)).map(t => t.amountMinor)),
  room: capRoom(rules, books.activity, day),
  lines: facts.receipt.lines.map((line, i) => {
    const brand = facts.brands[i] ?? null
    return {
      brand: line.brand,
      category: line.category,
      promotional: line.promotional,
      totalMinor: line.totalMinor,
      brandMultiplier: brand ? boundedMultiplier(rules.document, brand.multiplier, brand.contractRate) : SCALE,
    }
  }),
})

/** What the receipt's own tenders take from the member's wallets. */
const spentOf = (receipt: Receipt, unit: Exclude<Unit, 'points'>): number =>
  sumOf(receipt.tenders.filter(t => t.kind === unit).map(t => t.amountMinor))

const decide = (
  timeline: RulesTimeline,
  books: MemberBooks,
  facts: PurchaseFacts,
): Decision<DecidedPurchase, PurchaseRefusal> => {
  const { receipt, now } = facts
  if (receipt.occurredAt > now) return reject('occurred_in_future', { occurredAt: receipt.occurredAt, now })
  const totalMinor = sumOf(receipt.lines.map(line => line.totalMinor))
  const tendered = sumOf(receipt.tenders.map(t => t.amountMinor))
  if (tendered !== totalMinor) return reject('tender_mismatch', { total: totalMinor, tendered })
  const spent = { memberCash: spentOf(receipt, 'memberCash'), prepaid: spentOf(receipt, 'prepaid') }
  if (spent.memberCash > Math.max(0, books.balances.memberCash))
    return reject('insufficient_member_cash', { available: books.balances.memberCash, required: spent.memberCash })
  if (spent.prepaid > books.balances.prepaid)
    return reject('insufficient_prepaid', { available: books.balances.prepaid, required: spent.prepaid })

  const day = dayOf(receipt.occurredAt, timeline.timeZone)
  const today = dayOf(now, timeline.timeZone)
  const rules = timeline.at(receipt.occurredAt)
  const then = { registeredOn: books.registeredOn, activity: known(books.activity, facts.later, day) }
  const heldThen = lastHolding(decideTierHistory(timeline, then, day))
  const awardFacts = factsOf(rules, heldThen.tier, books, facts, day)
  const award = rules.award(awardFacts)
  const activity = { day, rulesVersion: rules.version, qualifyingPoints: award.points, spendMinor: awardFacts.cashMinor }
  const after = addActivity(books.activity, activity)

  // Member cash is spent before what this receipt brings: a receipt does not pay for itself.
  const drawn = drawLots(spent.memberCash > 0 ? books.memberCashLots : [], spent.memberCash)
  const cashLeft = books.balances.memberCash - spent.memberCash
  const { expiry } = rules.document
  const earned = [
    { unit: 'points' as const, amount: award.points, balance: books.balances.points, expiresOn: lotExpiresOn(expiry.points, day) },
    { unit: 'memberCash' as const, amount: award.memberCashMinor, balance: cashLeft, expiresOn: lotExpiresOn(expiry.memberCash, day) },
  ].filter(({ amount }) => amount > 0)
  const lots = earned.map(({ balance, ...lot }) => {
    const remaining = remainingAfterDebt(balance, lot.amount)
    const late = lot.expiresOn !== null && lot.expiresOn <= today
    return { opened: { ...lot, remaining: late ? 0 : remaining }, expired: late ? remaining : 0 }
  })
  const gone = (unit: Unit) => sumOf(lots.filter(l => l.opened.unit === unit).map(l => l.expired))
  const transfers = [
    ...earned.flatMap(({ unit, amount }) => transfer('program:issuance', memberAccount(unit), unit, amount)),
    ...transfer('member:memberCash', 'program:sales', 'memberCash', spent.memberCash),
    ...transfer('member:prepaid', 'program:sales', 'prepaid', spent.prepaid),
  ]
  const kind = earned.length === 0 && transfers.length > 0 ? ('spend' as const) : ('earn' as const)
  const transaction = { kind, occurredAt: receipt.occurredAt, rulesVersion: rules.version, transfers }
  const breakage = lots.flatMap(({ opened: { unit }, expired }) =>
    transfer(memberAccount(unit), 'program:breakage', unit, expired),
  )
  const expired: DecidedTransaction[] =
    breakage.length > 0 ? [{ kind: 'expire', occurredAt: now, rulesVersion: rules.version, transfers: breakage }] : []

  return accept({
    businessDay: day,
    totalMinor,
    facts: awardFacts,
    award,
    rulesVersion: rules.version,
    transactions: [transaction, ...expired],
    opened: lots.map(l => l.opened),
    draws: drawn.draws,
    activity,
    tierBefore: lastHolding(decideTierHistory(timeline, books, today)),
    tierAfter: lastHolding(decideTierHistory(timeline, { registeredOn: books.registeredOn, activity: after }, today)),
    booksAfter: {
      ...books,
      activity: after,
      memberCashLots: [
        ...(spent.memberCash > 0 ? drawn.left : books.memberCashLots),
        ...lots
          .filter(l => l.opened.unit === 'memberCash' && l.opened.remaining > 0)
          .map(l => ({ id: facts.transactionId, earnedAt: receipt.occurredAt, expiresOn: l.opened.expiresOn, remaining: l.opened.remaining })),
      ],
      balances: {
        points: addSafe(books.balances.points, award.points) - gone('points'),
        memberCash: addSafe(cashLeft, award.memberCashMinor) - gone('memberCash'),
        prepaid: books.balances.prepaid - spent.prepaid,
      },
    },
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
