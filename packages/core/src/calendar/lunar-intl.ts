import { type Day, dayFrom, MS_PER_DAY } from './day.ts'
import type { LunarMonth } from './lunar-month.ts'

interface LunarDate {
  readonly month: number
  readonly leap: boolean
  readonly dayOfMonth: number
}

// Built at first use: it would cost every Worker's start-up time.
let chineseCalendar: Intl.DateTimeFormat | undefined

const readLunarDate = (day: Day): LunarDate => {
  chineseCalendar ??= new Intl.DateTimeFormat('en-u-ca-chinese-nu-latn', {
    timeZone: 'UTC',
    month: 'numeric',
    day: 'numeric',
  })
  const parts = chineseCalendar.formatToParts(day * MS_PER_DAY)
  const partOf = (type: string): string => parts.find(part => part.type === type)?.value ?? ''
  // CLDR marks a leap month with "bis": "6bis".
  const month = /^(\d+)(bis)?$/.exec(partOf('month'))
  if (month === null) throw new Error(`this runtime's Intl has no Chinese calendar: month "${partOf('month')}"`)
  return { month: Number(month[1]), leap: month[2] !== undefined, dayOfMonth: Number(partOf('day')) }
}

/** The first day of the month after the one that begins on `firstDay`: the 31st day is its 1st or its 2nd. */
const startOfNextMonth = (firstDay: Day): Day => firstDay + 31 - readLunarDate(firstDay + 30).dayOfMonth

const findNewYear = (gregorianYear: number): Day => {
  // 1 January lies in one of the last months of the lunar year before.
  const january1 = dayFrom(gregorianYear, 1, 1)
  let firstDay = january1 + 1 - readLunarDate(january1).dayOfMonth
  do firstDay = startOfNextMonth(firstDay)
  while (readLunarDate(firstDay).month !== 1)
  return firstDay
}

/** The months of the lunar year that begins in that Gregorian year, by the runtime's own approximation (ICU). */
export const intlMonths = (gregorianYear: number): LunarMonth[] => {
  const months: LunarMonth[] = []
  let firstDay = findNewYear(gregorianYear)
  let { month, leap } = readLunarDate(firstDay)
  do {
    const nextDay = startOfNextMonth(firstDay)
    months.push({ month, leap, firstDay, length: nextDay - firstDay })
    firstDay = nextDay
    ;({ month, leap } = readLunarDate(firstDay))
  } while (month !== 1 || leap)
  return months
}
