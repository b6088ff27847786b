import { z } from 'zod'
import { clockTimeSchema, minutesOfTime } from '../../calendar/time-of-day.ts'
import { and, fact, known, or } from '../member-test.ts'
import { segmentConditionKind } from '../segment-condition.ts'

/** Who has told hours in which not to be disturbed; with `at` only those in whose hours that minute of the day lies (S9). */
export const quietHours = segmentConditionKind({
  kind: 'quietHours',
  schema: z.strictObject({
    kind: z.literal('quietHours'),
    at: clockTimeSchema.optional(),
  }),
  compile: ({ at }) => {
    if (at === undefined) return known('quietFrom')
    const minute = minutesOfTime(at)
    const hasBegun = fact('quietFrom', { from: null, through: minute })
    const goesOn = fact('quietUntil', { from: minute + 1, through: null })
    return or(
      and(fact('quietTurns', { in: [0] }), hasBegun, goesOn),
      and(fact('quietTurns', { in: [1] }), or(hasBegun, goesOn)),
    )
  },
})
