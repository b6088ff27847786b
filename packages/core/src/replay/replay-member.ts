import type { Day, Instant } from '../calendar/day.ts'
import { dayOf } from '../calendar/zone.ts'
import { placeAt, type Place } from '../jobs/next-due.ts'
import type { TierHolding } from '../tiers/tier-steps.ts'
import type { DraftTimeline } from './draft-timeline.ts'
import type { HistoryEvent, HistoryMerge, KeptHistory } from './kept-history.ts'
import {
  replayAdjustment,
  replayErasure,
  replayImportUndo,
  replayOpening,
  replayPrepaidRefund,
  replayTierSet,
  replayTopUp,
  replayTopUpReversal,
} from './replay-by-hand.ts'
import { replayRedemption, replayRedemptionEnd } from './replay-gift.ts'
import { joinMerged } from './replay-merge.ts'
import { replayPurchase } from './replay-purchase.ts'
import { replayReturn } from './replay-return.ts'
import { ReplayedBooks } from './replayed-books.ts'
import { ScheduledWork } from './scheduled-work.ts'

/** How far a replay goes. */
export interface ReplayEnd {
  /** The instant up to which the program's own scheduled work has been done. */
  readonly workDoneThrough: Instant
  /** The day as of which the tier is decided. */
  readonly today: Day
}

/** Where a member would stand. */
export interface ReplayedMember {
  readonly books: ReplayedBooks
  readonly held: TierHolding
}

/** Gives numbers that no transaction has: one after another, whichever card they are for. */
type Ids = () => number

/** The place of an event among the scheduled work of its instant: a lapse is first of it, all else comes after. */
const placeOf = ({ timeline }: DraftTimeline, event: HistoryEvent): Place | null =>
  event.kind === 'redemptionEnd' && event.end === 'lapsed'
    ? { day: dayOf(event.occurredAt, timeline.timeZone), kind: 'lapse', code: null }
    : null

/**
 * Lives the other card's life and joins it to this one's. What the journal has ahead for both was not run on the other
 * card before.
 */
const replayMerge = (draft: DraftTimeline, books: ReplayedBooks, work: ScheduledWork, event: HistoryMerge, ids: Ids) =>
  joinMerged(draft, books, replayCard(draft, event.from, event.recordedAt, ids, work.ahead), event)

const replayEvent = (
  draft: DraftTimeline,
  books: ReplayedBooks,
  work: ScheduledWork,
  event: HistoryEvent,
  ids: Ids,
): void => {
  if (event.kind === 'job') return work.runKept(event)
  work.runThrough(event.recordedAt, placeOf(draft, event))
  switch (event.kind) {
    case 'purchase':
      return replayPurchase(draft, books, event)
    case 'return':
      return replayReturn(draft, books, event)
    case 'redemption':
      return replayRedemption(draft, books, event)
    case 'redemptionEnd':
      return replayRedemptionEnd(draft, books, event)
    case 'topUp':
      return replayTopUp(draft, books, event)
    case 'topUpReversal':
      return replayTopUpReversal(draft, books, event)
    case 'prepaidRefund':
      return replayPrepaidRefund(draft, books, event)
    case 'adjustment':
      return replayAdjustment(draft, books, event)
    case 'opening':
      return replayOpening(draft, books, event)
    case 'tierSet':
      return replayTierSet(draft, books, event)
    case 'importUndo':
      return replayImportUndo(draft, books, event)
    case 'erasure':
      return replayErasure(draft, books, event)
    case 'merge':
      return replayMerge(draft, books, work, event, ids)
  }
}

const namesOfJobs = (events: readonly HistoryEvent[], more: ReadonlySet<string>): Set<string> => {
  const names = new Set(more)
  for (const event of events) if (event.kind === 'job') names.add(event.occurrence.name)
  return names
}

/** One card's life through an instant, with those of the cards that became it; `ahead` is what it must not run yet. */
const replayCard = (
  draft: DraftTimeline,
  { registeredOn, registeredAt, events }: KeptHistory,
  workDoneThrough: Instant,
  ids: Ids,
  ahead: ReadonlySet<string> = new Set(),
): ReplayedBooks => {
  const books = new ReplayedBooks(draft.timeline, registeredOn)
  const start = placeAt(draft.timeline, Math.min(registeredAt, events[0]?.recordedAt ?? Infinity))
  const work = new ScheduledWork(draft, books, start, namesOfJobs(events, ahead), ids)
  for (const event of events) replayEvent(draft, books, work, event, ids)
  work.runThrough(workDoneThrough)
  return books
}

/**
 * A member's whole life again, in the order in which it was recorded, with a draft of the rules in force in its window:
 * every receipt, return, redemption and scheduled occurrence decided by the same functions as the real one, on what the
 * ones before it have left. Pure: with the rules that were in force it gives the books, to the last lot.
 * Throws RangeError where the draft leaves the exact integers.
 */
export const replayMember = (draft: DraftTimeline, history: KeptHistory, end: ReplayEnd): ReplayedMember => {
  let last = 0
  const books = replayCard(draft, history, end.workDoneThrough, () => --last)
  return { books, held: books.heldOn(draft.timeline, end.today) }
}
