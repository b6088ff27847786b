import { dayOf } from '../calendar/zone.ts'
import { decideRedemption } from '../rewards/decide-redemption.ts'
import { returnPoints } from '../rewards/end-redemption.ts'
import type { DraftTimeline } from './draft-timeline.ts'
import type { HistoryRedemption, HistoryRedemptionEnd } from './kept-history.ts'
import type { ReplayedBooks } from './replayed-books.ts'

/**
 * Reserves a kept gift again where the replay allows it, by its points and the tiers that may have it; stock, limits and
 * the gift's window are not the rules' and stay as they were. What is not allowed is reported.
 */
export const replayRedemption = ({ timeline }: DraftTimeline, books: ReplayedBooks, event: HistoryRedemption): void => {
  const { id, recordedAt: now, pointsEach, quantity, tiers } = event
  const today = dayOf(now, timeline.timeZone)
  const tier = tiers === null ? null : books.heldOn(timeline, today).tier
  const decision = decideRedemption(
    {
      active: true,
      pointsEach,
      moneyEachMinor: null,
      stock: null,
      perMember: null,
      tiers,
      fromAt: null,
      untilAt: null,
      holdDays: 0,
    },
    { wallet: books.wallet, tier, taken: 0, quantity, now, today },
  )
  if (!decision.accepted) {
    const amount = pointsEach * quantity
    books.refused.push({ kind: 'redemption', id, reason: decision.reason, unit: 'points', amount })
    return
  }
  const { movement } = decision.value
  books.post(id, movement)
  books.redeemed.set(id, movement.moves)
}

/** Gives the points of a kept reservation back, where the replay had taken them. */
export const replayRedemptionEnd = (
  { timeline }: DraftTimeline,
  books: ReplayedBooks,
  event: HistoryRedemptionEnd,
): void => {
  const taken = books.redeemed.get(event.redemptionId)
  if (!taken) return
  const lots = taken.map(({ lot, delta }) => ({ ...books.lot('points', lot), amount: -delta }))
  const { reverse, expire } = returnPoints(books.wallet, lots, dayOf(event.occurredAt, timeline.timeZone))
  books.post(event.id, reverse)
  if (expire) books.expire(event.id, expire)
}
