import type { Day } from '../calendar/day.ts'
import { startOfDay } from '../calendar/zone.ts'
import type { RulesTimeline } from '../program/timeline.ts'
import { activitySums, type Measure } from './activity.ts'
import { decideTierHistory, lastHolding, type TierFacts } from './tier-history.ts'
import { holdWindow } from './tier-steps.ts'

/** A card that will be lost on a day if nothing more is bought, and what would keep it. */
export interface TierFall {
  readonly on: Day
  readonly tier: string
  /** The tier that follows; null where the card is void. */
  readonly to: string | null
  /** What renews it; null where nothing does. */
  readonly unless: {
    readonly measure: Measure
    readonly window: 'membershipYear' | 'validity'
    readonly required: number
    readonly remaining: number
  } | null
}

/**
 * Whether the tier held on `today` falls when its validity ends, by what has been bought so far: decided by the tier
 * history itself, so that notice and fall never disagree (S1). Null where it stays, rises, or does not end.
 */
export const tierFallAhead = (timeline: RulesTimeline, facts: TierFacts, today: Day): TierFall | null => {
  const held = lastHolding(decideTierHistory(timeline, facts, today))
  if (held.tier === null || held.through === null) return null
  const on = held.through + 1
  const then = lastHolding(decideTierHistory(timeline, facts, on))
  const rules = timeline.at(startOfDay(on, timeline.timeZone))
  const tier = rules.tier(held.tier)
  if (then.tier === held.tier || (rules.tier(then.tier)?.rank ?? 0) >= (tier?.rank ?? 0)) return null
  const renewal = tier?.renewal
  const current = renewal ? activitySums(facts.activity).sum(renewal.measure, holdWindow(rules, renewal, held)) : 0
  return {
    on,
    tier: held.tier,
    to: then.tier,
    unless: renewal
      ? {
          measure: renewal.measure,
          window: renewal.window,
          required: renewal.atLeast,
          remaining: Math.max(0, renewal.atLeast - current),
        }
      : null,
  }
}
