import type { Day } from '../calendar/day.ts'
import type { RulesTimeline } from '../program/timeline.ts'
import type { DayActivity } from './activity.ts'
import { MemberDays } from './member-days.ts'
import { walkBegins, walkThrough, type TierWalk } from './tier-history.ts'
import type { TierHolding } from './tier-steps.ts'

/**
 * The tier of one member who lives on, with no acts on it: what `decideTierHistory` says of the days so far, without
 * going over those again that nothing has changed since.
 */
export class TierCourse {
  readonly timeline: RulesTimeline
  readonly registeredOn: Day
  readonly #days = new MemberDays()
  /** How far the days have been walked that are over, and where that led; null before the first. */
  #settled: { readonly through: Day; readonly walk: TierWalk } | null = null

  constructor(timeline: RulesTimeline, registeredOn: Day) {
    this.timeline = timeline
    this.registeredOn = registeredOn
  }

  /** What has been added, in the order of its days. */
  get activity(): readonly DayActivity[] {
    return this.#days.days
  }

  /** Adds what something on a day came to. Throws RangeError where a sum leaves the exact integers. */
  add(added: DayActivity): void {
    // Before the registration a receipt has the walk itself begin earlier.
    if (this.#settled && added.day <= Math.max(this.#settled.through, this.registeredOn)) this.#settled = null
    this.#days.add(added)
  }

  /** The tier held at the end of a day. */
  heldOn(day: Day): TierHolding {
    const facts = { days: this.#days, acts: [] }
    const known = this.#settled
    const from = known && known.through < day ? known.walk : walkBegins(this.timeline, this.registeredOn, facts)
    // The day itself may come to more; the days before it rarely do.
    const walk = walkThrough(this.timeline, facts, from, day - 1)
    this.#settled = { through: day - 1, walk }
    return walkThrough(this.timeline, facts, walk, day).held
  }
}
