import { formatDay } from '../src/calendar/day.ts'
import type { TierHolding } from '../src/tiers/tier-steps.ts'

/** A holding in one line: `WE 2026-03-10..2027-03-09 since 2026-03-10 (atOnce)`. */
export const textOf = ({ tier, from, since, through, because }: TierHolding): string =>
  `${tier ?? 'none'} ${formatDay(from)}..${through === null ? '' : formatDay(through)} since ${formatDay(since)} (${because})`
