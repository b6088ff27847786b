import { type Day, type Instant, MS_PER_DAY } from './day.ts'
import { offsetMsAt, offsetsOfUtcDay } from './zone-offset.ts'

const MS_PER_HOUR = 3_600_000
const MS_PER_MINUTE = 60_000

/** Whether it names a time zone (`Asia/Shanghai`). Bare offsets are none: they would forget summer time. */
export const isTimeZone = (name: string): boolean => {
  if (!/^[A-Za-z]/.test(name)) return false
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

/** The date that the zone's calendars show at that instant. Throws RangeError for an unknown zone. */
export const dayOf = (instant: Instant, zone: string): Day =>
  Math.floor((instant + offsetMsAt(instant, zone)) / MS_PER_DAY)

const msOfDay = (instant: Instant, zone: string): number => {
  const local = instant + offsetMsAt(instant, zone)
  return local - Math.floor(local / MS_PER_DAY) * MS_PER_DAY
}

/** Minutes on the zone's clocks since 00:00, 0 to 1439. */
export const minuteOfDay = (instant: Instant, zone: string): number =>
  Math.floor(msOfDay(instant, zone) / MS_PER_MINUTE)

/** The hour on the zone's clocks, 0 to 23. */
export const hourOf = (instant: Instant, zone: string): number => Math.floor(msOfDay(instant, zone) / MS_PER_HOUR)

/**
 * The first instant of that date in the zone, also where midnight does not exist or exists twice. A date that the zone
 * skipped (Pacific/Apia 2011-12-30) gives the start of the next one. Throws RangeError for an unknown zone.
 */
export const startOfDay = (day: Day, zone: string): Instant => {
  const localMidnight = day * MS_PER_DAY
  // Offsets stay within a day, so local midnight lies in the UTC day before it or in its own.
  for (let utcDay = day - 1; ; utcDay++) {
    const { beforeMs, changesAt, afterMs } = offsetsOfUtcDay(utcDay, zone)
    const from = utcDay * MS_PER_DAY
    const until = from + MS_PER_DAY
    const withBefore = Math.max(from, localMidnight - beforeMs)
    if (withBefore < Math.min(changesAt, until)) return withBefore
    const withAfter = Math.max(changesAt, localMidnight - afterMs)
    if (withAfter < until) return withAfter
  }
}
