import { z } from 'zod'
import { fact } from '../member-test.ts'
import { segmentConditionKind } from '../segment-condition.ts'
import { texts } from '../value-schemas.ts'

/** Who lives in a region, has an occupation or an education, or prefers a channel or a language (S9, S13). */
export const described = segmentConditionKind({
  kind: 'described',
  schema: z.strictObject({
    kind: z.literal('described'),
    by: z.enum(['region', 'occupation', 'education', 'preferredChannel', 'language']),
    in: texts,
  }),
  compile: ({ by, in: words }) => fact(by, { in: words }),
})
