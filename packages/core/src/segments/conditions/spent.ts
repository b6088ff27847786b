import { z } from 'zod'
import { fact } from '../member-test.ts'
import { segmentConditionKind } from '../segment-condition.ts'
import { between, isSomeRange, NO_RANGE, range } from '../value-schemas.ts'

/** Who has bought for so much, in minor units and net of returns: all that the goods were sold for, or its cash part. */
export const spent = segmentConditionKind({
  kind: 'spent',
  schema: z
    .strictObject({ kind: z.literal('spent'), of: z.enum(['all', 'cash']).optional(), ...range(z.int().min(0)) })
    .refine(isSomeRange, NO_RANGE),
  compile: ({ of = 'all', ...amounts }) => fact(of === 'cash' ? 'spendMinor' : 'salesMinor', between(amounts)),
})
