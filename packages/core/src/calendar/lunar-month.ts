import type { Day } from './day.ts'

/** A month of the Chinese calendar; a leap month bears the number of the one before it. */
export interface LunarMonth {
  readonly month: number
  readonly leap: boolean
  readonly firstDay: Day
  /** 29 or 30 days. */
  readonly length: number
}
