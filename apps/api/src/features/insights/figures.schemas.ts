import { z } from '@hono/zod-openapi'
import {
  ageBands,
  educationGroups,
  effortClasses,
  importanceClasses,
  lifecycleClasses,
  loyaltyKinds,
  pyramidClasses,
} from '@laurel/core'
import { amount } from '../../platform/wire.ts'

const count = z.int().min(0)
const share = z.number().min(0).max(1)
const asOf = z
  .string()
  .nullable()
  .openapi({ description: 'The start of the day that the figures are of; null before a program’s first night' })

const groupFields = {
  members: count,
  share: share.openapi({ description: 'Of all who are counted here' }),
  sales: amount.openapi({ description: 'What the goods that were kept were sold for, in minor units' }),
  salesShare: share,
  averageReceipt: z.int().nullable(),
}
const named = <S extends z.ZodType>(value: S) => z.array(z.object({ value, ...groupFields }))

export const lifecycleView = z
  .object({ asOf, members: count, buyers: count, classes: named(z.enum(lifecycleClasses)) })
  .openapi('LifecycleFigures')

export const pyramidView = z
  .object({
    asOf,
    buyers: count,
    classes: named(z.enum(pyramidClasses)),
    importance: named(z.enum(importanceClasses)),
    effort: named(z.enum(effortClasses)),
    loyalty: named(z.enum(loyaltyKinds)),
    rewarded: z.object(groupFields).openapi({ description: 'Those whose sales are worth special rewards' }),
    heavyFrom: z.int().nullable().openapi({ description: 'The contribution from which use is heavy' }),
    importantFrom: amount.nullable().openapi({ description: 'The sales from which a member is extremely important' }),
    rewardedFrom: amount.nullable(),
  })
  .openapi('PyramidFigures')

const fifth = z.int().min(1).max(5)

export const structureView = z
  .object({
    asOf,
    members: count,
    buyers: count,
    gender: named(z.string()).openapi({ description: '`unknown` where nobody told' }),
    age: named(z.enum(ageBands)),
    education: named(z.enum(educationGroups)),
    region: named(z.string()),
    tier: named(z.string().nullable()).openapi({ description: 'Null: no tier' }),
    amountFrequency: z
      .array(z.object({ amount: fifth, frequency: fifth, ...groupFields }))
      .openapi({ description: 'Buyers by the fifths of sales and of days with a purchase, 5 the most' }),
  })
  .openapi('StructureFigures')

export const keyFiguresView = z
  .object({
    asOf,
    members: count,
    buyers: count,
    receipts: count,
    sales: amount,
    averageReceipt: z.int().nullable(),
    vip: z.object(groupFields).openapi({ description: 'Members who hold a tier' }),
    ordinary: z.object(groupFields).openapi({ description: 'Members without one' }),
    topTier: z
      .object({ value: z.string(), ...groupFields })
      .nullable()
      .openapi({ description: 'Its shares are of the VIPs' }),
    sleepingCardRate: share.nullable().openapi({ description: 'Cards without a second day of purchase' }),
    repurchaseRate: share.nullable().openapi({ description: 'Buyers with a second day of purchase' }),
    churnRate: share.nullable().openapi({ description: 'Buyers whose last purchase is a year ago or longer' }),
    liability: z.object({ points: z.int(), memberCash: z.int(), prepaid: z.int() }),
  })
  .openapi('KeyFigures')

export const pairingsView = z
  .object({
    asOf,
    receipts: count,
    data: z.array(
      z.object({
        categories: z.tuple([z.string(), z.string()]),
        receipts: count,
        support: share.openapi({ description: 'Of all receipts, those with both' }),
        confidence: z.tuple([share, share]).openapi({
          description: 'Of the receipts with the first, those with the second too; and the other way round',
        }),
        lift: z.number().openapi({ description: 'How much more often both come together than by chance' }),
      }),
    ),
  })
  .openapi('Pairings')
