import { decideAdjustment } from '../adjustments/decide-adjustment.ts'
import type { Instant } from '../calendar/day.ts'
import { dayOf } from '../calendar/zone.ts'
import { lotExpiresOn } from '../expiry/lot-expiry.ts'
import { availableOf, earn, still, take, type Movement } from '../ledger/wallet.ts'
import { decideOpening } from '../openings/decide-opening.ts'
import { undoOpening } from '../openings/undo-opening.ts'
import { closeAccounts } from '../persons/decide-erasure.ts'
import type { CompiledRules } from '../program/compile.ts'
import { tierOfPlan } from '../tiers/tier-steps.ts'
import { decidePrepaidRefund, decideTopUp, decideTopUpReversal } from '../topups/decide-top-up.ts'
import type { DraftTimeline } from './draft-timeline.ts'
import type {
  HistoryAdjustment,
  HistoryErasure,
  HistoryImportUndo,
  HistoryOpening,
  HistoryPrepaidRefund,
  HistoryTierSet,
  HistoryTopUp,
  HistoryTopUpReversal,
} from './kept-history.ts'
import type { ReplayedBooks } from './replayed-books.ts'

/** The rules at an act's instant, its business day, and what every act on the tier has in common. */
const actAt = (
  draft: DraftTimeline,
  { id, seq, recordedAt: at, rulesVersion }: { id: number; seq: number; recordedAt: Instant; rulesVersion: number },
) => {
  const rules = draft.judging(at, rulesVersion).at(at)
  const day = dayOf(at, draft.timeline.timeZone)
  return { rules, act: { id, at, seq, day, rulesVersion: rules.version, after: [] } }
}

/** A plan that the draft does not know gives what it gave in fact. */
const asKept = (rules: CompiledRules, books: ReplayedBooks, event: HistoryTopUp, day: number): Movement => {
  const expiresOn = lotExpiresOn(rules.document.expiry.points, day)
  const lot = { id: event.id, earnedAt: event.recordedAt, expiresOn }
  const topped = earn(still(books.wallet), {
    unit: 'prepaid',
    amount: event.prepaidMinor,
    from: 'program:topups',
    lot,
  })
  return earn(topped, { unit: 'points', amount: event.points, from: 'program:issuance', lot })
}

/** Tops up again by the draft's plan of that code; one that its cap on prepaid forbids is reported. */
export const replayTopUp = (draft: DraftTimeline, books: ReplayedBooks, event: HistoryTopUp): void => {
  const { id, plan, recordedAt: at, prepaidMinor } = event
  const { rules, act } = actAt(draft, event)
  const decision = decideTopUp(rules, books.wallet, { plan, at, on: act.day, transactionId: id })
  if (!decision.accepted && decision.reason === 'amount_out_of_range')
    throw new RangeError('a top-up beyond the exact integers')
  if (!decision.accepted && decision.reason === 'prepaid_cap_exceeded') {
    books.refused.push({ kind: 'topUp', id, reason: decision.reason, unit: 'prepaid', amount: prepaidMinor })
    return
  }
  const given = decision.accepted ? decision.value.plan : event
  books.post(id, decision.accepted ? decision.value.movement : asKept(rules, books, event, act.day))
  books.toppedUp.set(id, { id, prepaidMinor: given.prepaidMinor, points: given.points })
  if (tierOfPlan(rules, plan)) books.acts = [...books.acts, { ...act, kind: 'topUp', plan }]
}

/** Takes a top-up back again, its class with it; one that the replay finds spent is reported, and stands. */
export const replayTopUpReversal = (draft: DraftTimeline, books: ReplayedBooks, event: HistoryTopUpReversal): void => {
  const { id, topUpId, recordedAt } = event
  const given = books.toppedUp.get(topUpId)
  if (!given) return
  const decision = decideTopUpReversal(books.wallet, given, dayOf(recordedAt, draft.timeline.timeZone))
  if (!decision.accepted) {
    const amount = given.prepaidMinor
    books.refused.push({ kind: 'topUpReversal', id: topUpId, reason: decision.reason, unit: 'prepaid', amount })
    return
  }
  books.post(id, decision.value)
  books.acts = books.acts.filter(act => act.id !== topUpId)
}

/** Pays prepaid back again, as far as there is some; the rest is reported. */
export const replayPrepaidRefund = (draft: DraftTimeline, books: ReplayedBooks, event: HistoryPrepaidRefund): void => {
  const { id, amountMinor, recordedAt } = event
  const amount = Math.min(amountMinor, books.wallet.balances.prepaid)
  const decision = decidePrepaidRefund(books.wallet, amount, dayOf(recordedAt, draft.timeline.timeZone))
  if (decision.accepted) books.post(id, decision.value)
  if (amount < amountMinor)
    books.refused.push({
      kind: 'prepaidRefund',
      id,
      reason: 'insufficient_prepaid',
      unit: 'prepaid',
      amount: amountMinor - amount,
    })
}

/** Sets a balance right again: what was given stays given, what was taken is taken as far as it is there. */
export const replayAdjustment = (draft: DraftTimeline, books: ReplayedBooks, event: HistoryAdjustment): void => {
  const { id, unit, amount, recordedAt: at } = event
  const { rules, act } = actAt(draft, event)
  const { day: on } = act
  const decision = decideAdjustment(rules, books.wallet, { unit, amount, at, on, transactionId: id })
  if (decision.accepted) {
    books.post(id, decision.value)
    return
  }
  if (decision.reason === 'amount_out_of_range') throw new RangeError('an adjustment beyond the exact integers')
  const moved = still(books.wallet)
  if (amount > 0) {
    // Only the cap on prepaid stands against it, and that is not asked of what staff have set right.
    books.post(
      id,
      earn(moved, { unit, amount, from: 'program:adjustment', lot: { id, earnedAt: at, expiresOn: null } }),
    )
    return
  }
  const there = availableOf(books.wallet, unit, on)
  books.post(id, take(moved, { unit, amount: there, to: 'program:adjustment', on }))
  books.refused.push({ kind: 'adjustment', id, reason: decision.reason, unit, amount: -amount - there })
}

/** Brings again what a member brought along: no draft changes what an old system owed. */
export const replayOpening = (draft: DraftTimeline, books: ReplayedBooks, event: HistoryOpening): void => {
  const { id, unit, amount, expiresOn, recordedAt: at } = event
  const on = dayOf(at, draft.timeline.timeZone)
  const decision = decideOpening(books.wallet, { unit, amount, expiresOn, at, on, transactionId: id })
  if (!decision.accepted) throw new RangeError(`opening ${id} is refused: ${decision.reason}`)
  books.post(id, decision.value)
  books.brought.set(id, { unit, amount, drawn: decision.value.moves })
}

/** Takes back again what a file had brought: a balance, or a tier. */
export const replayImportUndo = (draft: DraftTimeline, books: ReplayedBooks, event: HistoryImportUndo): void => {
  const { id, madeId, recordedAt } = event
  const brought = books.brought.get(madeId)
  if (!brought) {
    books.acts = books.acts.filter(act => act.id !== madeId)
    return
  }
  const drawn = brought.drawn.map(({ lot, unit, delta }) => ({ ...books.lot(unit, lot), amount: -delta }))
  books.post(
    id,
    undoOpening(books.wallet, { ...brought, id: madeId, drawn }, dayOf(recordedAt, draft.timeline.timeZone)),
  )
}

/** Sets the tier again that was set by hand. One that the draft does not know is none. */
export const replayTierSet = (draft: DraftTimeline, books: ReplayedBooks, event: HistoryTierSet): void => {
  const { act } = actAt(draft, event)
  books.acts = [
    ...books.acts,
    { ...act, kind: 'set', tier: event.tier, through: event.through, movedIn: event.movedIn },
  ]
}

/** Closes the accounts again of somebody who was erased: what these rules would have left, too. */
export const replayErasure = (draft: DraftTimeline, books: ReplayedBooks, event: HistoryErasure): void =>
  books.expire(event.id, closeAccounts(books.wallet, dayOf(event.recordedAt, draft.timeline.timeZone)))
