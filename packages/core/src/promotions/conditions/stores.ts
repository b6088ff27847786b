import { z } from 'zod'
import { conditionKind } from '../condition.ts'
import { isListed, listedCodes } from '../listed.ts'

/** Only in these stores. */
export const stores = conditionKind({
  kind: 'stores',
  schema: z.strictObject({ kind: z.literal('stores'), stores: listedCodes }),
  compile: ({ stores }) => {
    const listed = isListed(stores)
    return { of: 'receipt', holds: ({ store }) => listed(store) }
  },
})
