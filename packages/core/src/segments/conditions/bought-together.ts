import { z } from 'zod'
import { some } from '../member-test.ts'
import { segmentConditionKind } from '../segment-condition.ts'
import { texts, times } from '../value-schemas.ts'

/** Who bought two categories on one receipt, or on so many, and kept some of both (S10). */
export const boughtTogether = segmentConditionKind({
  kind: 'boughtTogether',
  schema: z.strictObject({
    kind: z.literal('boughtTogether'),
    categories: texts.length(2).refine(([a, b]) => a !== b, 'must be two different ones'),
    receipts: times.optional(),
  }),
  compile: ({ categories, receipts = 1 }) => {
    const [a, b] = categories.toSorted()
    return some('baskets', { a: { in: [a!] }, b: { in: [b!] }, receipts: { from: receipts, through: null } })
  },
})
