import type { Instant } from '../calendar/day.ts'
import { minuteOfDay } from '../calendar/zone.ts'

const MINUTES_PER_DAY = 1440
const MS_PER_MINUTE = 60_000

/** Hours in which nobody is spoken to, in minutes since 00:00 on the program's clocks; they may turn round midnight. */
export interface QuietHours {
  /** The first quiet minute. */
  readonly from: number
  /** The first minute that is not. */
  readonly until: number
}

const isQuiet = ({ from, until }: QuietHours, minute: number): boolean =>
  from < until ? minute >= from && minute < until : minute >= from || minute < until

/**
 * The first instant from `at` on that lies in none of the hours: `at` itself where it is free (S15). Hours that leave no
 * minute of a day give null. Where the clocks change, what the zone's clocks show is what counts.
 */
export const afterQuietHours = (at: Instant, hours: readonly QuietHours[], timeZone: string): Instant | null => {
  const isFree = (instant: Instant) => !hours.some(quiet => isQuiet(quiet, minuteOfDay(instant, timeZone)))
  if (isFree(at)) return at
  const minute = Math.floor(at / MS_PER_MINUTE) * MS_PER_MINUTE
  // Two days, since a change of the clocks may skip the only free hour of one.
  for (let ahead = 1; ahead <= 2 * MINUTES_PER_DAY; ahead++) {
    const next = minute + ahead * MS_PER_MINUTE
    if (isFree(next)) return next
  }
  return null
}
