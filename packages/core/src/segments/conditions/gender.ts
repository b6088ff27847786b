import { z } from 'zod'
import { fact } from '../member-test.ts'
import { segmentConditionKind } from '../segment-condition.ts'

export const gender = segmentConditionKind({
  kind: 'gender',
  schema: z.strictObject({
    kind: z.literal('gender'),
    in: z
      .array(z.enum(['female', 'male', 'other']))
      .min(1)
      .max(3),
  }),
  compile: ({ in: genders }) => fact('gender', { in: genders }),
})
