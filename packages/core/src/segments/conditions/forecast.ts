import { z } from 'zod'
import { PROBABILITY_SCALE } from '../../forecast/forecast-sums.ts'
import { SCALE } from '../../money/scaled.ts'
import { decimal, shareSchema } from '../../program/rules.schema.ts'
import { and, fact, type MemberTest } from '../member-test.ts'
import { segmentConditionKind } from '../segment-condition.ts'
import { between, rangeOf, scaledBetween } from '../value-schemas.ts'

/**
 * Of whom such things are to be expected within the program's horizon, as of the last night (S14): how probably they are
 * still active, how often they will buy, and for how much, in minor units. Of whom nothing is told is not found.
 */
export const forecast = segmentConditionKind({
  kind: 'forecast',
  schema: z
    .strictObject({
      kind: z.literal('forecast'),
      probabilityActive: rangeOf(shareSchema).optional(),
      expectedPurchases: rangeOf(decimal).optional(),
      expectedValue: rangeOf(z.int().min(0)).optional(),
    })
    .refine(({ kind: _, ...asked }) => Object.values(asked).some(one => one !== undefined), 'must ask something'),
  compile: ({ probabilityActive, expectedPurchases, expectedValue }) => {
    const parts: MemberTest[] = []
    if (probabilityActive)
      parts.push(fact('probabilityActive', scaledBetween(probabilityActive, PROBABILITY_SCALE / SCALE)))
    if (expectedPurchases) parts.push(fact('expectedPurchases', scaledBetween(expectedPurchases)))
    if (expectedValue) parts.push(fact('expectedValueMinor', between(expectedValue)))
    return and(...parts)
  },
})
