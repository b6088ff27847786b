import { z } from 'zod'
import { some } from '../member-test.ts'
import { segmentConditionKind } from '../segment-condition.ts'
import { codes } from '../value-schemas.ts'

/** Who has somebody of one of these relations in their family. */
export const relative = segmentConditionKind({
  kind: 'relative',
  schema: z.strictObject({ kind: z.literal('relative'), in: codes }),
  compile: ({ in: relations }) => some('family', { relation: { in: relations } }),
})
