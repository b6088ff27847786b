import { z } from 'zod'
import { fact } from '../member-test.ts'
import { segmentConditionKind } from '../segment-condition.ts'
import { between, isSomeRange, NO_RANGE, range } from '../value-schemas.ts'

/** Who bought so many units in all, and kept them. */
export const units = segmentConditionKind({
  kind: 'units',
  schema: z.strictObject({ kind: z.literal('units'), ...range(z.int().min(0)) }).refine(isSomeRange, NO_RANGE),
  compile: count => fact('units', between(count)),
})
