import { z } from 'zod'
import { some } from '../member-test.ts'
import { segmentConditionKind } from '../segment-condition.ts'
import { codes } from '../value-schemas.ts'

/** Who is interested in one of these. */
export const interest = segmentConditionKind({
  kind: 'interest',
  schema: z.strictObject({ kind: z.literal('interest'), in: codes }),
  compile: ({ in: interests }) => some('interests', { interest: { in: interests } }),
})
