import { z } from 'zod'
import { conditionKind } from '../condition.ts'
import { isListed, listedNames } from '../listed.ts'

/** Only goods of these categories. */
export const categories = conditionKind({
  kind: 'categories',
  schema: z.strictObject({ kind: z.literal('categories'), categories: listedNames }),
  compile: ({ categories }) => {
    const listed = isListed(categories)
    return { of: 'line', matches: ({ category }) => listed(category) }
  },
})
