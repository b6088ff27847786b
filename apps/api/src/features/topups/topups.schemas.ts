import { z } from '@hono/zod-openapi'
import { amount, balances, code, tierChange, words } from '../../platform/wire.ts'
import { reason } from '../../platform/reasons.ts'

/** What a top-up may be paid by, and prepaid paid back by: any money, never the member's own balances. */
const tender = z.enum(['cash', 'card', 'wechat', 'alipay'])

export const topUpBody = z
  .strictObject({
    memberId: z.string().max(64),
    plan: code.clone().openapi({ description: 'One of the program’s `topUpPlans`' }),
    tender,
    externalId: words(100)
      .optional()
      .openapi({ description: 'The till’s own number of the top-up: it names one top-up for ever' }),
  })
  .openapi('TopUpRequest')

export const reverseBody = z.strictObject({ reason: reason.optional() })

export const refundBody = z.strictObject({ amount: amount.min(1), tender, reason }).openapi('PrepaidRefundRequest')

export const topUpView = z
  .object({
    id: z.string(),
    memberId: z.string(),
    externalId: z.string().nullable(),
    plan: z.string(),
    tender,
    paid: z.int(),
    prepaid: z.int(),
    points: z.int(),
    status: z.enum(['done', 'reversed']),
    occurredAt: z.string(),
    recordedAt: z.string(),
    tier: tierChange,
    balances: balances.openapi({ description: 'After this top-up' }),
    reversal: z.object({ occurredAt: z.string(), tier: tierChange, balances }).nullable(),
  })
  .openapi('TopUp')

export const refundView = z
  .object({
    id: z.string(),
    memberId: z.string(),
    amount: z.int(),
    tender,
    occurredAt: z.string(),
    recordedAt: z.string(),
    balances: balances.openapi({ description: 'After this refund' }),
  })
  .openapi('PrepaidRefund')

export type TopUpBody = z.output<typeof topUpBody>
export type TopUpView = z.output<typeof topUpView>
export type RefundBody = z.output<typeof refundBody>
export type RefundView = z.output<typeof refundView>
