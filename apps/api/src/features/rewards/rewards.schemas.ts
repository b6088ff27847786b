import { z } from '@hono/zod-openapi'
import { balances, code, instant, localized } from '../../platform/wire.ts'

const isPicture = (text: string): boolean => {
  if (/^\/(?!\/)[\w\-.~%/]*$/.test(text)) return true
  const url = /^https:\/\/[!#-;=?-~]+$/.test(text) ? URL.parse(text) : null
  return url !== null && url.username === '' && url.password === ''
}

const picture = z
  .string()
  .max(500)
  .refine(isPicture, 'must be an https URL, or a path of this server such as /pictures/mug.webp')

// Quantity times price stays within the exact integers.
const MOST_EACH = 1_000_000_000_000
const points = z.int().min(0).max(MOST_EACH).openapi({ description: 'Per piece' })
const money = z
  .strictObject({ amountMinor: z.int().min(1).max(MOST_EACH) })
  .openapi({ description: 'What is paid beside the points, per piece, by tenders at the till' })
const stock = z.int().min(0).openapi({ description: 'What is left; null where it never runs out' })
const perMember = z.int().min(1)
const tiers = z.array(code).min(1).max(50).openapi({ description: 'Open to every member where it is left out' })
const holdDays = z
  .int()
  .min(1)
  .max(3650)
  .openapi({ description: 'So many days after the day of the reservation it can still be collected' })
const window = { fromAt: instant, untilAt: instant.openapi({ description: 'The first instant at which it is over' }) }

const inOrder = (body: { fromAt?: number | null | undefined; untilAt?: number | null | undefined }): boolean =>
  typeof body.fromAt !== 'number' || typeof body.untilAt !== 'number' || body.fromAt < body.untilAt
const OUT_OF_ORDER = { path: ['untilAt'], message: 'must be after fromAt' }

export const createRewardBody = z
  .strictObject({
    code,
    name: localized,
    picture: picture.optional(),
    points,
    money: money.optional(),
    stock: stock.nullable(),
    perMember: perMember.optional(),
    tiers: tiers.optional(),
    fromAt: window.fromAt.optional(),
    untilAt: window.untilAt.optional(),
    holdDays: holdDays.default(14),
    active: z.boolean().default(true),
  })
  .refine(inOrder, OUT_OF_ORDER)
  .openapi('RewardRequest')

export const patchRewardBody = z
  .strictObject({
    name: localized.optional(),
    picture: picture.nullable().optional(),
    points: points.optional(),
    money: money.nullable().optional(),
    stock: stock.nullable().optional(),
    addStock: z
      .int()
      .min(-MOST_EACH)
      .max(MOST_EACH)
      .optional()
      .openapi({ description: 'Adds to what is left, or takes away below zero; loses no redemption made meanwhile' }),
    perMember: perMember.nullable().optional(),
    tiers: tiers.nullable().optional(),
    fromAt: window.fromAt.nullable().optional(),
    untilAt: window.untilAt.nullable().optional(),
    holdDays: holdDays.optional(),
    active: z.boolean().optional(),
  })
  .refine(body => body.stock === undefined || body.addStock === undefined, {
    path: ['addStock'],
    message: 'cannot be sent with stock',
  })
  .openapi('RewardChange')

export const rewardView = z
  .object({
    code: z.string(),
    name: localized,
    picture: z.string().nullable(),
    points: z.int().openapi({ description: 'Per piece' }),
    money: z.object({ amountMinor: z.int() }).nullable(),
    stock: z.int().nullable(),
    perMember: z.int().nullable(),
    tiers: z.array(z.string()).nullable(),
    fromAt: z.string().nullable(),
    untilAt: z.string().nullable(),
    holdDays: z.int(),
    active: z.boolean(),
  })
  .openapi('Reward')

export const myRewardView = rewardView
  .extend({
    available: z.boolean(),
    whyNot: z
      .enum(['insufficient_points', 'out_of_stock', 'per_member_limit', 'tier_required', 'not_in_window'])
      .nullable(),
    pointsMissing: z.int().openapi({ description: 'For one piece' }),
  })
  .openapi('MyReward')

const quantity = z.int().min(1).max(1000).default(1)

export const myRedemptionBody = z.strictObject({ reward: code, quantity }).openapi('MyRedemptionRequest')
export const redemptionBody = z
  .strictObject({ memberId: z.string().max(64), reward: code, quantity })
  .openapi('RedemptionRequest')

export const redemptionView = z
  .object({
    id: z.string(),
    memberId: z.string(),
    reward: z.string(),
    name: localized,
    quantity: z.int(),
    points: z.int().openapi({ description: 'Of all pieces' }),
    money: z
      .object({ amountMinor: z.int() })
      .nullable()
      .openapi({ description: 'To be paid beside them, of all pieces' }),
    code: z.string().openapi({ description: 'What the member shows to collect it' }),
    status: z.enum(['reserved', 'collected', 'cancelled', 'lapsed']),
    reservedAt: z.string(),
    collectBy: z.string().openapi({ description: 'The last day on which it can be collected' }),
    endedAt: z.string().nullable(),
    balances: balances.openapi({ description: 'After it was reserved, or after its points came back' }),
  })
  .openapi('Redemption')

export type CreateReward = z.output<typeof createRewardBody>
export type PatchReward = z.output<typeof patchRewardBody>
export type RewardView = z.output<typeof rewardView>
export type MyRewardView = z.output<typeof myRewardView>
export type RedemptionView = z.output<typeof redemptionView>
