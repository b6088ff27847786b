/** Whole days since 1970-01-01: a date in the program's zone, of the years 1 to 9999. */
export type Day = number

/** Milliseconds since the epoch. */
export type Instant = number

/** A run of days, both ends included. */
export interface DayRange {
  readonly from: Day
  readonly through: Day
}

export const MS_PER_DAY = 86_400_000

const FIRST_YEAR = 1
const LAST_YEAR = 9999
const FIRST_DAY = -719_162 // 0001-01-01
/** 9999-12-31. A clock may stand a few hours beyond it, where a zone is ahead. */
export const LAST_DAY = 2_932_896

const isLeapYear = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)

/** How many days a month (1 to 12) has. */
export const daysInMonth = (year: number, month: number): number => {
  if (month === 2) return isLeapYear(year) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

const isDate = (year: number, month: number, day: number): boolean =>
  Number.isInteger(year) &&
  Number.isInteger(month) &&
  Number.isInteger(day) &&
  year >= FIRST_YEAR &&
  year <= LAST_YEAR &&
  month >= 1 &&
  month <= 12 &&
  day >= 1 &&
  day <= daysInMonth(year, month)

// Integers instead of Date or Temporal, since every receipt asks: years are counted from March, so that the leap day
// comes last (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms"). 0000-03-01 is so many days before 1970.
const DAYS_BEFORE_EPOCH = 719_468
const DAYS_PER_CYCLE = 146_097 // 400 years

// Of whole numbers from 0 to 2^31, at half the time of Math.floor.
const quotient = (dividend: number, divisor: number): number => (dividend / divisor) | 0

const dayOfDate = (year: number, month: number, day: number): Day => {
  const marchYear = month > 2 ? year : year - 1
  const marchMonth = month > 2 ? month - 3 : month + 9
  const leapDays = quotient(marchYear, 4) - quotient(marchYear, 100) + quotient(marchYear, 400)
  return marchYear * 365 + leapDays + quotient(marchMonth * 153 + 2, 5) + day - 1 - DAYS_BEFORE_EPOCH
}

/** The day of a date. Throws RangeError when there is no such date in the years 1 to 9999. */
export const dayFrom = (year: number, month: number, day: number): Day => {
  if (!isDate(year, month, day)) throw new RangeError(`no such date: ${year}-${month}-${day}`)
  return dayOfDate(year, month, day)
}

/** Year, month (1 to 12) and day of the month. Throws RangeError outside the years 1 to 9999. */
export const yearMonthDay = (day: Day): { year: number; month: number; day: number } => {
  if (!Number.isInteger(day) || day < FIRST_DAY || day > LAST_DAY) throw new RangeError(`no such day: ${day}`)
  const days = day + DAYS_BEFORE_EPOCH
  const cycle = quotient(days, DAYS_PER_CYCLE)
  const dayOfCycle = days - cycle * DAYS_PER_CYCLE
  // Less the leap days before it, so that every year has 365.
  const evenDays =
    dayOfCycle - quotient(dayOfCycle, 1460) + quotient(dayOfCycle, 36_524) - quotient(dayOfCycle, 146_096)
  const yearOfCycle = quotient(evenDays, 365)
  const dayOfYear = dayOfCycle - (yearOfCycle * 365 + quotient(yearOfCycle, 4) - quotient(yearOfCycle, 100))
  const marchMonth = quotient(dayOfYear * 5 + 2, 153)
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
  const marchYear = cycle * 400 + yearOfCycle
  return {
    year: month > 2 ? marchYear : marchYear + 1,
    month,
    day: dayOfYear - quotient(marchMonth * 153 + 2, 5) + 1,
  }
}

const DATE_TEXT = /^(\d{4})-(\d{2})-(\d{2})$/

/** Reads YYYY-MM-DD (RFC 3339 full-date), nothing looser; null when it is anything else or no real date. */
export const parseDay = (text: string): Day | null => {
  const match = DATE_TEXT.exec(text)
  if (match === null) return null
  const year = Number(match[1])
  const month = Number(match[2])
  const day = Number(match[3])
  return isDate(year, month, day) ? dayOfDate(year, month, day) : null
}

const padded = (value: number, width: number): string => String(value).padStart(width, '0')

/** Writes YYYY-MM-DD. Throws RangeError outside the years 1 to 9999. */
export const formatDay = (day: Day): string => {
  const date = yearMonthDay(day)
  return `${padded(date.year, 4)}-${padded(date.month, 2)}-${padded(date.day, 2)}`
}

/** ISO 8601 weekday: 1 Monday to 7 Sunday. */
export const weekdayOf = (day: Day): number => {
  // 1970-01-01 was a Thursday, and the remainder is negative before it.
  const sinceMonday = (day + 3) % 7
  return (sinceMonday < 0 ? sinceMonday + 7 : sinceMonday) + 1
}

/** The day of the month in that year, or the month's last day where the month is too short for it. */
export const clampedDay = (year: number, month: number, day: number): Day =>
  dayFrom(year, month, Math.min(day, daysInMonth(year, month)))

/**
 * The same day of the month so many months on (or back, when negative), clamped to the month's end:
 * 31 August + 3 = 30 November, + 6 = 28 or 29 February, + 12 = 31 August. Always count from the original day:
 * two steps of one month may clamp where one of two months does not.
 */
export const addMonths = (day: Day, months: number): Day => {
  const date = yearMonthDay(day)
  const monthsSinceYear0 = date.year * 12 + (date.month - 1) + months
  const year = Math.floor(monthsSinceYear0 / 12)
  return clampedDay(year, monthsSinceYear0 - year * 12 + 1, date.day)
}

/** As {@link addMonths} forward; null where that would be beyond the year 9999. */
export const monthsLater = (day: Day, months: number): Day | null => {
  const { year, month } = yearMonthDay(day)
  return year * 12 + month + months > LAST_YEAR * 12 + 12 ? null : addMonths(day, months)
}
