import { formatDay, type Instant, MS_PER_DAY, parseDay } from './day.ts'
import { offsetMsAt } from './zone-offset.ts'

const MS_PER_HOUR = 3_600_000
const MS_PER_MINUTE = 60_000
const LAST_INSTANT = Date.UTC(9999, 11, 31, 23, 59, 59, 999)

const INSTANT_TEXT =
  /^(\d{4}-\d{2}-\d{2})[Tt]([01]\d|2[0-3]):([0-5]\d):([0-5]\d)(?:\.(\d+))?(?:[Zz]|([+-])([01]\d|2[0-3]):([0-5]\d))$/

/**
 * Reads an RFC 3339 date-time with its offset, of the years 1970 to 9999 UTC; digits beyond the millisecond are cut
 * off. Null when it is anything else: no offset, no such date, 24:00, a leap second.
 */
export const parseInstant = (text: string): Instant | null => {
  const match = INSTANT_TEXT.exec(text)
  if (match === null) return null
  const [, date = '', hour, minute, second, fraction = '', sign, offsetHours = 0, offsetMinutes = 0] = match
  const day = parseDay(date)
  if (day === null) return null
  const ms = Number(fraction.slice(0, 3).padEnd(3, '0'))
  const msOfDay = Number(hour) * MS_PER_HOUR + Number(minute) * MS_PER_MINUTE + Number(second) * 1000 + ms
  const offset = Number(offsetHours) * MS_PER_HOUR + Number(offsetMinutes) * MS_PER_MINUTE
  const instant = day * MS_PER_DAY + msOfDay - (sign === '-' ? -offset : offset)
  return instant >= 0 && instant <= LAST_INSTANT ? instant : null
}

const twoDigits = (value: number): string => String(value).padStart(2, '0')

const formatOffset = (offsetMinutes: number): string => {
  const size = Math.abs(offsetMinutes)
  return `${offsetMinutes < 0 ? '-' : '+'}${twoDigits(Math.floor(size / 60))}:${twoDigits(size % 60)}`
}

const formatLocal = (localMs: number, offset: string): string => {
  const day = Math.floor(localMs / MS_PER_DAY)
  const msOfDay = localMs - day * MS_PER_DAY
  const hour = Math.floor(msOfDay / MS_PER_HOUR)
  const minute = Math.floor(msOfDay / MS_PER_MINUTE) % 60
  const second = Math.floor(msOfDay / 1000) % 60
  const ms = msOfDay % 1000
  const fraction = ms === 0 ? '' : `.${String(ms).padStart(3, '0')}`
  return `${formatDay(day)}T${twoDigits(hour)}:${twoDigits(minute)}:${twoDigits(second)}${fraction}${offset}`
}

/**
 * Writes RFC 3339 with the zone's offset at that instant, milliseconds only when there are any; reads back to the same
 * instant. Throws RangeError for an unknown zone or an instant outside the years 1970 to 9999 UTC.
 */
export const formatInstant = (instant: Instant, zone: string): string => {
  if (!Number.isInteger(instant) || instant < 0 || instant > LAST_INSTANT) {
    throw new RangeError(`instant outside the years 1970 to 9999: ${instant}`)
  }
  // RFC 3339 has no seconds in an offset; Africa/Monrovia had, until 1972.
  const offsetMinutes = Math.round(offsetMsAt(instant, zone) / MS_PER_MINUTE)
  const localMs = instant + offsetMinutes * MS_PER_MINUTE
  // Nor has it a year 10000: the last hours of 9999, which clients send for "never", are written in UTC.
  return localMs > LAST_INSTANT ? formatLocal(instant, 'Z') : formatLocal(localMs, formatOffset(offsetMinutes))
}
