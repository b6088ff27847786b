import { addSafe } from '../money/safe.ts'
import { decideReturn, type DecidedReturn, type ReturnablePurchase } from '../returns/decide-return.ts'
import { actsWithLessAfter } from '../tiers/tier-acts.ts'
import type { DraftTimeline } from './draft-timeline.ts'
import type { HistoryReturn } from './kept-history.ts'
import type { ReplayedBooks, ReplayedPurchase } from './replayed-books.ts'

const UNITS = ['points', 'memberCash'] as const

const returnable = (books: ReplayedBooks, purchase: ReplayedPurchase): ReturnablePurchase => {
  const { id, returns, reversed } = purchase
  const own = [id, ...returns]
  return {
    ...purchase,
    reversed: {
      points: { ...reversed.points, expired: books.expiredOf('points', own) },
      memberCash: { ...reversed.memberCash, expired: books.expiredOf('memberCash', own) },
    },
    paidLots: purchase.drawn.map(({ lot, amount }) => ({ ...books.lot('memberCash', lot), taken: amount })),
  }
}

/** Notes with a purchase what a return of it has taken back. */
const note = (purchase: ReplayedPurchase, event: HistoryReturn, decided: DecidedReturn): void => {
  for (const { index, quantity } of event.lines) purchase.returned[index]! += quantity
  purchase.returns.push(event.id)
  for (const unit of UNITS) {
    const { lapsed, spent } = purchase.reversed[unit]
    const more = decided.reversals[unit]
    purchase.reversed[unit] = { lapsed: addSafe(lapsed, more.lapsed), spent: addSafe(spent, more.spent) }
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
  const decision = decideReturn(draft.timeline, books, returnable(books, purchase), {
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
  const { businessDay } = purchase.bought.facts
  books.activity = decided.activity
  books.acts = actsWithLessAfter(
    books.acts,
    { at: purchase.soldAt, seq: purchase.seq },
    {
      day: businessDay,
      rulesVersion: purchase.rulesVersion,
      qualifyingPoints: decided.reversals.points.reversed,
      spendMinor: decided.cashMinor,
    },
  )
  note(purchase, event, decided)
}
