import { Lunar, LunarYear } from 'lunar-typescript'
import { isoDay } from './days.ts'

/** A birthday of the Chinese calendar; `leap` is the month that a year may have twice, the second time. */
export interface LunarDate {
  readonly month: number
  readonly day: number
  readonly leap: boolean
}

const lunarAt = (day: number) => {
  const [year, month, date] = isoDay(day).split('-').map(Number)
  return Lunar.fromDate(new Date(year!, month! - 1, date, 12))
}

/**
 * Whether a lunar birthday is kept on a day (DOMAIN "For every program"), by an almanac that is not the product's, which
 * gives a leap month as a negative number.
 */
export const isLunarBirthday = (day: number, { month, day: date, leap }: LunarDate): boolean => {
  const here = lunarAt(day)
  const isLeap = leap && LunarYear.fromYear(here.getYear()).getLeapMonth() === month
  if (here.getMonth() !== (isLeap ? -month : month)) return false
  // The 30th is kept on the 29th where the month has no other last day.
  return here.getDay() === date || (date === 30 && here.getDay() === 29 && lunarAt(day + 1).getDay() === 1)
}
