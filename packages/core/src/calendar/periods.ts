import { addMonths, clampedDay, type Day, dayFrom, type DayRange, daysInMonth, yearMonthDay } from './day.ts'

/** The day of the calendar year on which a program's year begins, such as 1 August. */
export interface YearStart {
  readonly month: number
  readonly day: number
}

const A_LEAP_YEAR = 2000

/** That date of the year; 29 February is 28 February in common years. Throws RangeError for a date of no year. */
export const dayInYear = (year: number, date: YearStart): Day => {
  if (date.day > daysInMonth(A_LEAP_YEAR, date.month)) {
    throw new RangeError(`no such day of the year: ${date.month}-${date.day}`)
  }
  return clampedDay(year, date.month, date.day)
}

/** The calendar month that holds the day. */
export const monthOf = (day: Day): DayRange => {
  const { year, month } = yearMonthDay(day)
  const from = dayFrom(year, month, 1)
  return { from, through: from + daysInMonth(year, month) - 1 }
}

/** The membership year that holds the day, from its start to the eve of the next (S1: 1 August to 31 July). */
export const membershipYearOf = (day: Day, start: YearStart): DayRange => {
  const { year } = yearMonthDay(day)
  const startThisYear = dayInYear(year, start)
  if (day >= startThisYear) return { from: startThisYear, through: dayInYear(year + 1, start) - 1 }
  return { from: dayInYear(year - 1, start), through: startThisYear - 1 }
}

/**
 * A validity of so many months (at least one), its first day included: from 2026-03-10, 12 months end with 2027-03-09
 * (S1); from 29 February they end with 27 February.
 */
export const validityFrom = (start: Day, months: number): DayRange => {
  if (!(months >= 1)) throw new RangeError(`a validity takes one month or more: ${months}`)
  return { from: start, through: addMonths(start, months) - 1 }
}

/** The first such date of the year strictly after a day. */
export const yearlyOn = (after: Day, on: YearStart): Day => {
  const { year } = yearMonthDay(after)
  const thisYear = dayInYear(year, on)
  return thisYear > after ? thisYear : dayInYear(year + 1, on)
}
