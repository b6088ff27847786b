import { z } from '@hono/zod-openapi'
import { fromScaled, type JudgedPromotion } from '@laurel/core'
import { localized } from './wire.ts'

const gift = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('multiplier'), value: z.number() }),
    z.object({ kind: z.literal('bonusPoints'), points: z.int() }),
  ])
  .openapi('PromotionGift')

const goods = z
  .object({ spendMinor: z.int(), totalMinor: z.int(), quantity: z.int() })
  .openapi({ description: 'The goods it is about: their share of the cash part, what they cost, how many they are' })

const named = { code: z.string(), revision: z.int(), name: localized, goods }

/** What a promotion gave with a purchase. */
export const givenPromotion = z.object({ ...named, gave: z.array(gift) })

/** What a promotion would give with a purchase, or what is missing for it. */
export const quotedPromotion = z.object({
  ...named,
  gives: z.array(gift).openapi({ description: 'Empty where something is missing' }),
  missing: z
    .object({ spendMinor: z.int().optional(), quantity: z.int().optional() })
    .nullable()
    .openapi({ description: 'What its goods still miss: so much more of the cash part, so many more pieces' }),
})

/** What a promotion gives, on the wire. */
export const renderGifts = (gifts: JudgedPromotion['gives']): z.output<typeof gift>[] =>
  gifts.map(one => (one.kind === 'multiplier' ? { ...one, value: fromScaled(one.value) } : one))
