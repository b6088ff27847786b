import { z } from 'zod'
import { fact } from '../member-test.ts'
import { segmentConditionKind } from '../segment-condition.ts'
import { between, isSomeRange, NO_RANGE, range } from '../value-schemas.ts'

/** Who has so many receipts of which something was kept; who has none is found by nothing that asks for some. */
export const receipts = segmentConditionKind({
  kind: 'receipts',
  schema: z.strictObject({ kind: z.literal('receipts'), ...range(z.int().min(1)) }).refine(isSomeRange, NO_RANGE),
  compile: count => fact('receipts', between(count)),
})
