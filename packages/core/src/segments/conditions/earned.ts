import { z } from 'zod'
import { fact } from '../member-test.ts'
import { segmentConditionKind } from '../segment-condition.ts'
import { between, isSomeRange, NO_RANGE, range } from '../value-schemas.ts'

/** Whose goods, those that were kept, have earned so much in all, whatever became of it: points, or minor units of money. */
export const earned = segmentConditionKind({
  kind: 'earned',
  schema: z
    .strictObject({ kind: z.literal('earned'), unit: z.enum(['points', 'memberCash']), ...range(z.int().min(0)) })
    .refine(isSomeRange, NO_RANGE),
  compile: ({ unit, ...amounts }) => fact(unit === 'points' ? 'earnedPoints' : 'earnedMemberCash', between(amounts)),
})
