import type { Day, Instant } from '../calendar/day.ts'
import type { DayActivity } from './activity.ts'

interface Act {
  readonly id: number
  readonly at: Instant
  /** Its place in the member's journal: at one instant, what was recorded first comes first. */
  readonly seq: number
  readonly day: Day
  readonly rulesVersion: number
  /** What the receipts of its own day that come after it come to; empty where it is the last of its day. */
  readonly after: readonly DayActivity[]
}

/** A tier set by hand: whatever it says holds from then on, also a lower one, also none. */
export interface SetTierAct extends Act {
  readonly kind: 'set'
  readonly tier: string | null
  /** The last day of its validity; null where the rules say it. */
  readonly through: Day | null
  /** Of a tier that was held in an old system: since when, and the first day of its validity. */
  readonly movedIn?: MovedInTier | null
}

/** Since when a tier was held before the member moved in, and from when its present validity counts. */
export interface MovedInTier {
  readonly since: Day
  readonly from: Day
}

/** The class that came with a top-up (S3): it only raises. */
export interface TopUpTierAct extends Act {
  readonly kind: 'topUp'
  readonly plan: string
}

/**
 * The better of two cards of one person, kept with its dates where both together come to less: it only raises, or makes
 * the same tier last longer.
 */
export interface MergeTierAct extends Act {
  readonly kind: 'merge'
  readonly tier: string
  /** The first day of the validity that it keeps. */
  readonly from: Day
  readonly since: Day
  readonly through: Day | null
}

/** What gives or takes a tier at an instant of its own, beside receipts, reviews and validities. */
export type TierAct = SetTierAct | TopUpTierAct | MergeTierAct

/** What a day comes to between two acts: `part` counts the acts of the day that came before. */
export interface PartOfDay extends DayActivity {
  readonly part: number
}

/** Acts in the order in which they happened. */
export const actsInOrder = (acts: readonly TierAct[]): readonly TierAct[] =>
  acts.toSorted((a, b) => a.at - b.at || a.seq - b.seq)

const less = (entry: DayActivity, taken: readonly DayActivity[]): DayActivity => {
  let { qualifyingPoints, spendMinor } = entry
  for (const other of taken)
    if (other.day === entry.day && other.rulesVersion === entry.rulesVersion) {
      qualifyingPoints -= other.qualifyingPoints
      spendMinor -= other.spendMinor
    }
  return { ...entry, qualifyingPoints, spendMinor }
}

/**
 * A member's days without what `later` says of them: what was not known yet. Entries stay, also where nothing is left.
 */
export const activityWithout = (
  activity: readonly DayActivity[],
  later: readonly DayActivity[],
): readonly DayActivity[] => activity.map(entry => less(entry, later))

/** The acts when a receipt of their day has come to less: those that came before it are followed by less. */
export const actsWithLessAfter = (
  acts: readonly TierAct[],
  receipt: { readonly at: Instant; readonly seq: number },
  less: DayActivity,
): readonly TierAct[] =>
  acts.map(act => {
    const comesAfter = receipt.at > act.at || (receipt.at === act.at && receipt.seq > act.seq)
    if (act.day !== less.day || !comesAfter) return act
    const { qualifyingPoints, spendMinor } = less
    return { ...act, after: [...act.after, { ...less, qualifyingPoints: -qualifyingPoints, spendMinor: -spendMinor }] }
  })

/**
 * Days cut at their acts, so that each act finds the receipts of its day that came before it, and those after it find
 * the act. `acts` are in order.
 */
export const partsOfDays = (activity: readonly DayActivity[], acts: readonly TierAct[]): readonly PartOfDay[] => {
  const actsOf = Map.groupBy(acts, act => act.day)
  return activity.flatMap(entry => {
    const cuts = (actsOf.get(entry.day) ?? []).map(act => act.after)
    return [...cuts, []].map((after, part) => {
      const through = less(entry, after)
      const before = part === 0 ? null : less(entry, cuts[part - 1]!)
      return before === null
        ? { ...through, part }
        : {
            ...entry,
            qualifyingPoints: through.qualifyingPoints - before.qualifyingPoints,
            spendMinor: through.spendMinor - before.spendMinor,
            part,
          }
    })
  })
}
