import { z } from 'zod'
import { shareSchema } from '../../program/rules.schema.ts'
import { fact } from '../member-test.ts'
import { segmentConditionKind } from '../segment-condition.ts'
import { isSomeRange, NO_RANGE, range, scaledBetween } from '../value-schemas.ts'

/** Who brought back such a share of what was bought, by what the goods had been sold for; and kept something. */
export const returnedShare = segmentConditionKind({
  kind: 'returnedShare',
  schema: z.strictObject({ kind: z.literal('returnedShare'), ...range(shareSchema) }).refine(isSomeRange, NO_RANGE),
  compile: shares => fact('returnedShare', scaledBetween(shares)),
})
