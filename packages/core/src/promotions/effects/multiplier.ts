import { z } from 'zod'
import { toScaled } from '../../money/scaled.ts'
import { multiplierValueSchema } from '../../program/rules.schema.ts'
import { effectKind } from '../effect.ts'

/** Higher points 高倍积分: one more multiplier for the promotion's goods, combined with the others as the rules say. */
export const multiplier = effectKind({
  kind: 'multiplier',
  schema: z.strictObject({ kind: z.literal('multiplier'), value: multiplierValueSchema }),
  compile: ({ value }) => {
    const gift = { kind: 'multiplier', value: toScaled(value)! } as const
    return { give: () => gift }
  },
})
