import { type Day, yearMonthDay } from './day.ts'
import { lunarMonthsOf, lunarYearOf } from './lunar-year.ts'
import { dayInYear } from './periods.ts'

/**
 * A birthday as the member keeps it. The year of a solar one may be unknown and bears on no date; a lunar one replaces
 * the solar one.
 */
export type Birthday =
  | { readonly kind: 'solar'; readonly year: number | null; readonly month: number; readonly day: number }
  | { readonly kind: 'lunar'; readonly month: number; readonly day: number; readonly leap: boolean }

type LunarBirthday = Extract<Birthday, { kind: 'lunar' }>

/** The day on which it is kept in the lunar year that begins in that Gregorian year. */
const lunarBirthdayIn = (gregorianYear: number, { month, day, leap }: LunarBirthday): Day => {
  if (!Number.isInteger(day) || day < 1 || day > 30) throw new RangeError(`no such lunar day: ${day}`)
  const isMonth = (other: { month: number }): boolean => other.month === month
  const months = lunarMonthsOf(gregorianYear)
  // A leap month follows its ordinary one, which counts where the year has no such leap month.
  const kept = leap ? months.findLast(isMonth) : months.find(isMonth)
  if (kept === undefined) throw new RangeError(`no such lunar month: ${month}`)
  return kept.firstDay + Math.min(day, kept.length) - 1
}

/**
 * Whether the birthday is kept on that day (S8, "For every program"): once a year, a lunar one once a lunar year.
 * 29 February is kept on 28 February in common years, a leap month's birthday in the ordinary month of a year without
 * that leap month, lunar day 30 on the 29th of a short month. Throws RangeError for a date that no year has.
 */
export const isBirthday = (day: Day, birthday: Birthday): boolean => {
  if (birthday.kind === 'solar') return day === dayInYear(yearMonthDay(day).year, birthday)
  return day === lunarBirthdayIn(lunarYearOf(day), birthday)
}

/** The first day on or after `from` on which the birthday is kept. Throws RangeError for a date that no year has. */
export const nextBirthday = (from: Day, birthday: Birthday): Day => {
  const keptIn = (year: number): Day =>
    birthday.kind === 'solar' ? dayInYear(year, birthday) : lunarBirthdayIn(year, birthday)
  const year = birthday.kind === 'solar' ? yearMonthDay(from).year : lunarYearOf(from)
  const thisYear = keptIn(year)
  return thisYear >= from ? thisYear : keptIn(year + 1)
}
