import { z } from 'zod'
import { shareSchema } from '../../program/rules.schema.ts'
import { fact } from '../member-test.ts'
import { segmentConditionKind } from '../segment-condition.ts'
import { isSomeRange, NO_RANGE, range, scaledBetween } from '../value-schemas.ts'

/** Who bought such a share of the units on promotion (S10). */
export const promotionShare = segmentConditionKind({
  kind: 'promotionShare',
  schema: z.strictObject({ kind: z.literal('promotionShare'), ...range(shareSchema) }).refine(isSomeRange, NO_RANGE),
  compile: shares => fact('promotionShare', scaledBetween(shares)),
})
