import { addMonths, type Day } from '../calendar/day.ts'

/** The classes of S11, from the liveliest: active 活跃, edge 边缘, sleeping 沉睡, lost 流失. */
export const lifecycleClasses = ['active', 'edge', 'sleeping', 'lost'] as const
export type LifecycleClass = (typeof lifecycleClasses)[number]

/** After how many months without a purchase each class but the first begins. */
const MONTHS = { edge: 3, sleeping: 6, lost: 12 } as const

/** The class of who bought last on a day (S11): months are added to it and clamped to the month's end. */
export const lifecycleClass = (lastOn: Day, today: Day): LifecycleClass => {
  if (today < addMonths(lastOn, MONTHS.edge)) return 'active'
  if (today < addMonths(lastOn, MONTHS.sleeping)) return 'edge'
  return today < addMonths(lastOn, MONTHS.lost) ? 'sleeping' : 'lost'
}

/** A member's class, and the first day of it. */
export interface Lifecycle {
  readonly class: LifecycleClass
  /** Of an active member: the purchase since which no gap has been long enough for another class. */
  readonly since: Day
}

/** The class of a member by their days of purchase, in order; null for who never bought. */
export const lifecycleOf = (purchaseDays: readonly Day[], today: Day): Lifecycle | null => {
  const lastOn = purchaseDays.at(-1)
  if (lastOn === undefined) return null
  const named = lifecycleClass(lastOn, today)
  if (named !== 'active') return { class: named, since: addMonths(lastOn, MONTHS[named]) }
  const afterGap = purchaseDays.findLastIndex(
    (day, i) => i > 0 && lifecycleClass(purchaseDays[i - 1]!, day) !== 'active',
  )
  return { class: named, since: purchaseDays[Math.max(afterGap, 0)]! }
}
