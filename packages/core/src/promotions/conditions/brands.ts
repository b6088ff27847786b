import { z } from 'zod'
import { conditionKind } from '../condition.ts'
import { isListed, listedCodes } from '../listed.ts'

/** Only goods of these brands. */
export const brands = conditionKind({
  kind: 'brands',
  schema: z.strictObject({ kind: z.literal('brands'), brands: listedCodes }),
  compile: ({ brands }) => {
    const listed = isListed(brands)
    return { of: 'line', matches: ({ brand }) => listed(brand) }
  },
})
