import { addMonths, type Day, formatDay, type Instant, LAST_DAY, monthsLater, yearMonthDay } from '../calendar/day.ts'
import { dayInYear, type YearStart } from '../calendar/periods.ts'
import { dayOf, startOfDay } from '../calendar/zone.ts'
import type { LotUnit } from '../ledger/lots.ts'
import type { CompiledRules } from '../program/compile.ts'
import type { RulesTimeline } from '../program/timeline.ts'

/**
 * The kinds of scheduled work, in the order in which they run at one instant (DOMAIN "For every program"). The journal of
 * the day before is sealed before anything is added. Then reservations lapse, so that what comes back expires, is cleared and is rebated as if it had never been away.
 * Insight posts nothing: it looks at the members when all that is done, the forecast at what insight has found, and
 * segments are told last, by all of it.
 */
export const jobKinds = [
  'seal',
  'lapse',
  'expiry',
  'inactivity',
  'tiers',
  'rebate',
  'insight',
  'forecast',
  'segments',
] as const
export type JobKind = (typeof jobKinds)[number]

/** A piece of scheduled work that falls due once: at the start of a business day. */
export interface Occurrence {
  /** Stable, such as `rebate:august-rebate:2026-08-01`. */
  readonly name: string
  readonly kind: JobKind
  /** Which of its kind: the unit of an inactivity, the code of a rebate; null where there is one of it. */
  readonly code: string | null
  readonly day: Day
  readonly at: Instant
}

/** A place in the order of occurrences. */
export type Place = Pick<Occurrence, 'day' | 'kind' | 'code'>

/** What the books say about when work falls due: each the earliest day of any member, null where there is none. */
export interface KeptDays {
  /** The day after the one on which the first transaction that no seal covers was recorded. */
  readonly sealsOn: Day | null
  /** The day on which a reservation lapses: the one after its last. */
  readonly lapsesOn: Day | null
  /** The day on which an open lot is gone. */
  readonly expiresOn: Day | null
  /** The day on which time alone may change a tier. */
  readonly tierNextOn: Day | null
  /** The last day with a purchase, of those who hold something of the unit; not later than it really was. */
  readonly lastActiveOn: Readonly<Record<LotUnit, Day | null>>
  /** Whether anybody has bought anything. */
  readonly hasPurchases: boolean
  /** Whether there is a segment that somebody may enter or leave. */
  readonly hasSegments: boolean
  /** Whether anything was ever said to many, of which results are told. */
  readonly hasCampaigns: boolean
}

/**
 * The parts of a night's insight, in their order: what campaigns have brought, the facts of each member, then what they
 * come to in the program.
 */
const insightCodes = ['campaigns', 'facts', 'figures'] as const

const LAST_YEAR = 9999

/** The place behind everything that falls due on a day. */
export const endOf = (day: Day): Place => ({ day, kind: jobKinds.at(-1)!, code: '\u{10ffff}' })

/** The place behind everything that falls due up to an instant. */
export const placeAt = (timeline: RulesTimeline, then: Instant): Place => endOf(dayOf(then, timeline.timeZone))

const rankOf = (kind: JobKind): number => jobKinds.indexOf(kind)

const compareCodes = (a: string | null, b: string | null): number => {
  const [x, y] = [a ?? '', b ?? '']
  return x < y ? -1 : x > y ? 1 : 0
}

/** The order of occurrences: by day, then by kind, then by code. */
export const comparePlaces = (a: Place, b: Place): number =>
  a.day - b.day || rankOf(a.kind) - rankOf(b.kind) || compareCodes(a.code, b.code)

/** The first day whose start does not come before an instant. */
const firstDayFrom = (timeline: RulesTimeline, instant: Instant): Day => {
  const day = dayOf(instant, timeline.timeZone)
  return startOfDay(day, timeline.timeZone) < instant ? day + 1 : day
}

/** The first day that `dayIn` finds under the rules in force at its start, from `from` through `through`. */
const firstUnder = (
  timeline: RulesTimeline,
  from: Day,
  through: Day,
  dayIn: (rules: CompiledRules, from: Day) => Day | null,
): Day | null => {
  for (let day = from; day <= through;) {
    const start = startOfDay(day, timeline.timeZone)
    const found = dayIn(timeline.at(start), day)
    const changesAt = timeline.changesAfter(start)
    const otherwise = changesAt === Infinity ? Infinity : firstDayFrom(timeline, changesAt)
    if (found !== null && found < otherwise) return found <= through ? found : null
    day = otherwise
  }
  return null
}

/** The first such date of a year, from a day on. */
const yearlyFrom = (from: Day, on: YearStart): Day | null => {
  const { year } = yearMonthDay(from)
  const thisYear = dayInYear(year, on)
  if (thisYear >= from) return thisYear
  return year < LAST_YEAR ? dayInYear(year + 1, on) : null
}

/** The first day on which the rules call a member inactive who was last active on a day (S5); null where it never comes. */
export const inactiveOn = (lastActiveOn: Day, months: number): Day | null => monthsLater(lastActiveOn, months)

/** The latest day of last activity that makes a member inactive on `day`. */
export const inactiveThrough = (day: Day, months: number): Day => {
  let last = addMonths(day, -months)
  // 28 February counts for 31 August too: the day before a clamped one may already be due.
  while ((inactiveOn(last + 1, months) ?? Infinity) <= day) last++
  while ((inactiveOn(last, months) ?? Infinity) > day) last--
  return last
}

const max = (a: Day, b: Day | null): Day | null => (b === null ? null : Math.max(a, b))

const nameOf = ({ kind, code, day }: Place): string =>
  [kind, ...(code === null ? [] : [code]), formatDay(day)].join(':')

/** The rebates that the rules of the days from `from` through `through` know. */
const rebateCodes = (timeline: RulesTimeline, from: Day, through: Day): ReadonlySet<string> => {
  const codes = new Set<string>()
  for (let at = startOfDay(from, timeline.timeZone); at !== Infinity; at = timeline.changesAfter(at)) {
    if (dayOf(at, timeline.timeZone) > through) break
    for (const { code } of timeline.at(at).document.rebates) codes.add(code)
  }
  return codes
}

/**
 * What falls due after a place and not later than `now`: the first of it, or null (S5). Asked again after it has run it
 * gives the next, so that what one piece of work brings about is seen by the next. Days of which nothing is due for
 * anyone are passed over, save those of rebates. Of insight, forecasts and segments only the last day's are due.
 */
export const nextDue = (timeline: RulesTimeline, after: Place, now: Instant, kept: KeptDays): Occurrence | null => {
  const through = dayOf(now, timeline.timeZone)
  const fromOf = (kind: JobKind, code: string | null): Day =>
    comparePlaces({ day: after.day, kind, code }, after) > 0 ? after.day : after.day + 1
  const candidates: Place[] = []
  const add = (kind: JobKind, code: string | null, dayFrom: (from: Day) => Day | null) => {
    const day = dayFrom(fromOf(kind, code))
    if (day !== null && day <= through) candidates.push({ kind, code, day })
  }
  add('seal', null, from => max(from, kept.sealsOn))
  add('lapse', null, from => max(from, kept.lapsesOn))
  add('expiry', null, from => max(from, kept.expiresOn))
  for (const unit of ['memberCash', 'points'] as const) {
    const last = kept.lastActiveOn[unit]
    if (last !== null)
      add('inactivity', unit, from =>
        firstUnder(timeline, from, through, ({ document }, first) => {
          const rule = document.expiry[unit]
          return rule.kind === 'inactivity' ? max(first, inactiveOn(last, rule.months)) : null
        }),
      )
  }
  add('tiers', null, from => max(from, kept.tierNextOn))
  for (const code of rebateCodes(timeline, after.day, through))
    add('rebate', code, from =>
      firstUnder(timeline, from, through, ({ document }, first) => {
        const rebate = document.rebates.find(r => r.code === code)
        return rebate ? yearlyFrom(first, rebate.on) : null
      }),
    )
  // What it would have said on days that are over, nobody asks: only the last one's is made.
  const last = Math.min(through, LAST_DAY)
  const onLast = (from: Day): Day | null => (from <= last ? last : null)
  if (kept.hasPurchases) {
    for (const code of insightCodes) if (code !== 'campaigns' || kept.hasCampaigns) add('insight', code, onLast)
    add('forecast', null, onLast)
  }
  if (kept.hasSegments) add('segments', null, onLast)
  const first = candidates.toSorted(comparePlaces)[0]
  return first ? { ...first, name: nameOf(first), at: startOfDay(first.day, timeline.timeZone) } : null
}
