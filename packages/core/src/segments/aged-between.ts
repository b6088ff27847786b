import { daysInMonth, yearMonthDay, type Day } from '../calendar/day.ts'
import type { ValueTest } from './member-test.ts'

/** The latest date of birth, as YYYYMMDD, of who is `age` today: 29 February is kept on the 28th in common years. */
const bornThrough = (today: Day, age: number): number => {
  const { year, month, day } = yearMonthDay(today)
  const kept = month === 2 && day === daysInMonth(year, 2) ? 29 : day
  return (year - age) * 10_000 + month * 100 + kept
}

interface Ages {
  readonly atLeast?: number | undefined
  readonly atMost?: number | undefined
}

/** The dates of birth, as YYYYMMDD, of who is so old today. */
export const agedBetween = ({ atLeast, atMost }: Ages, today: Day): ValueTest => ({
  from: atMost === undefined ? null : bornThrough(today, atMost + 1) + 1,
  through: bornThrough(today, atLeast ?? 0),
})
