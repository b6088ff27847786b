import { z } from 'zod'
import { fact, type MemberFactName } from '../member-test.ts'
import { segmentConditionKind } from '../segment-condition.ts'
import { between, isSomeRange, NO_RANGE, range } from '../value-schemas.ts'

const FACTS = { low: 'priceLowMinor', median: 'priceMedianMinor', high: 'priceHighMinor' } as const satisfies Record<
  string,
  MemberFactName
>

/** Whose unit prices paid, at their lower quarter, middle or upper quarter, lie between two, in minor units (S10). */
export const priceBand = segmentConditionKind({
  kind: 'priceBand',
  schema: z
    .strictObject({
      kind: z.literal('priceBand'),
      of: z.enum(['low', 'median', 'high']).optional(),
      ...range(z.int().min(0)),
    })
    .refine(isSomeRange, NO_RANGE),
  compile: ({ of = 'median', ...prices }) => fact(FACTS[of], between(prices)),
})
