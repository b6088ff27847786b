import { z } from '@hono/zod-openapi'
import { formatDay, fromScaled, promisedGifts, type JudgedPromotion, type Promotion } from '@laurel/core'
import type { ListedPromotionGift } from '@laurel/db'
import { encodeId } from './ids.ts'
import { localized } from './wire.ts'

const points = [
  z.object({ kind: z.literal('multiplier'), value: z.number() }),
  z.object({ kind: z.literal('bonusPoints'), points: z.int() }),
] as const
const gift = z.object({ kind: z.literal('gift'), reward: z.string(), quantity: z.int() })
const coupon = z.object({ kind: z.literal('coupon'), coupon: z.string() })
const whyNot = z
  .enum(['out_of_stock', 'per_member_limit', 'not_offered'])
  .nullable()
  .openapi({ description: 'Why it could not be given; the purchase stands without it' })

/** What a promotion would give. */
export const promisedGift = z.discriminatedUnion('kind', [...points, gift, coupon]).openapi('PromisedGift')

/** What a promotion gave with a purchase, or why it could not. */
const givenGift = z
  .discriminatedUnion('kind', [
    ...points,
    gift.extend({
      redemption: z.object({ id: z.string(), code: z.string(), collectBy: z.string() }).nullable(),
      whyNot,
    }),
    coupon.extend({ given: z.object({ id: z.string(), code: z.string() }).nullable(), whyNot }),
  ])
  .openapi('GivenGift')

const goods = z
  .object({ spendMinor: z.int(), totalMinor: z.int(), quantity: z.int() })
  .openapi({ description: 'The goods it is about: their share of the cash part, what they cost, how many they are' })

/** What is told of a promotion wherever it acts. */
export const actingPromotion = { code: z.string(), revision: z.int(), name: localized, goods }

/** What a promotion gave with a purchase. */
export const givenPromotion = z.object({ ...actingPromotion, gave: z.array(givenGift) })

type Gives = JudgedPromotion['gives']

/** What a promotion would give, on the wire. */
export const renderPromised = (gives: Gives): z.output<typeof promisedGift>[] =>
  gives.map(one => (one.kind === 'multiplier' ? { ...one, value: fromScaled(one.value) } : one))

/** What a promotion gave with a purchase, on the wire: its things as they were kept. */
export const renderGiven = (
  promotion: Promotion,
  gives: Gives,
  kept: readonly ListedPromotionGift[],
): z.output<typeof givenGift>[] =>
  gives.map(one => {
    if (one.kind === 'multiplier') return { ...one, value: fromScaled(one.value) }
    if (one.kind === 'bonusPoints') return one
    const [{ kind, code }] = promisedGifts([{ promotion, gives: [one] }]) as [ReturnType<typeof promisedGifts>[number]]
    const row = kept.find(gift => gift.revisionId === promotion.id && gift.kind === kind && gift.code === code)
    const refused = row?.whyNot ?? null
    if (one.kind === 'coupon')
      return {
        ...one,
        given: row?.givenId && row.shown !== null ? { id: encodeId('cpn', row.givenId), code: row.shown } : null,
        whyNot: refused,
      }
    return {
      ...one,
      redemption:
        row?.givenId && row.shown !== null && row.collectBy !== null
          ? { id: encodeId('red', row.givenId), code: row.shown, collectBy: formatDay(row.collectBy) }
          : null,
      whyNot: refused,
    }
  })
