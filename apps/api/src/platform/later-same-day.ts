import type { DayActivity } from '@laurel/core'
import { listLaterActivity, type Bound } from '@laurel/db'

/** A business day is never longer than this, whatever the zone does with its clocks. */
const LONGEST_DAY_MS = 26 * 60 * 60 * 1000

/**
 * Asks what a member's receipts after an instant, of the same business day, come to; the next day's may be among them.
 * An instant beyond all receipts has none after it.
 */
export const laterSameDay = (memberId: number, at: number): Bound<DayActivity> =>
  listLaterActivity({ memberId, at, until: Math.min(at + LONGEST_DAY_MS, Number.MAX_SAFE_INTEGER) })
