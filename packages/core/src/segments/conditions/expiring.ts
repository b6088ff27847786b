import { z } from 'zod'
import { some } from '../member-test.ts'
import { segmentConditionKind } from '../segment-condition.ts'
import { days } from '../value-schemas.ts'

/** Of whose points or member cash something is gone within the next so many days; at least so much of it together. */
export const expiring = segmentConditionKind({
  kind: 'expiring',
  schema: z.strictObject({
    kind: z.literal('expiring'),
    unit: z.enum(['points', 'memberCash']),
    withinDays: days.min(1),
    atLeast: z.int().min(1).optional(),
  }),
  compile: ({ unit, withinDays, atLeast }, { today }) =>
    some(
      'lots',
      {
        unit: { in: [unit] },
        expiresOn: { from: today + 1, through: today + withinDays },
        remaining: { from: 1, through: null },
      },
      { sum: { column: 'remaining', atLeast } },
    ),
})
