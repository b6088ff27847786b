import type { Day, DayRange } from '../calendar/day.ts'
import { membershipYearOf } from '../calendar/periods.ts'
import type { CompiledRules } from '../program/compile.ts'
import { activitySums, type DayActivity, type Measure } from './activity.ts'
import { holdWindow, openTo, windowAround, type TierHolding } from './tier-steps.ts'

/** One way to a higher tier, or to keeping the present one. Points whole, spend in minor units. */
export interface TierGoal {
  readonly goal: 'upgrade' | 'renew'
  readonly tier: string
  readonly window: 'day' | 'month' | 'membershipYear' | 'validity' | 'lifetime'
  readonly measure: Measure
  readonly current: number
  readonly required: number
  readonly remaining: number
  /** The last day that counts; null where nothing ends it. */
  readonly endsOn: Day | null
  readonly effective: 'atOnce' | 'atReview'
}

/** Every way up from the present tier, lowest tier first, and the renewal of the present one (S1). */
export const tierProgress = (
  rules: CompiledRules,
  activity: readonly DayActivity[],
  held: TierHolding,
  today: Day,
): readonly TierGoal[] => {
  const sums = activitySums(activity)
  const goal = (kind: 'upgrade' | 'renew', range: DayRange, of: { measure: Measure; atLeast: number }) => {
    const current = sums.sum(of.measure, range)
    return {
      goal: kind,
      measure: of.measure,
      current,
      required: of.atLeast,
      remaining: Math.max(0, of.atLeast - current),
      endsOn: Number.isFinite(range.through) ? range.through : null,
    }
  }
  const rank = rules.tier(held.tier)?.rank ?? 0
  const goals: TierGoal[] = []
  for (const tier of rules.tiersByRank) {
    if (tier.rank <= rank) continue
    for (const rule of tier.entry)
      if (rule.on === 'threshold' && openTo(rule, held.tier)) {
        const range = windowAround(rules, rule.window, today)
        const reviewEnds = membershipYearOf(today, rules.document.membershipYear.startsOn).through
        goals.push({
          ...goal('upgrade', range, rule),
          tier: tier.code,
          window: rule.window,
          effective: rule.decided,
          ...(rule.decided === 'atReview' && { endsOn: reviewEnds }),
        })
      }
  }
  const present = rules.tier(held.tier)
  if (present?.renewal && held.through !== null)
    goals.push({
      ...goal('renew', holdWindow(rules, present.renewal, held), present.renewal),
      tier: present.code,
      window: present.renewal.window,
      effective: 'atReview',
    })
  return goals
}
