import { z } from 'zod'
import { some } from '../member-test.ts'
import { segmentConditionKind } from '../segment-condition.ts'
import { codes, texts } from '../value-schemas.ts'

/** Who has said to wear one of these sizes, of a garment or of any. */
export const size = segmentConditionKind({
  kind: 'size',
  schema: z.strictObject({ kind: z.literal('size'), in: texts, garments: codes.optional() }),
  compile: ({ in: sizes, garments }) => some('sizes', { size: { in: sizes }, garment: garments && { in: garments } }),
})
