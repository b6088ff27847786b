import { z } from 'zod'
import { and, some } from '../member-test.ts'
import { segmentConditionKind } from '../segment-condition.ts'
import { codes, dayRange, instantsIfAny, isDayRangeIfAny, NO_DAY_RANGE, times } from '../value-schemas.ts'

/**
 * Who topped up by one of these plans, or any: so many times or once, and with so much paid in minor units altogether. What was
 * reversed is no top-up.
 */
export const toppedUp = segmentConditionKind({
  kind: 'toppedUp',
  schema: z
    .strictObject({
      kind: z.literal('toppedUp'),
      plans: codes.optional(),
      ...dayRange,
      times: times.optional(),
      paid: z.int().min(1).optional(),
    })
    .refine(isDayRangeIfAny, NO_DAY_RANGE),
  compile: ({ plans, times: atLeast, paid, ...words }, { today, timeZone }) => {
    const which = {
      plan: plans && { in: plans },
      toppedUpAt: instantsIfAny(words, today, timeZone),
    }
    const done = some('topUps', which, { distinct: { column: 'topUp', atLeast } })
    return paid === undefined ? done : and(done, some('topUps', which, { sum: { column: 'paid', atLeast: paid } }))
  },
})
