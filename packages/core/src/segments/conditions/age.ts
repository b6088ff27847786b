import { z } from 'zod'
import { daysInMonth, yearMonthDay, type Day } from '../../calendar/day.ts'
import { fact } from '../member-test.ts'
import { segmentConditionKind } from '../segment-condition.ts'
import { isSomeRange, NO_RANGE, range } from '../value-schemas.ts'

/** The latest date of birth, as YYYYMMDD, of who is `age` today: 29 February is kept on the 28th in common years. */
const bornThrough = (today: Day, age: number): number => {
  const { year, month, day } = yearMonthDay(today)
  const kept = month === 2 && day === daysInMonth(year, 2) ? 29 : day
  return (year - age) * 10_000 + month * 100 + kept
}

/** Who is so old today; who did not tell their year of birth has no age. */
export const age = segmentConditionKind({
  kind: 'age',
  schema: z.strictObject({ kind: z.literal('age'), ...range(z.int().min(0).max(150)) }).refine(isSomeRange, NO_RANGE),
  compile: ({ atLeast, atMost }, { today }) =>
    fact('bornOn', {
      from: atMost === undefined ? null : bornThrough(today, atMost + 1) + 1,
      through: bornThrough(today, atLeast ?? 0),
    }),
})
