import { z } from 'zod'
import { codeSchema } from '../../program/rules.schema.ts'
import { effectKind } from '../effect.ts'

/** A gift with the purchase 满额馈赠: so many pieces of a reward put aside for the member, at no points. */
export const gift = effectKind({
  kind: 'gift',
  schema: z.strictObject({
    kind: z.literal('gift'),
    reward: codeSchema,
    quantity: z.int().min(1).max(100).default(1),
  }),
  compile: promised => ({ give: () => promised }),
})
