import { z } from 'zod'
import { some } from '../member-test.ts'
import { segmentConditionKind } from '../segment-condition.ts'
import { codes, days } from '../value-schemas.ts'

/** For whom one of these rewards, or any, is put aside and not yet collected (S7); or only those of whom its last day is near. */
export const reserved = segmentConditionKind({
  kind: 'reserved',
  schema: z.strictObject({ kind: z.literal('reserved'), in: codes.optional(), withinDays: days.optional() }),
  compile: ({ in: rewards, withinDays }, { today }) =>
    some('redemptions', {
      reward: rewards && { in: rewards },
      state: { in: ['reserved'] },
      collectBy: { from: today, through: withinDays === undefined ? null : today + withinDays },
    }),
})
