import { addSafe } from '../money/safe.ts'
import { decideReturn, type DecidedReturn, type ReturnablePurchase } from '../returns/decide-return.ts'
import { actsWithLessAfter } from '../tiers/tier-acts.ts'
import type { DraftTimeline } from './draft-timeline.ts'
import type { HistoryReturn } from './kept-history.ts'
import type { BroughtBack, ReplayedBooks, ReplayedPurchase } from './replayed-books.ts'

const UNITS = ['points', 'memberCash'] as const

const nothingYet = ({ facts }: ReplayedPurchase): BroughtBack => ({
  returned: facts.lines.map(() => 0),
  returns: [],
  reversed: { points: { lapsed: 0, spent: 0 }, memberCash: { lapsed: 0, spent: 0 } },
})

const returnable = (
  books: ReplayedBooks,
  purchase: ReplayedPurchase,
  { returned, returns, reversed }: BroughtBack,
): ReturnablePurchase => {
  const { id, soldAt, rulesVersion, facts, tenders, isPast } = purchase
  const own = [id, ...returns]
  return {
    id,
    soldAt,
    rulesVersion,
    isPast,
    bought: { facts, quantities: facts.lines.map(line => line.quantity), tenders },
    returned,
    returns,
    reversed: {
      points: { ...reversed.points, expired: books.expiredOf('points', own) },
      memberCash: { ...reversed.memberCash, expired: books.expiredOf('memberCash', own) },
    },
    paidLots: purchase.drawn.map(({ lot, amount }) => ({ ...books.lot('memberCash', lot), taken: amount })),
  }
}

/** Notes with a purchase what a return of it has taken back. */
const note = (purchase: ReplayedPurchase, back: BroughtBack, event: HistoryReturn, decided: DecidedReturn): void => {
  for (const { index, quantity } of event.lines) back.returned[index]! += quantity
  back.returns.push(event.id)
  for (const unit of UNITS) {
    const { lapsed, spent } = back.reversed[unit]
    const more = decided.reversals[unit]
    back.reversed[unit] = { lapsed: addSafe(lapsed, more.lapsed), spent: addSafe(spent, more.spent) }
  }
  purchase.counted = {
    points: addSafe(purchase.counted.points, -decided.reversals.points.reversed),
    spendMinor: addSafe(purchase.counted.spendMinor, -decided.cashMinor),
  }
}

/** Takes kept goods back again: what they earned in the replay, at the rules and tier that they were sold under there. */
export const replayReturn = (draft: DraftTimeline, books: ReplayedBooks, event: HistoryReturn): void => {
  const purchase = books.purchases.get(event.purchaseId)
  if (!purchase) throw new Error(`return ${event.id} is of no purchase before it`)
  const { id, occurredAt, recordedAt: now, lines } = event
  const back = (purchase.broughtBack ??= nothingYet(purchase))
  const decision = decideReturn(draft.timeline, books, returnable(books, purchase, back), {
    lines,
    occurredAt,
    now,
    transactionId: id,
  })
  if (!decision.accepted) {
    if (decision.reason === 'amount_out_of_range') throw new RangeError('a return beyond the exact integers')
    throw new Error(`return ${id} is refused: ${decision.reason}`)
  }
  const decided = decision.value
  books.post(id, decided.returned)
  if (decided.expired) books.expire(id, decided.expired)
  const less = {
    day: purchase.facts.businessDay,
    rulesVersion: purchase.rulesVersion,
    qualifyingPoints: decided.reversals.points.reversed,
    spendMinor: decided.cashMinor,
  }
  books.addActivity({ ...less, qualifyingPoints: -less.qualifyingPoints, spendMinor: -less.spendMinor })
  books.acts = actsWithLessAfter(books.acts, { at: purchase.soldAt, seq: purchase.seq }, less)
  note(purchase, back, event, decided)
}
