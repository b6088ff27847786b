import { daysInMonth, yearMonthDay, type Day } from './day.ts'

/** The latest date of birth, as YYYYMMDD, of who is `age` today: 29 February is kept on the 28th in common years. */
export const bornThrough = (today: Day, age: number): number => {
  const { year, month, day } = yearMonthDay(today)
  const kept = month === 2 && day === daysInMonth(year, 2) ? 29 : day
  return (year - age) * 10_000 + month * 100 + kept
}
