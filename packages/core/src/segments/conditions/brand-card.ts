import { z } from 'zod'
import { some } from '../member-test.ts'
import { segmentConditionKind } from '../segment-condition.ts'
import { codes } from '../value-schemas.ts'

/** Who has a counter card of one of these brands. */
export const brandCard = segmentConditionKind({
  kind: 'brandCard',
  schema: z.strictObject({ kind: z.literal('brandCard'), in: codes }),
  compile: ({ in: brands }) => some('brandCards', { brand: { in: brands } }),
})
