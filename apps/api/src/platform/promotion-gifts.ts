import { z } from '@hono/zod-openapi'
import { fromScaled, type JudgedPromotion } from '@laurel/core'
import { localized } from './wire.ts'

export const promotionGift = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('multiplier'), value: z.number() }),
    z.object({ kind: z.literal('bonusPoints'), points: z.int() }),
  ])
  .openapi('PromotionGift')

const goods = z
  .object({ spendMinor: z.int(), totalMinor: z.int(), quantity: z.int() })
  .openapi({ description: 'The goods it is about: their share of the cash part, what they cost, how many they are' })

/** What is told of a promotion wherever it acts. */
export const actingPromotion = { code: z.string(), revision: z.int(), name: localized, goods }

/** What a promotion gave with a purchase. */
export const givenPromotion = z.object({ ...actingPromotion, gave: z.array(promotionGift) })

/** What a promotion gives, on the wire. */
export const renderGifts = (gifts: JudgedPromotion['gives']): z.output<typeof promotionGift>[] =>
  gifts.map(one => (one.kind === 'multiplier' ? { ...one, value: fromScaled(one.value) } : one))
