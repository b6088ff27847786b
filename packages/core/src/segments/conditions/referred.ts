import { z } from 'zod'
import { known } from '../member-test.ts'
import { segmentConditionKind } from '../segment-condition.ts'

/** Who was brought by another member (S22). */
export const referred = segmentConditionKind({
  kind: 'referred',
  schema: z.strictObject({ kind: z.literal('referred') }),
  compile: () => known('referredBy'),
})
