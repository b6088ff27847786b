import type { Day, DayRange } from '../calendar/day.ts'

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

/** Sums over a member's days, by binary search over running totals. */
export interface ActivitySums {
  readonly days: readonly DayActivity[]
  /** The sum over the range, of the first `count` entries only (all, unless told). */
  readonly sum: (measure: Measure, range: DayRange, count?: number) => number
}

/** The index of the first entry whose day is not before `day`. */
const firstFrom = (days: readonly DayActivity[], day: Day): number => {
  let [low, high] = [0, days.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (days[middle]!.day < day) low = middle + 1
    else high = middle
  }
  return low
}

/** Orders a member's days and prepares their sums. */
export const activitySums = (activity: readonly DayActivity[]): ActivitySums => {
  const days = activity.toSorted((a, b) => a.day - b.day || a.rulesVersion - b.rulesVersion)
  const running = { qualifyingPoints: [0], spend: [0] }
  for (const entry of days) {
    running.qualifyingPoints.push(running.qualifyingPoints.at(-1)! + entry.qualifyingPoints)
    running.spend.push(running.spend.at(-1)! + entry.spendMinor)
  }
  return {
    days,
    sum: (measure, range, count = days.length) => {
      const through = Math.min(firstFrom(days, range.through + 1), count)
      const from = Math.min(firstFrom(days, range.from), through)
      return running[measure][through]! - running[measure][from]!
    },
  }
}
