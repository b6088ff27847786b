import { z } from 'zod'
import { conditionKind } from '../condition.ts'

/**
 * From so much on, in minor units: the cash part of the promotion's goods, as every threshold of money (DOMAIN), or what
 * they cost altogether, however it was paid.
 */
export const minimumSpend = conditionKind({
  kind: 'minimumSpend',
  schema: z.strictObject({
    kind: z.literal('minimumSpend'),
    atLeastMinor: z.int().min(1),
    of: z.enum(['cashPart', 'total']).default('cashPart'),
  }),
  compile: ({ atLeastMinor, of }) => ({
    of: 'goods',
    missing: ({ spendMinor, totalMinor }) => {
      const reached = of === 'total' ? totalMinor : spendMinor
      return reached >= atLeastMinor ? null : { spendMinor: atLeastMinor - reached }
    },
  }),
})
