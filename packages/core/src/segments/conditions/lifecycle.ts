import { z } from 'zod'
import { lifecycleClasses, lifecycleMonths, type LifecycleClass } from '../../insight/lifecycle.ts'
import { inactiveThrough } from '../../jobs/next-due.ts'
import { fact, or } from '../member-test.ts'
import { segmentConditionKind } from '../segment-condition.ts'

/** Who is in one of these classes today, by the last purchase (S11); who never bought is in none. */
export const lifecycle = segmentConditionKind({
  kind: 'lifecycle',
  schema: z.strictObject({
    kind: z.literal('lifecycle'),
    in: z.array(z.enum(lifecycleClasses)).min(1).max(lifecycleClasses.length),
  }),
  compile: ({ in: classes }, { today }) => {
    /** The last day of purchase of who is in a class or one less lively. */
    const through = (named: LifecycleClass | undefined) =>
      named === undefined || named === 'active' ? null : inactiveThrough(today, lifecycleMonths[named])
    return or(
      ...classes.map(named => {
        const after = through(lifecycleClasses[lifecycleClasses.indexOf(named) + 1])
        const last = through(named)
        return fact('lastOn', { from: after && after + 1, through: last })
      }),
    )
  },
})
