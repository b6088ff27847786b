import { bornThrough } from '../calendar/born-through.ts'
import type { Day } from '../calendar/day.ts'
import type { ValueTest } from './member-test.ts'

interface Ages {
  readonly atLeast?: number | undefined
  readonly atMost?: number | undefined
}

/** The dates of birth, as YYYYMMDD, of who is so old today. */
export const agedBetween = ({ atLeast, atMost }: Ages, today: Day): ValueTest => ({
  from: atMost === undefined ? null : bornThrough(today, atMost + 1) + 1,
  through: bornThrough(today, atLeast ?? 0),
})
