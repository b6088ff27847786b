import type { Day } from '../calendar/day.ts'
import { membershipYearOf, monthOf } from '../calendar/periods.ts'
import type { ProgramRules } from '../program/rules.schema.ts'
import type { CapRoom } from '../purchases/receipt.ts'
import { activitySums, type DayActivity } from '../tiers/activity.ts'

/**
 * The room that the day's, month's or year's cap leaves, where one is set, and of several the tightest. All kept
 * receipts of the window count, later ones too: a late receipt must not lift a cap.
 */
export const capRoom = (rules: ProgramRules, activity: readonly DayActivity[], day: Day): CapRoom | null => {
  const { caps } = rules.earning
  if (!caps) return null
  const sums = activitySums(activity)
  const rooms = [
    { limit: 'day' as const, cap: caps.dayPoints, range: { from: day, through: day } },
    { limit: 'month' as const, cap: caps.monthPoints, range: monthOf(day) },
    {
      limit: 'membershipYear' as const,
      cap: caps.membershipYearPoints,
      range: membershipYearOf(day, rules.membershipYear.startsOn),
    },
  ].flatMap(({ limit, cap, range }) =>
    cap === undefined ? [] : [{ limit, points: Math.max(0, cap - sums.sum('qualifyingPoints', range)) }],
  )
  return rooms.reduce<CapRoom | null>((a, b) => (a && a.points <= b.points ? a : b), null)
}
