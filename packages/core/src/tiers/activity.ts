import type { Day, DayRange } from '../calendar/day.ts'
import { addSafe } from '../money/safe.ts'

/** What a member's kept receipts of one business day, judged under one rules version, come to. */
export interface DayActivity {
  readonly day: Day
  readonly rulesVersion: number
  /** Points earned less points returned. */
  readonly qualifyingPoints: number
  /** The cash part, net of returns, in minor units. */
  readonly spendMinor: number
}

export type Measure = 'qualifyingPoints' | 'spend'

/** A day's activity, or the part of it that lies between two acts on the member's tier. */
export interface DayEntry extends DayActivity {
  readonly part?: number
}

/** Sums over a member's days, by binary search over running totals. */
export interface ActivitySums {
  readonly days: readonly DayEntry[]
  /** The sum over the range, of the first `count` entries only (all, unless told). */
  readonly sum: (measure: Measure, range: DayRange, count?: number) => number
}

/** The index of the first of the `end` entries whose day is not before `day`; searched from the end, where windows lie. */
export const firstFrom = (days: readonly DayEntry[], day: Day, end: number): number => {
  let high = end
  let step = 1
  while (high >= step && days[high - step]!.day >= day) {
    high -= step
    step *= 2
  }
  let low = Math.max(0, high - step)
  while (low < high) {
    const middle = (low + high) >> 1
    if (days[middle]!.day < day) low = middle + 1
    else high = middle
  }
  return low
}

/** The order of entries: by day, then by what came first on it. */
export const inTurn = (a: DayEntry, b: DayEntry): number =>
  a.day - b.day || (a.part ?? 0) - (b.part ?? 0) || a.rulesVersion - b.rulesVersion

/** In order, as they nearly always are: then nothing is sorted, or copied. */
const inOrder = (activity: readonly DayEntry[]): readonly DayEntry[] => {
  for (let i = 1; i < activity.length; i++)
    if (inTurn(activity[i - 1]!, activity[i]!) > 0) return activity.toSorted(inTurn)
  return activity
}

/** Orders a member's days and prepares their sums. Throws RangeError where a sum of them all leaves the exact integers. */
export const activitySums = (activity: readonly DayEntry[]): ActivitySums => {
  const days = inOrder(activity)
  const points = new Float64Array(days.length + 1)
  const spend = new Float64Array(days.length + 1)
  for (let i = 0; i < days.length; i++) {
    const entry = days[i]!
    points[i + 1] = addSafe(points[i]!, entry.qualifyingPoints)
    spend[i + 1] = addSafe(spend[i]!, entry.spendMinor)
  }
  return {
    days,
    sum: (measure, range, count = days.length) => {
      const through = firstFrom(days, range.through + 1, count)
      const from = firstFrom(days, range.from, through)
      const running = measure === 'spend' ? spend : points
      return running[through]! - running[from]!
    },
  }
}
