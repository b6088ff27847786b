import { z } from 'zod'
import { codeSchema } from '../../program/rules.schema.ts'
import { fact } from '../member-test.ts'
import { segmentConditionKind } from '../segment-condition.ts'

/** Whose tier is entitled to a benefit under the present rules (S6). */
export const benefit = segmentConditionKind({
  kind: 'benefit',
  schema: z.strictObject({ kind: z.literal('benefit'), code: codeSchema }),
  compile: ({ code }, { rules }) => {
    const benefit = rules.document.benefits.find(one => one.code === code)
    return benefit ? fact('tier', { in: Object.keys(benefit.grants) }) : 'is no benefit of the program'
  },
})
