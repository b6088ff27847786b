import { z } from 'zod'
import { loyaltyKinds, type LoyaltyKind } from '../../insight/member-classes.ts'
import { inactiveThrough } from '../../jobs/next-due.ts'
import { SCALE, toScaled } from '../../money/scaled.ts'
import { and, fact, known, not, or, type MemberTest } from '../member-test.ts'
import { segmentConditionKind } from '../segment-condition.ts'

/** How loyal a buyer is: by buying again, and by attachment, which is buying at regular price (S12). */
export const loyalty = segmentConditionKind({
  kind: 'loyalty',
  schema: z.strictObject({
    kind: z.literal('loyalty'),
    in: z.array(z.enum(loyaltyKinds)).min(1).max(loyaltyKinds.length),
  }),
  compile: ({ in: kinds }, { today, rules }) => {
    const { loyalPurchaseDays, loyalWithinMonths, priceSensitiveFrom } = rules.insight
    const loyal = and(
      fact('purchaseDays', { from: loyalPurchaseDays, through: null }),
      fact('lastOn', { from: inactiveThrough(today, loyalWithinMonths) + 1, through: null }),
    )
    const sensitive = fact('promotionShare', { from: toScaled(priceSensitiveFrom) ?? SCALE, through: null })
    const tests: Readonly<Record<LoyaltyKind, MemberTest>> = {
      absolute: and(loyal, not(sensitive)),
      habitual: and(loyal, sensitive),
      potential: and(not(loyal), not(sensitive)),
      none: and(not(loyal), sensitive),
    }
    return and(known('purchaseDays'), or(...kinds.map(one => tests[one])))
  },
})
