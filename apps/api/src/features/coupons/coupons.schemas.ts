import { z } from '@hono/zod-openapi'
import { toScaled } from '@laurel/core'
import { amount, code, instant, localized, words } from '../../platform/wire.ts'
import { reason } from '../../platform/reasons.ts'

const positive = z.int().min(1)
const off = z
  .union([
    z.strictObject({ amount: positive.openapi({ description: 'Minor units of the program’s currency' }) }),
    z.strictObject({
      rate: z
        .number()
        .refine(rate => rate > 0 && rate <= 1 && toScaled(rate) !== null, 'must be above 0, at most 1, with 4 decimals')
        .openapi({ description: 'A share, such as 0.1 for 10 % off; rounded for each line, half up' }),
      maxAmount: positive.optional().openapi({ description: 'Never more than this' }),
    }),
  ])
  .openapi('CouponOff')

const codes = z.array(code).min(1).max(200)
const stock = positive.openapi({ description: 'How many may be issued altogether; without bound where it is null' })
const perMember = positive.openapi({ description: 'How many a member may be given; without bound where it is null' })
const window = {
  fromAt: instant.openapi({ description: 'The first instant at which it may be used' }),
  untilAt: instant.openapi({ description: 'The first instant at which it is over' }),
}

const inOrder = (body: { fromAt?: number | null | undefined; untilAt?: number | null | undefined }): boolean =>
  typeof body.fromAt !== 'number' || typeof body.untilAt !== 'number' || body.fromAt < body.untilAt

export const createCouponBody = z
  .strictObject({
    code,
    name: localized,
    off,
    use: z
      .enum(['discount', 'voucher'])
      .openapi({ description: 'A discount lowers the lines; a voucher pays as the tender `voucher`' }),
    minimumSpend: positive
      .optional()
      .openapi({ description: 'What the goods it is for must come to, at member prices, before any coupon' }),
    brands: codes.optional().openapi({ description: 'For all brands where it is left out' }),
    categories: z.array(words(64)).min(1).max(200).optional(),
    stores: codes.optional(),
    tiers: codes.optional().openapi({ description: 'For every member where it is left out' }),
    regularPriceOnly: z.boolean().default(false),
    fromAt: window.fromAt.optional(),
    untilAt: window.untilAt.optional(),
    validDays: positive
      .max(36_500)
      .optional()
      .openapi({ description: 'So many days an issued one lives, the day of issue included' }),
    uses: positive.max(1_000_000).default(1).openapi({ description: 'How often an issued one may be used' }),
    perMember: perMember.optional(),
    stock: stock.optional(),
    distribution: z.enum(['given', 'byCode']).openapi({
      description: 'Members are `given` it; or `byCode`, any member may name its public code and has it from then on',
    }),
    active: z.boolean().default(true),
  })
  .refine(inOrder, { path: ['untilAt'], message: 'must be after fromAt' })
  .openapi('CouponRequest')

export const patchCouponBody = z
  .strictObject({
    name: localized.optional(),
    stock: stock.nullable().optional(),
    perMember: perMember.nullable().optional(),
    fromAt: window.fromAt.nullable().optional(),
    untilAt: window.untilAt.nullable().optional(),
    active: z.boolean().optional(),
  })
  .openapi('CouponChange')

const terms = z.object({
  name: localized,
  off: z.union([z.object({ amount }), z.object({ rate: z.number(), maxAmount: z.int().nullable() })]),
  use: z.enum(['discount', 'voucher']),
  minimumSpend: z.int().nullable(),
  brands: z.array(z.string()).nullable(),
  categories: z.array(z.string()).nullable(),
  stores: z.array(z.string()).nullable(),
  tiers: z.array(z.string()).nullable(),
  regularPriceOnly: z.boolean(),
  fromAt: z.string().nullable(),
  untilAt: z.string().nullable(),
  uses: z.int().openapi({ description: 'How often an issued one may be used' }),
})

export const couponView = terms
  .extend({
    code: z.string(),
    validDays: z.int().nullable(),
    perMember: z.int().nullable(),
    stock: z.int().nullable(),
    issued: z.int(),
    distribution: z.enum(['given', 'byCode']),
    active: z.boolean(),
  })
  .openapi('Coupon')

/** What the member sees on the card. */
export const myCouponView = terms
  .extend({
    id: z.string(),
    code: z.string().openapi({ description: 'Its own code, to be named at the till; of use to its member alone' }),
    coupon: z.string().openapi({ description: 'The code of the coupon that it is one of' }),
    status: z.enum(['available', 'used', 'expired', 'withdrawn']),
    issuedAt: z.string(),
    because: z.enum(['given', 'byCode', 'promotion']),
    validThrough: z.string().nullable().openapi({ description: 'Its last day; null where it has none' }),
    usesLeft: z.int(),
  })
  .openapi('MyCoupon')

export const memberCouponView = myCouponView
  .extend({
    memberId: z.string(),
    purchaseId: z.string().nullable().openapi({ description: 'The purchase that brought it' }),
    withdrawn: z.object({ at: z.string(), reason: z.string().nullable() }).nullable(),
  })
  .openapi('MemberCoupon')

export const giveCouponBody = z.strictObject({ coupon: code }).openapi('MemberCouponRequest')
export const withdrawCouponBody = z.strictObject({ reason }).openapi('CouponWithdrawalRequest')

export type CreateCoupon = z.output<typeof createCouponBody>
export type PatchCoupon = z.output<typeof patchCouponBody>
export type CouponView = z.output<typeof couponView>
export type MyCouponView = z.output<typeof myCouponView>
export type MemberCouponView = z.output<typeof memberCouponView>
