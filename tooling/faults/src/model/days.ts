// Days are counted from 1970-01-01 in a zone that is eight hours ahead of UTC all year, as both documents' is. A naive
// calendar on purpose: what it is compared with reckons by itself.

export const DAY_MS = 86_400_000
const AHEAD_MS = 8 * 3_600_000

export const dayAt = (at: number): number => Math.floor((at + AHEAD_MS) / DAY_MS)
export const startOf = (day: number): number => day * DAY_MS - AHEAD_MS
export const isoDay = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10)
export const isoInstant = (at: number): string => new Date(at).toISOString()

const dateOf = (day: number) => new Date(day * DAY_MS)
const dayOf = (year: number, month: number, date: number): number => Date.UTC(year, month, date) / DAY_MS

/** So many months later, or the last day of that month where it is shorter. */
export const monthsLater = (day: number, months: number): number => {
  const date = dateOf(day)
  const last = dayOf(date.getUTCFullYear(), date.getUTCMonth() + months + 1, 0)
  return Math.min(last, last - dateOf(last).getUTCDate() + date.getUTCDate())
}

export interface DateOfYear {
  readonly month: number
  readonly day: number
}

/** That date of the year of `day`. */
const inYearOf = (day: number, on: DateOfYear): number => dayOf(dateOf(day).getUTCFullYear(), on.month - 1, on.day)

/** The next such date after a day. */
export const yearlyAfter = (day: number, on: DateOfYear): number =>
  inYearOf(day, on) > day ? inYearOf(day, on) : dayOf(dateOf(day).getUTCFullYear() + 1, on.month - 1, on.day)

export interface Span {
  readonly from: number
  readonly through: number
}

export const monthAround = (day: number): Span => {
  const first = day - dateOf(day).getUTCDate() + 1
  return { from: first, through: monthsLater(first, 1) - 1 }
}

export const yearAround = (day: number, startsOn: DateOfYear): Span => {
  const next = yearlyAfter(day, startsOn)
  return { from: yearlyAfter(next - 367, startsOn), through: next - 1 }
}

/** Whether a day is somebody's birthday; one of 29 February is kept on the 28th in common years. */
export const isBirthday = (day: number, { month, day: date }: DateOfYear): boolean => {
  const [here, next] = [dateOf(day), dateOf(day + 1)]
  if (here.getUTCMonth() + 1 !== month) return false
  return here.getUTCDate() === date || (date === 29 && here.getUTCDate() === 28 && next.getUTCDate() === 1)
}
