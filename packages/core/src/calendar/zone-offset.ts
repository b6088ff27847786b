import { Temporal } from 'temporal-polyfill'
import { type Instant, MS_PER_DAY } from './day.ts'

/** A zone's offsets during one day of UTC: `beforeMs` until `changesAt` (Infinity on most days), `afterMs` from it. */
export interface DayOffsets {
  readonly beforeMs: number
  readonly changesAt: Instant
  readonly afterMs: number
}

// A Temporal call costs microseconds and a receipt asks several times, so what was learnt of a zone is kept, day by
// day. Five years of replay fit; both bounds only cap the memory, whoever is dropped is learnt again.
const MAX_ZONES = 32
const MAX_DAYS_PER_ZONE = 2048

const daysByZone = new Map<string, Map<number, DayOffsets>>()

const readOffsetMs = (instant: Instant, zone: string): number =>
  Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone).offsetNanoseconds / 1_000_000

/** The first instant in (from, until] that no longer has the offset of `from`. */
const findChange = (from: Instant, until: Instant, beforeMs: number, zone: string): Instant => {
  let last = from
  let first = until
  while (first - last > 1) {
    const middle = Math.floor((last + first) / 2)
    if (readOffsetMs(middle, zone) === beforeMs) last = middle
    else first = middle
  }
  return first
}

// Bisection instead of getTimeZoneTransition: the polyfill's search ends three years after the system clock's now.
// It rests on no zone changing its offset twice within one day.
const learnDay = (utcDay: number, zone: string): DayOffsets => {
  const from = utcDay * MS_PER_DAY
  const until = from + MS_PER_DAY
  const beforeMs = readOffsetMs(from, zone)
  const afterMs = readOffsetMs(until, zone)
  const changesAt = beforeMs === afterMs ? Infinity : findChange(from, until, beforeMs, zone)
  return { beforeMs, changesAt, afterMs }
}

const dropOldest = (map: Map<unknown, unknown>): void => {
  map.delete(map.keys().next().value)
}

const rememberDay = (utcDay: number, zone: string): DayOffsets => {
  const offsets = learnDay(utcDay, zone)
  let days = daysByZone.get(zone)
  if (days === undefined) {
    if (daysByZone.size >= MAX_ZONES) dropOldest(daysByZone)
    days = new Map()
    daysByZone.set(zone, days)
  }
  if (days.size >= MAX_DAYS_PER_ZONE) dropOldest(days)
  days.set(utcDay, offsets)
  return offsets
}

/** The offsets of a zone during a UTC day (days since 1970-01-01). Throws RangeError for an unknown zone. */
export const offsetsOfUtcDay = (utcDay: number, zone: string): DayOffsets =>
  daysByZone.get(zone)?.get(utcDay) ?? rememberDay(utcDay, zone)

/** Local time less UTC, in milliseconds, at that instant. Throws RangeError for an unknown zone. */
export const offsetMsAt = (instant: Instant, zone: string): number => {
  const offsets = offsetsOfUtcDay(Math.floor(instant / MS_PER_DAY), zone)
  return instant < offsets.changesAt ? offsets.beforeMs : offsets.afterMs
}
