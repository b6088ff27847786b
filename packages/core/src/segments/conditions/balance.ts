import { z } from 'zod'
import { fact } from '../member-test.ts'
import { segmentConditionKind } from '../segment-condition.ts'
import { between, isSomeRange, NO_RANGE, range } from '../value-schemas.ts'

/** Whose balance of a unit lies between two amounts: points, or minor units of money. A debt is below zero. */
export const balance = segmentConditionKind({
  kind: 'balance',
  schema: z
    .strictObject({
      kind: z.literal('balance'),
      unit: z.enum(['points', 'memberCash', 'prepaid']),
      ...range(z.int()),
    })
    .refine(isSomeRange, NO_RANGE),
  compile: ({ unit, ...amounts }) => fact(unit, between(amounts)),
})
