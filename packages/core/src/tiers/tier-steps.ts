import type { Day, DayRange } from '../calendar/day.ts'
import { membershipYearOf, monthOf, validityFrom } from '../calendar/periods.ts'
import { dayOf, startOfDay } from '../calendar/zone.ts'
import type { CompiledRules, TierThreshold } from '../program/compile.ts'
import type { HoldRule, ThresholdRule, TierRules } from '../program/rules.schema.ts'
import type { RulesTimeline } from '../program/timeline.ts'
import type { ActivitySums } from './activity.ts'
import type { TierAct } from './tier-acts.ts'

/** Why a tier was taken up or left. */
export type TierCause = 'registration' | 'atOnce' | 'review' | 'renewal' | 'fall' | 'void' | 'topUp' | 'hand' | 'merge'

/** A stretch of time in which a member holds one tier (or none) under one validity. */
export interface TierHolding {
  readonly tier: string | null
  /** The day on which this holding began: a change of tier, or a renewal. */
  readonly from: Day
  /** The first day of unbroken holding of this tier. */
  readonly since: Day
  /** The last day of the validity; null where it does not end. */
  readonly through: Day | null
  readonly because: TierCause
}

const ALWAYS: DayRange = { from: -Infinity, through: Infinity }

/** The window of a threshold that contains `day`. */
export const windowAround = (rules: CompiledRules, window: ThresholdRule['window'], day: Day): DayRange => {
  switch (window) {
    case 'day':
      return { from: day, through: day }
    case 'month':
      return monthOf(day)
    case 'membershipYear':
      return membershipYearOf(day, rules.document.membershipYear.startsOn)
    case 'lifetime':
      return ALWAYS
  }
}

/** The last day of a tier taken up on `from`; null where it does not end (S1: "1 year from 10 March" ends with 9 March). */
const validThrough = (rules: CompiledRules, tier: TierRules, from: Day): Day | null => {
  switch (tier.validity.kind) {
    case 'unlimited':
      return null
    case 'membershipYear':
      return membershipYearOf(from, rules.document.membershipYear.startsOn).through
    case 'months':
      return validityFrom(from, tier.validity.months).through
  }
}

/** The window that a renewal or fall looks at: the validity that ends, or the membership year that ends with it. */
export const holdWindow = (
  rules: CompiledRules,
  rule: HoldRule,
  held: Pick<TierHolding, 'from' | 'through'>,
): DayRange =>
  rule.window === 'validity'
    ? { from: held.from, through: held.through ?? Infinity }
    : membershipYearOf(held.through ?? held.from, rules.document.membershipYear.startsOn)

/** Whether an entry rule is open to who holds `tier`. */
export const openTo = (rule: ThresholdRule, tier: string | null): boolean =>
  rule.fromTiers === undefined || (tier !== null && rule.fromTiers.includes(tier))

/** The tier that registration gives, and null where it gives none. */
export const registered = (rules: CompiledRules, on: Day): TierHolding => {
  const tier = rules.registrationTier
  return {
    tier: tier?.code ?? null,
    from: on,
    since: on,
    through: tier ? validThrough(rules, tier, on) : null,
    because: 'registration',
  }
}

/**
 * The highest tier above the present one that one of these thresholds, highest first, opens; entry only raises. One
 * look is one step: a tier that opens only from another is not reached through it in the same look (S2: never directly).
 */
const raised = (
  rules: CompiledRules,
  thresholds: readonly TierThreshold[],
  held: TierHolding,
  on: Day,
  sum: (rule: ThresholdRule) => number,
): TierHolding | null => {
  const rank = rules.tier(held.tier)?.rank ?? 0
  for (const { tier, rule } of thresholds) {
    if (tier.rank <= rank) return null
    if (openTo(rule, held.tier) && sum(rule) >= rule.atLeast)
      return {
        tier: tier.code,
        from: on,
        since: on,
        through: validThrough(rules, tier, on),
        because: rule.decided === 'atOnce' ? 'atOnce' : 'review',
      }
  }
  return null
}

/** What the first `count` days with receipts, the last of them `on`, give at once. */
export const enteredAtOnce = (rules: CompiledRules, held: TierHolding, on: Day, sums: ActivitySums, count: number) =>
  raised(rules, rules.thresholds.atOnce, held, on, rule =>
    sums.sum(rule.measure, windowAround(rules, rule.window, on), count),
  )

/** What the review at the start of `on` gives, over the year that ended at that instant. */
export const reviewed = (rules: CompiledRules, held: TierHolding, on: Day, sums: ActivitySums, count: number) =>
  raised(rules, rules.thresholds.atReview, held, on, rule =>
    sums.sum(rule.measure, windowAround(rules, rule.window, on - 1), count),
  )

/** What follows when a validity has ended: renewed where its rule held, else the first way down that holds. */
export const ended = (
  rules: CompiledRules,
  held: TierHolding,
  on: Day,
  sums: ActivitySums,
  count: number,
): TierHolding => {
  const tier = rules.tier(held.tier)
  const holds = (rule: HoldRule) => sums.sum(rule.measure, holdWindow(rules, rule, held), count) >= rule.atLeast
  if (tier?.renewal && holds(tier.renewal))
    return { tier: tier.code, from: on, since: held.since, through: validThrough(rules, tier, on), because: 'renewal' }
  const to = rules.tier(tier?.fall?.find(way => !way.when || holds(way.when))?.to ?? null)
  return to
    ? { tier: to.code, from: on, since: on, through: validThrough(rules, to, on), because: 'fall' }
    : { tier: null, from: on, since: on, through: null, because: 'void' }
}

/** The class that a top-up plan gives: the highest tier that names it; null where none does (S3). */
export const tierOfPlan = (rules: CompiledRules, plan: string): TierRules | null =>
  rules.tiersByRank.findLast(tier => tier.entry.some(entry => entry.on === 'topUp' && entry.plan === plan)) ?? null

/** Whether one holding is of a higher tier than another, or of the same and lasts longer. */
export const isBetter = (
  rules: CompiledRules,
  one: Pick<TierHolding, 'tier' | 'through'>,
  other: Pick<TierHolding, 'tier' | 'through'>,
): boolean => {
  const ranks = (rules.tier(one.tier)?.rank ?? 0) - (rules.tier(other.tier)?.rank ?? 0)
  return ranks > 0 || (ranks === 0 && one.tier !== null && (one.through ?? Infinity) > (other.through ?? Infinity))
}

/** What an act makes of the tier held before it; a class never lowers and never re-dates an equal or higher one. */
export const acted = (rules: CompiledRules, held: TierHolding, act: TierAct): TierHolding | null => {
  const { day } = act
  if (act.kind === 'topUp') {
    const tier = tierOfPlan(rules, act.plan)
    return tier && tier.rank > (rules.tier(held.tier)?.rank ?? 0)
      ? { tier: tier.code, from: day, since: day, through: validThrough(rules, tier, day), because: 'topUp' }
      : null
  }
  if (act.kind === 'merge') {
    const { tier, from, since, through } = act
    return isBetter(rules, act, held) ? { tier, from, since, through, because: 'merge' } : null
  }
  const tier = rules.tier(act.tier)
  return {
    tier: tier?.code ?? null,
    from: act.movedIn?.from ?? day,
    since: act.movedIn?.since ?? (held.tier === (tier?.code ?? null) ? held.since : day),
    through: tier ? (act.through ?? validThrough(rules, tier, day)) : null,
    because: 'hand',
  }
}

/** The first day after `after` on which the rules in force at its start hold a review; Infinity where none ever will. */
export const nextReviewAfter = (timeline: RulesTimeline, after: Day): Day => {
  let day = after
  for (;;) {
    const start = startOfDay(day + 1, timeline.timeZone)
    const rules = timeline.at(start)
    const review =
      rules.thresholds.atReview.length > 0
        ? membershipYearOf(day, rules.document.membershipYear.startsOn).through + 1
        : Infinity
    const changesAt = timeline.changesAfter(start)
    if (changesAt === Infinity) return review
    const changesOn = dayOf(changesAt, timeline.timeZone)
    const firstOfNext = startOfDay(changesOn, timeline.timeZone) < changesAt ? changesOn + 1 : changesOn
    if (review < firstOfNext) return review
    day = firstOfNext - 1
  }
}
