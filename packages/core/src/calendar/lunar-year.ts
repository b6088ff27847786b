import { type Day, yearMonthDay } from './day.ts'
import { almanacMonths } from './lunar-almanac.ts'
import { intlMonths } from './lunar-intl.ts'
import type { LunarMonth } from './lunar-month.ts'

// A program asks for the same few years again and again; the bound only caps the memory.
const MAX_YEARS = 256
const monthsByYear = new Map<number, readonly LunarMonth[]>()

/**
 * The 12 or 13 months, in order, of the lunar year whose new year falls into that Gregorian year: from 1900 to 2100 as
 * published, beyond by the runtime's approximation. Throws RangeError outside the years 1 to 9998.
 */
export const lunarMonthsOf = (gregorianYear: number): readonly LunarMonth[] => {
  let months = monthsByYear.get(gregorianYear)
  if (months === undefined) {
    months = almanacMonths(gregorianYear) ?? intlMonths(gregorianYear)
    if (monthsByYear.size >= MAX_YEARS) monthsByYear.clear()
    monthsByYear.set(gregorianYear, months)
  }
  return months
}

/** The Gregorian year in which the lunar year that holds the day began. */
export const lunarYearOf = (day: Day): number => {
  const { year } = yearMonthDay(day)
  const newYear = lunarMonthsOf(year)[0]
  return newYear !== undefined && day < newYear.firstDay ? year - 1 : year
}
