import { yearMonthDay, type Day, type Instant } from '../calendar/day.ts'
import { dayInYear } from '../calendar/periods.ts'
import { dayOf, startOfDay } from '../calendar/zone.ts'
import { decideJobPosting, heldAtStartOf } from '../jobs/decide-job-posting.ts'
import {
  comparePlaces,
  inactiveThrough,
  endOf,
  nextDue,
  type KeptDays,
  type Occurrence,
  type Place,
} from '../jobs/next-due.ts'
import type { LotUnit } from '../ledger/lots.ts'
import type { RulesTimeline } from '../program/timeline.ts'
import type { DraftTimeline } from './draft-timeline.ts'
import type { HistoryJob } from './kept-history.ts'
import type { ReplayedBooks } from './replayed-books.ts'

const firstExpiry = (books: ReplayedBooks): Day | null => {
  let first: Day | null = null
  for (const lots of [books.wallet.lots.points, books.wallet.lots.memberCash])
    for (const { expiresOn } of lots) if (expiresOn !== null && (first === null || expiresOn < first)) first = expiresOn
  return first
}

/** So far ahead rebates are looked for: a year has each of them. */
const DAYS_AHEAD = 366

/** With nothing kept, only rebates fall due. */
const NOTHING_KEPT: KeptDays = {
  sealsOn: null,
  lapsesOn: null,
  expiresOn: null,
  tierNextOn: null,
  lastActiveOn: { points: null, memberCash: null },
  hasPurchases: false,
  hasSegments: false,
  hasCampaigns: false,
}

/** The scheduled work of one member: the draft's own, in its order, and what the journal has at its place there. */
export class ScheduledWork {
  readonly #draft: DraftTimeline
  readonly #books: ReplayedBooks
  /** The names of what the journal still has ahead: nothing behind them runs before they have. */
  readonly #ahead: Set<string>
  #place: Place
  /** There is no rebate before this day, from the place on. */
  #nextRebateOn: Day = -Infinity
  readonly #nextId: () => number

  constructor(draft: DraftTimeline, books: ReplayedBooks, start: Place, ahead: Set<string>, nextId: () => number) {
    this.#nextId = nextId
    this.#draft = draft
    this.#books = books
    this.#place = start
    this.#ahead = ahead
  }

  /** The names of what the journal still has ahead. */
  get ahead(): ReadonlySet<string> {
    return this.#ahead
  }

  /** Runs what the draft has due not later than an instant, and before a place where one is named. */
  runThrough(until: Instant, before: Place | null = null): void {
    const day = dayOf(until, this.#draft.timeline.timeZone)
    if (this.#isQuietThrough(day)) return before ? undefined : this.#pass(endOf(day))
    for (;;) {
      const due = nextDue(this.#draft.timeline, this.#place, until, this.#keptDays())
      if (!due) return before ? undefined : this.#pass(endOf(day))
      if (this.#ahead.has(due.name) || (before && comparePlaces(due, before) >= 0)) return
      // Lots are known by their transaction; what the journal does not have gets numbers that no transaction has.
      this.#run(this.#draft.timeline, due, this.#nextId())
      this.#place = due
    }
  }

  /** Whether nothing is due through a day; no where that is not plain at once. */
  #isQuietThrough(day: Day): boolean {
    if (this.#draft.knowsInactivity) return false
    if (day >= this.#nextRebateOn) this.#nextRebateOn = this.#firstRebate(day + DAYS_AHEAD)
    return day < this.#nextRebateOn && day < (firstExpiry(this.#books) ?? Infinity)
  }

  /** The day of the first rebate after the place, or the first on which there may be one again. */
  #firstRebate(through: Day): Day {
    const { timeline } = this.#draft
    return nextDue(timeline, this.#place, startOfDay(through, timeline.timeZone), NOTHING_KEPT)?.day ?? through + 1
  }

  /** Runs, at its place in the journal, what was posted there. */
  runKept({ id, recordedAt, rulesVersion, occurrence }: HistoryJob): void {
    this.runThrough(recordedAt, occurrence)
    this.#ahead.delete(occurrence.name)
    this.#run(this.#draft.judging(occurrence.at, rulesVersion), occurrence, id)
    this.#pass(occurrence)
  }

  /** What has had its time is not looked for again: what comes later, and late, is for the next occurrence. */
  #pass(place: Place): void {
    if (comparePlaces(place, this.#place) > 0) this.#place = place
  }

  #run(timeline: RulesTimeline, occurrence: Occurrence, transactionId: number): void {
    if (!this.#concerns(timeline, occurrence)) return
    const books = this.#books
    const tier =
      occurrence.kind === 'rebate' ? heldAtStartOf(timeline, this.#books.tierFacts, occurrence.day).tier : null
    const { kind, movement } = decideJobPosting(timeline.at(occurrence.at), occurrence, books.wallet, {
      tier,
      transactionId,
    })
    if (movement.transfers.length === 0) return
    if (kind === 'expire') books.expire(transactionId, movement)
    else books.post(transactionId, movement)
  }

  /** Whether the rules then have it on that day, and for this member. */
  #concerns(timeline: RulesTimeline, { kind, code, day, at }: Occurrence): boolean {
    const { document } = timeline.at(at)
    if (kind === 'rebate') {
      const rebate = document.rebates.find(r => r.code === code)
      return rebate !== undefined && dayInYear(yearMonthDay(day).year, rebate.on) === day
    }
    if (kind !== 'inactivity') return true
    const unit = code === 'points' ? 'points' : 'memberCash'
    const rule = document.expiry[unit]
    return rule.kind === 'inactivity' && this.#isInactive(unit, inactiveThrough(day, rule.months), day, at)
  }

  /** Whether the member did nothing after `lastDay` until that day: bought nothing, was given nothing of the unit. */
  #isInactive(unit: LotUnit, lastDay: Day, day: Day, at: Instant): boolean {
    const { wallet, registeredOn, activity } = this.#books
    const { timeZone } = this.#draft.timeline
    return (
      wallet.balances[unit] > 0 &&
      registeredOn <= lastDay &&
      !activity.some(entry => entry.day > lastDay && entry.day < day) &&
      !wallet.lots[unit].some(lot => lot.earnedAt < at && dayOf(lot.earnedAt, timeZone) > lastDay)
    )
  }

  #keptDays(): KeptDays {
    const { wallet } = this.#books
    const lastOf = (unit: LotUnit): Day | null =>
      this.#draft.knowsInactivity && wallet.balances[unit] > 0 ? this.#lastActiveOn(unit) : null
    return {
      // A reservation lapses whatever the rules are: the journal has it.
      lapsesOn: null,
      sealsOn: null,
      expiresOn: firstExpiry(this.#books),
      // A tier is decided whenever it is asked for.
      tierNextOn: null,
      lastActiveOn: { points: lastOf('points'), memberCash: lastOf('memberCash') },
      hasPurchases: false,
      hasSegments: false,
      hasCampaigns: false,
    }
  }

  #lastActiveOn(unit: LotUnit): Day {
    const { registeredOn, activity, wallet } = this.#books
    const { timeZone } = this.#draft.timeline
    let last = registeredOn
    for (const entry of activity) if (entry.day > last) last = entry.day
    for (const lot of wallet.lots[unit]) last = Math.max(last, dayOf(lot.earnedAt, timeZone))
    return last
  }
}
