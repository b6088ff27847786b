import { z } from 'zod'
import { some } from '../member-test.ts'
import { segmentConditionKind } from '../segment-condition.ts'
import { codes } from '../value-schemas.ts'

/** Who has one of these tags. */
export const tag = segmentConditionKind({
  kind: 'tag',
  schema: z.strictObject({ kind: z.literal('tag'), in: codes }),
  compile: ({ in: tags }) => some('tags', { tag: { in: tags } }),
})
