import { addMonths, monthsLater, type Day } from '../calendar/day.ts'

/** The classes of S11, from the liveliest: active 活跃, edge 边缘, sleeping 沉睡, lost 流失. */
export const lifecycleClasses = ['active', 'edge', 'sleeping', 'lost'] as const
export type LifecycleClass = (typeof lifecycleClasses)[number]

/** After how many months without a purchase each class but the first begins. */
export const lifecycleMonths = { edge: 3, sleeping: 6, lost: 12 } as const

/** Whether so many months have passed since a day; they never have where they would end after the year 9999. */
export const havePassed = (months: number, since: Day, today: Day): boolean =>
  today >= (monthsLater(since, months) ?? Infinity)

/** The class of who bought last on a day (S11): months are added to it and clamped to the month's end. */
export const lifecycleClass = (lastOn: Day, today: Day): LifecycleClass => {
  if (!havePassed(lifecycleMonths.edge, lastOn, today)) return 'active'
  if (!havePassed(lifecycleMonths.sleeping, lastOn, today)) return 'edge'
  return havePassed(lifecycleMonths.lost, lastOn, today) ? 'lost' : 'sleeping'
}

/** A member's class, and the first day of it. */
export interface Lifecycle {
  readonly class: LifecycleClass
  /** Of an active member: the purchase since which no gap has had a day of another class. */
  readonly since: Day
}

/** The purchase, of days in order, since which no gap has had a day of another class than active. */
export const activeSince = (purchaseDays: readonly Day[]): Day | undefined => {
  const afterGap = purchaseDays.findLastIndex(
    (day, i) => i > 0 && lifecycleClass(purchaseDays[i - 1]!, day - 1) !== 'active',
  )
  return purchaseDays[Math.max(afterGap, 0)]
}

/** The class of a member by their days of purchase, in order; null for who never bought. */
export const lifecycleOf = (purchaseDays: readonly Day[], today: Day): Lifecycle | null => {
  const lastOn = purchaseDays.at(-1)
  if (lastOn === undefined) return null
  const named = lifecycleClass(lastOn, today)
  if (named !== 'active') return { class: named, since: addMonths(lastOn, lifecycleMonths[named]) }
  return { class: named, since: activeSince(purchaseDays)! }
}
