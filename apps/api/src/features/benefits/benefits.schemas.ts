import { z } from '@hono/zod-openapi'
import { code, localized, words } from '../../platform/wire.ts'

const grant = z.record(z.string(), z.int())
const per = z.enum(['day', 'month', 'membershipYear'])

export const benefitView = z
  .object({
    code: z.string(),
    name: localized,
    use: z.enum(['standing', 'recorded']),
    grant: grant
      .nullable()
      .openapi({ description: 'What the member’s tier is given; null where it has no right to it' }),
    guests: z.int(),
    quota: z.object({ count: z.int(), per, used: z.int(), left: z.int() }).nullable(),
    receipt: z
      .object({ atLeastMinor: z.int(), sameDay: z.boolean(), oncePerReceipt: z.boolean() })
      .nullable()
      .openapi({ description: 'The receipt that each use needs' }),
    available: z.boolean(),
    whyNot: z
      .enum([
        'tier_required',
        'receipt_needed',
        'receipt_of_another_day',
        'receipt_too_small',
        'too_many_guests',
        'receipt_used',
        'quota_used_up',
      ])
      .nullable(),
  })
  .openapi('Benefit')

export const benefitUseBody = z
  .strictObject({
    memberId: z.string().max(64),
    benefit: code,
    purchaseId: z.string().max(64).optional().openapi({ description: 'The receipt that is shown' }),
    guests: z.int().min(0).max(100).default(0),
  })
  .openapi('BenefitUseRequest')

export const undoBody = z.strictObject({ reason: words(500) }).openapi('BenefitUndoRequest')

export const benefitUseView = z
  .object({
    id: z.string(),
    memberId: z.string(),
    benefit: z.string(),
    tier: z.string().openapi({ description: 'The tier held at the use' }),
    grant,
    purchaseId: z.string().nullable(),
    guests: z.int(),
    usedAt: z.string(),
    undone: z.object({ at: z.string(), reason: z.string().nullable() }).nullable(),
  })
  .openapi('BenefitUse')

export type BenefitView = z.output<typeof benefitView>
export type BenefitUseBody = z.output<typeof benefitUseBody>
export type BenefitUseView = z.output<typeof benefitUseView>
