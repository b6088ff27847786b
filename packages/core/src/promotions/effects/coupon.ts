import { z } from 'zod'
import { codeSchema } from '../../program/rules.schema.ts'
import { effectKind } from '../effect.ts'

/** A coupon with the purchase, for the member's next one (S28). */
export const coupon = effectKind({
  kind: 'coupon',
  schema: z.strictObject({ kind: z.literal('coupon'), coupon: codeSchema }),
  compile: promised => ({ give: () => promised }),
})
