import { z } from 'zod'
import { conditionKind } from '../condition.ts'
import { isListed, listedCodes } from '../listed.ts'

/** Only for who holds one of these tiers at the receipt; with `withoutTier` also for who holds none. */
export const tiers = conditionKind({
  kind: 'tiers',
  schema: z
    .strictObject({
      kind: z.literal('tiers'),
      tiers: listedCodes.optional(),
      withoutTier: z.boolean().optional(),
    })
    .refine(({ tiers, withoutTier }) => tiers !== undefined || withoutTier === true, 'must let somebody in'),
  compile: ({ tiers = [], withoutTier = false }) => {
    const listed = isListed(tiers)
    return { of: 'tier', holds: tier => (tier === null ? withoutTier : listed(tier)) }
  },
})
