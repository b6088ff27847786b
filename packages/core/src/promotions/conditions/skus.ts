import { z } from 'zod'
import { conditionKind } from '../condition.ts'
import { isListed, listedNames } from '../listed.ts'

/** Only these articles. */
export const skus = conditionKind({
  kind: 'skus',
  schema: z.strictObject({ kind: z.literal('skus'), skus: listedNames }),
  compile: ({ skus }) => {
    const listed = isListed(skus)
    return { of: 'line', matches: ({ sku }) => listed(sku) }
  },
})
