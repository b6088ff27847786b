import { z } from 'zod'
import { conditionKind } from '../condition.ts'

/** Only regular-price goods 正价: promotional lines take no part. */
export const regularPriceOnly = conditionKind({
  kind: 'regularPriceOnly',
  schema: z.strictObject({ kind: z.literal('regularPriceOnly') }),
  compile: () => ({ of: 'line', matches: ({ promotional }) => !promotional }),
})
