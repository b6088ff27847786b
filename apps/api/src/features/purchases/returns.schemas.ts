import { z } from '@hono/zod-openapi'
import { tenderKindSchema } from '@laurel/core'
import { amount, balances, instant, tierChange, words } from '../../platform/wire.ts'

export const returnBody = z
  .strictObject({
    lines: z
      .array(
        z.strictObject({
          index: z.int().min(0).max(499).openapi({ description: 'The line of the purchase, counted from 0' }),
          quantity: z.int().min(1).max(1_000_000),
        }),
      )
      .min(1)
      .max(500)
      .refine(lines => new Set(lines.map(line => line.index)).size === lines.length, 'must name each line once'),
    externalId: words(100)
      .optional()
      .openapi({ description: 'The till’s own number of the return: it names one return for ever' }),
    occurredAt: instant.optional().openapi({ description: 'The program’s now where it is left out' }),
  })
  .openapi('ReturnRequest')

export const returnView = z
  .object({
    id: z.string(),
    purchaseId: z.string(),
    externalId: z.string().nullable(),
    occurredAt: z.string(),
    recordedAt: z.string(),
    lines: z.array(z.object({ index: z.int(), quantity: z.int() })),
    refund: z
      .array(z.object({ kind: tenderKindSchema, amount }))
      .openapi({ description: 'What goes back by each tender of the purchase, in their order' }),
    gifts: z
      .array(
        z.object({ promotion: z.string(), kind: z.enum(['gift', 'coupon']), code: z.string(), takenBack: z.boolean() }),
      )
      .openapi({
        description:
          'What promotions had given with the purchase and would not with what is kept: taken back, or with the member to stay, since it was collected or used',
      }),
    pointsReversed: z
      .int()
      .openapi({ description: 'What the returned goods had earned; what of it has expired is counted, but not owed' }),
    memberCashReversed: z.int(),
    tier: tierChange,
    balances: balances.openapi({ description: 'After this return' }),
  })
  .openapi('Return')

export type ReturnBody = z.output<typeof returnBody>
export type ReturnView = z.output<typeof returnView>
