import { z } from 'zod'
import { inactiveThrough } from '../../jobs/next-due.ts'
import { and, not, some } from '../member-test.ts'
import { segmentConditionKind } from '../segment-condition.ts'
import { days } from '../value-schemas.ts'

/**
 * Who has bought within the last days, and had not for so many months before them (S11): an edge or sleeping member, or
 * one who was lost, that is active again. Who never bought before has not come back.
 */
export const cameBack = segmentConditionKind({
  kind: 'cameBack',
  schema: z.strictObject({
    kind: z.literal('cameBack'),
    withinDays: days.min(1),
    afterMonths: z.int().min(1).max(120),
  }),
  compile: ({ withinDays, afterMonths }, { today }) => {
    const since = today - withinDays + 1
    const awaySince = inactiveThrough(since, afterMonths)
    const bought = (from: number | null, through: number) => some('lines', { day: { from, through } })
    return and(bought(since, today), bought(null, awaySince), not(bought(awaySince + 1, since - 1)))
  },
})
