import { z } from 'zod'
import { conditionKind } from '../condition.ts'

/** From so many pieces of the promotion's goods on. */
export const minimumQuantity = conditionKind({
  kind: 'minimumQuantity',
  schema: z.strictObject({ kind: z.literal('minimumQuantity'), atLeast: z.int().min(1).max(1_000_000) }),
  compile: ({ atLeast }) => ({
    of: 'goods',
    missing: ({ quantity }) => (quantity >= atLeast ? null : { quantity: atLeast - quantity }),
  }),
})
