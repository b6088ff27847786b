import { createRoute, z } from '@hono/zod-openapi'
import { allow, bearer, body, callerOf, json, makeRoutes, problems } from '../../platform/http.ts'
import { couponCodes } from '../../platform/coupons/coupon-codes.ts'
import { amount, code, goodsName, instant, words } from '../../platform/wire.ts'
import { COUPON_REFUSALS } from '../../platform/coupons/judge-coupons.ts'
import { quotePurchase } from './quote-purchase.ts'
import { quotedPromotion, renderQuoted } from './quoted-promotions.ts'

const quoteBody = z.strictObject({
  memberId: z.string().max(64),
  store: code,
  occurredAt: instant.optional(),
  lines: z
    .array(
      z.strictObject({
        sku: words(100),
        name: goodsName.optional(),
        brand: code.optional(),
        category: words(64).optional(),
        size: words(40).optional(),
        color: words(40).optional(),
        style: words(64).optional(),
        quantity: z.int().min(1).max(1_000_000),
        unitPrice: amount,
        listPrice: amount.optional(),
        promotional: z.boolean().default(false),
      }),
    )
    .min(1)
    .max(500),
  coupons: couponCodes
    .optional()
    .openapi({ description: 'Each on what the ones before it have left; one that is of no use says why' }),
})

const couponAmount = z.object({ code: z.string(), amount: z.int() })

const quoteView = z
  .object({
    lines: z.array(
      z.object({
        index: z.int(),
        listTotal: z.int(),
        discount: z.int(),
        total: z.int(),
        because: z.enum([
          'memberDiscount',
          'brandDiscount',
          'promotionPrice',
          'promotionalLine',
          'brandTakesNoDiscount',
          'unitPriceIsLower',
          'noDiscount',
        ]),
        promotion: z.string().optional().openapi({ description: 'The promotion whose price it is' }),
        beforeCoupons: z
          .int()
          .optional()
          .openapi({ description: 'Where coupons are named: to be sent with the purchase’s line' }),
        coupons: z.array(couponAmount).optional().openapi({ description: 'What comes off by which coupon' }),
      }),
    ),
    total: z.int(),
    points: z.object({ wouldEarn: z.int() }),
    promotions: z
      .array(quotedPromotion)
      .openapi({ description: 'What promotions that are open to the member give, or what they miss' }),
    coupons: z
      .array(
        z.object({
          code: z.string(),
          applied: z.boolean(),
          whyNot: z.enum(COUPON_REFUSALS).nullable(),
          amount: z.int(),
        }),
      )
      .optional(),
    vouchers: z.array(couponAmount).optional().openapi({ description: 'To be taken as the tender `voucher`' }),
  })
  .openapi('Quote')

const amountsOf = (parts: readonly { readonly code: string; readonly amountMinor: number }[]) =>
  parts.map(({ code: named, amountMinor }) => ({ code: named, amount: amountMinor }))

export const quoteRoutes = makeRoutes()

quoteRoutes.openapi(
  createRoute({
    method: 'post',
    path: '/v1/quotes',
    tags: ['Purchases'],
    summary: 'What the till should charge a member',
    description:
      'Named coupons come off the lines, or are told as vouchers, and `wouldEarn` counts with them. Nothing is stored, and no coupon is used.',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { body: body(quoteBody) },
    responses: {
      200: json(quoteView, 'Each line with its price and why'),
      ...problems('member_erased', 'invalid_request', 'not_found', 'amount_out_of_range'),
    },
  }),
  async c => {
    const quote = await quotePurchase(await callerOf(c), c.req.valid('json'))
    return c.json(
      {
        lines: quote.lines.map(line => ({
          index: line.index,
          listTotal: line.listTotalMinor,
          discount: line.discountMinor,
          total: line.totalMinor,
          because: line.because,
          ...(line.promotion !== undefined && { promotion: line.promotion }),
          ...(quote.coupons && {
            beforeCoupons: line.beforeCouponsMinor,
            coupons: amountsOf(quote.coupons.lines[line.index]!),
          }),
        })),
        total: quote.totalMinor,
        points: { wouldEarn: quote.points },
        promotions: quote.promotions.map(renderQuoted),
        ...(quote.coupons && {
          coupons: quote.coupons.coupons.map(({ amountMinor, ...coupon }) => ({ ...coupon, amount: amountMinor })),
          vouchers: amountsOf(quote.coupons.vouchers),
        }),
      },
      200,
    )
  },
)
