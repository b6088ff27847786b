import type { Day } from '../calendar/day.ts'
import { membershipYearOf } from '../calendar/periods.ts'
import { startOfDay } from '../calendar/zone.ts'
import type { CompiledRules } from '../program/compile.ts'
import type { RulesTimeline } from '../program/timeline.ts'
import { activitySums, type ActivitySums, type DayActivity } from './activity.ts'
import { actsInOrder, partsOfDays, type TierAct } from './tier-acts.ts'
import { acted, ended, enteredAtOnce, nextReviewAfter, registered, reviewed, type TierHolding } from './tier-steps.ts'

/** What a member's tier history is a function of, beside the rules. */
export interface TierFacts {
  readonly registeredOn: Day
  readonly activity: readonly DayActivity[]
  /** Tiers set by hand, and the classes of top-ups that stand; none where left out. */
  readonly acts?: readonly TierAct[]
}

/** What a walk through a member's days looks at: what they come to, and the acts on the tier, in order. */
interface WalkedDays {
  readonly days: ActivitySums
  readonly acts: readonly TierAct[]
}

/** How far a walk through a member's days has come: always to the end of one of them. */
export interface TierWalk {
  readonly held: TierHolding
  /** How many entries of the days lie behind, and how many acts. */
  readonly count: number
  readonly done: number
  readonly nextReview: Day
}

const rulesOn = (timeline: RulesTimeline, day: Day): CompiledRules => timeline.at(startOfDay(day, timeline.timeZone))

/** A receipt that was returned altogether is as if it had never been: its day is not looked at. */
const leavesTrace = (entry: DayActivity): boolean => entry.qualifyingPoints !== 0 || entry.spendMinor !== 0

/** A walk before its first day, which is that of the registration or of what came before it. */
export const walkBegins = (timeline: RulesTimeline, registeredOn: Day, { days, acts }: WalkedDays): TierWalk => {
  const firstReceipts = days.days.find(leavesTrace)?.day ?? Infinity
  return {
    held: registered(rulesOn(timeline, registeredOn), registeredOn),
    count: 0,
    done: 0,
    nextReview: nextReviewAfter(timeline, Math.min(registeredOn, firstReceipts, acts[0]?.day ?? Infinity)),
  }
}

/**
 * Walks on through the end of `through` and tells every change of the holding. At one instant, validities end first, then
 * reviews raise, then the receipts of the day raise; an act of the day stands among them in its own place.
 */
export const walkThrough = (
  timeline: RulesTimeline,
  { days: sums, acts }: WalkedDays,
  from: TierWalk,
  through: Day,
  tell?: (held: TierHolding) => void,
): TierWalk => {
  let { held, count, done, nextReview } = from
  const become = (next: TierHolding | null) => {
    if (!next) return
    held = next
    tell?.(next)
  }
  for (;;) {
    const nextEnd = held.through === null ? Infinity : held.through + 1
    const day = Math.min(nextReview, nextEnd, sums.days[count]?.day ?? Infinity, acts[done]?.day ?? Infinity)
    if (day > through) return { held, count, done, nextReview }
    if (nextEnd === day) become(ended(rulesOn(timeline, day), held, day, sums, count))
    if (nextReview === day) {
      become(reviewed(rulesOn(timeline, day), held, day, sums, count))
      nextReview = nextReviewAfter(timeline, day)
    }
    for (let part = 0; ; part++) {
      for (; sums.days[count]?.day === day && (sums.days[count]!.part ?? 0) <= part; count++) {
        const entry = sums.days[count]!
        if (leavesTrace(entry)) become(enteredAtOnce(timeline.version(entry.rulesVersion), held, day, sums, count + 1))
      }
      const act = acts[done]
      if (act?.day !== day) break
      become(acted(timeline.version(act.rulesVersion), held, act))
      done++
    }
  }
}

/**
 * The tier history of a member through the end of `through`: one pure function from kept receipts by business day, acts
 * and registration to every holding, oldest first, so that a late receipt re-decides as if it had been known in time
 * (S1).
 */
export const decideTierHistory = (timeline: RulesTimeline, facts: TierFacts, through: Day): readonly TierHolding[] => {
  const acts = actsInOrder(facts.acts ?? [])
  const days = activitySums(acts.length > 0 ? partsOfDays(facts.activity, acts) : facts.activity)
  const begins = walkBegins(timeline, facts.registeredOn, { days, acts })
  const history: TierHolding[] = [begins.held]
  walkThrough(timeline, { days, acts }, begins, through, held => history.push(held))
  return history
}

/** The holding at the end of a tier history. */
export const lastHolding = (history: readonly TierHolding[]): TierHolding => history.at(-1)!

/**
 * The first day on which the passing of time alone changes the tier; null where it never does. `activity` is that of
 * `held`'s history: a review that it does not reach is passed over, so that a night in which nothing changes has nobody
 * to look at.
 */
export const nextTierDecisionOn = (
  timeline: RulesTimeline,
  held: TierHolding,
  today: Day,
  activity: readonly DayActivity[],
): Day | null => {
  const end = held.through === null ? Infinity : held.through + 1
  const sums = activitySums(activity)
  const lastDay = sums.days.at(-1)?.day ?? -Infinity
  for (let day = nextReviewAfter(timeline, today); day < end; day = nextReviewAfter(timeline, day)) {
    const start = startOfDay(day, timeline.timeZone)
    const rules = timeline.at(start)
    if (reviewed(rules, held, day, sums, sums.days.length)) return day
    const { from } = membershipYearOf(day - 1, rules.document.membershipYear.startsOn)
    // From here on every review sees the same: nothing, or a lifetime.
    if (from > lastDay && timeline.changesAfter(start) === Infinity) break
  }
  return end === Infinity ? null : end
}
