import { z } from '@hono/zod-openapi'
import { tenderKindSchema } from '@laurel/core'
import { couponCodes } from '../../platform/coupons/coupon-codes.ts'
import { givenPromotion } from '../../platform/promotion-gifts.ts'
import { amount, balances, code, goodsName, instant, localized, tierChange, words } from '../../platform/wire.ts'
import { returnView } from './returns.schemas.ts'

const line = z
  .strictObject({
    sku: words(100),
    name: goodsName.optional(),
    brand: code.optional(),
    category: words(64).optional(),
    size: words(40).optional(),
    color: words(40).optional(),
    style: words(64).optional().openapi({ description: 'Such as a cut or a model: slim fit, wrap dress' }),
    quantity: z.int().min(1).max(1_000_000),
    unitPrice: amount,
    listPrice: amount.optional().openapi({ description: 'The regular price of one; unitPrice where it is left out' }),
    total: amount.optional().openapi({ description: 'Where the line is not quantity × unitPrice: three for ¥100' }),
    promotional: z.boolean().default(false),
    beforeCoupons: amount.optional().openapi({
      description: 'What the line cost before `coupons`, as the quote said; quantity × unitPrice where it is left out',
    }),
  })
  .openapi('ReceiptLine')

const tender = z.strictObject({ kind: tenderKindSchema, amount }).openapi('Tender')

export const purchaseBody = z
  .strictObject({
    memberId: z.string().max(64),
    store: code,
    externalId: words(100)
      .optional()
      .openapi({ description: 'The till’s own number of the receipt: it names one receipt for ever' }),
    occurredAt: instant.optional().openapi({ description: 'The program’s now where it is left out' }),
    lines: z.array(line).min(1).max(500),
    tenders: z.array(tender).max(20),
    coupons: couponCodes.optional().openapi({ description: 'Used with this receipt, all or none, in this order' }),
  })
  .openapi('PurchaseRequest')

export const batchBody = z.strictObject({
  purchases: z
    .array(
      purchaseBody.refine(purchase => purchase.externalId !== undefined, {
        message: 'is needed in a batch',
        path: ['externalId'],
      }),
    )
    .min(1)
    .max(500),
})

const source = z.enum(['brand', 'category', 'store', 'weekday', 'tier', 'birthday', 'campaign', 'promotion'])

const explanation = z
  .object({
    tier: z.string().nullable().openapi({ description: 'The tier it was judged at' }),
    birthday: z.boolean(),
    lines: z.array(
      z.object({
        line: z.int(),
        eligible: z.boolean(),
        cashMinor: z.int().openapi({ description: 'The line’s share of the cash part' }),
        rate: z.object({ points: z.int(), perMinor: z.int() }),
        multiplier: z.object({
          value: z.number(),
          because: z.enum([...source.options, 'none', 'sum', 'product']),
          considered: z.array(
            z.object({ source, code: z.string().optional(), value: z.number(), applied: z.boolean() }),
          ),
        }),
        bonuses: z
          .array(z.object({ code: z.string(), points: z.int() }))
          .optional()
          .openapi({ description: 'Points on top, from promotions; a cap bounds them with the rest' }),
        cap: z.object({ limit: z.enum(['receipt', 'day', 'month', 'membershipYear']), uncapped: z.int() }).optional(),
        points: z.int(),
      }),
    ),
    rounding: z.object({ mode: z.enum(['floor', 'halfUp', 'ceil']), grain: z.enum(['receipt', 'line']) }),
    rulesVersion: z.int(),
  })
  .openapi('Explanation')

export const purchaseView = z
  .object({
    id: z.string(),
    memberId: z.string(),
    store: z.string(),
    externalId: z.string().nullable(),
    occurredAt: z.string(),
    recordedAt: z.string(),
    total: z.int(),
    points: z.object({
      earned: z.int(),
      qualifying: z.int().openapi({ description: 'Earned, less what returns have taken back' }),
    }),
    memberCashEarned: z.int(),
    tier: tierChange,
    lines: z.array(
      z.object({
        sku: z.string(),
        name: goodsName.nullable(),
        brand: z.string().nullable(),
        category: z.string().nullable(),
        size: z.string().nullable(),
        color: z.string().nullable(),
        style: z.string().nullable(),
        quantity: z.int(),
        returned: z.int().openapi({ description: 'How many of them have come back' }),
        unitPrice: z.int(),
        listPrice: z.int(),
        total: z.int(),
        promotional: z.boolean(),
      }),
    ),
    tenders: z.array(tender),
    coupons: z.array(
      z.object({
        id: z.string(),
        code: z.string(),
        coupon: z.string(),
        name: localized,
        use: z.enum(['discount', 'voucher']),
        amount: z.int().openapi({ description: 'What it took off, or paid' }),
      }),
    ),
    explanation,
    promotions: z.array(givenPromotion).openapi({ description: 'What promotions gave with it' }),
    balances: balances.openapi({ description: 'After this purchase' }),
    returns: z.array(returnView).openapi({ description: 'In the order in which they were recorded' }),
  })
  .openapi('Purchase')

export type PurchaseBody = z.output<typeof purchaseBody>
export type PurchaseView = z.output<typeof purchaseView>
