import { z } from 'zod'
import { mulDiv } from '../../money/mul-div.ts'
import { SCALE, toScaled } from '../../money/scaled.ts'
import { shareSchema } from '../../program/rules.schema.ts'
import { effectKind } from '../effect.ts'

/** A member-only price of the promotion's goods: a share off the list price, rounded half up, or so much for each. */
export const memberPrice = effectKind({
  kind: 'memberPrice',
  schema: z
    .strictObject({
      kind: z.literal('memberPrice'),
      rate: shareSchema.optional(),
      amountMinor: z.int().min(0).optional(),
    })
    .refine(({ rate, amountMinor }) => (rate === undefined) !== (amountMinor === undefined), 'must name one price'),
  compile: ({ rate, amountMinor }) => ({
    priceOf: ({ listPriceMinor, quantity }) => {
      const listTotalMinor = mulDiv(listPriceMinor, quantity, 1, 'floor')
      return amountMinor === undefined
        ? mulDiv(listTotalMinor, SCALE - toScaled(rate!)!, SCALE, 'halfUp')
        : mulDiv(amountMinor, quantity, 1, 'floor')
    },
  }),
})
