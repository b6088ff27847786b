import { z } from 'zod'
import type { Day } from '../../calendar/day.ts'
import { lifecycleClasses, lifecycleMonths, type LifecycleClass } from '../../insight/lifecycle.ts'
import { inactiveThrough } from '../../jobs/next-due.ts'
import { and, fact, or } from '../member-test.ts'
import { segmentConditionKind } from '../segment-condition.ts'
import { dayRange, daysBetween, isSomeDayRange, NO_DAY_RANGE, type DaysTest } from '../value-schemas.ts'

/** The last day of purchase of who is, on a day, in a class or one less lively; null for the liveliest. */
const lastThrough = (named: LifecycleClass, day: Day): Day | null =>
  named === 'active' ? null : inactiveThrough(day, lifecycleMonths[named])

/** Who, of those in a class, came into it on certain days. */
const cameInto = (named: LifecycleClass, { from, through }: DaysTest) => {
  if (named === 'active') return fact('activeSince', { from, through })
  const before = from === null ? null : lastThrough(named, from - 1)
  return fact('lastOn', {
    from: before === null ? null : before + 1,
    through: through === null ? null : lastThrough(named, through),
  })
}

/**
 * Who is in one of these classes today, by the last purchase (S11), and has been since certain days, or any; who never
 * bought is in none.
 */
export const lifecycle = segmentConditionKind({
  kind: 'lifecycle',
  schema: z.strictObject({
    kind: z.literal('lifecycle'),
    in: z.array(z.enum(lifecycleClasses)).min(1).max(lifecycleClasses.length),
    since: z.strictObject(dayRange).refine(isSomeDayRange, NO_DAY_RANGE).optional(),
  }),
  compile: ({ in: classes, since }, { today }) =>
    or(
      ...classes.map(named => {
        const next = lifecycleClasses[lifecycleClasses.indexOf(named) + 1]
        const after = next === undefined ? null : lastThrough(next, today)
        const isIn = fact('lastOn', { from: after === null ? null : after + 1, through: lastThrough(named, today) })
        return since ? and(isIn, cameInto(named, daysBetween(since, today))) : isIn
      }),
    ),
})
