import { z } from '@hono/zod-openapi'
import { promotionConditionsSchema, promotionEffectsSchema } from '@laurel/core'
import { code, instant, localized } from '../../platform/wire.ts'

const early = z
  .strictObject({ tiers: z.array(code).min(1).max(50), from: instant })
  .openapi({ description: 'Whose holders may come before the others, and from when: the eve of the sale' })
const conditions = promotionConditionsSchema
  .clone()
  .openapi({ description: 'All of them have to hold; those of lines say which goods it is about' })
const effects = promotionEffectsSchema.clone().openapi({ description: 'What it gives' })

const terms = {
  name: localized,
  from: instant,
  until: instant.openapi({ description: 'The first instant at which it is over' }),
  early,
  conditions,
  effects,
}

export const createPromotionBody = z
  .strictObject({ code, ...terms, early: early.optional(), conditions: conditions.default([]) })
  .openapi('PromotionRequest')

export const patchPromotionBody = z
  .strictObject({
    ...z.object(terms).partial().shape,
    early: early.nullable().optional(),
    ended: z.literal(true).optional().openapi({ description: 'Ends it for good, from now on' }),
  })
  .refine(body => Object.keys(body).length > 0, 'must change something')
  .openapi('PromotionPatch')

export const promotionView = z
  .object({
    code: z.string(),
    revision: z
      .int()
      .openapi({ description: 'Each change is another revision; receipts keep the one of their instant' }),
    name: localized,
    from: z.string(),
    until: z.string(),
    early: z.object({ tiers: z.array(z.string()), from: z.string() }).nullable(),
    conditions: promotionConditionsSchema.clone(),
    effects: promotionEffectsSchema.clone(),
    effectiveAt: z.string().openapi({ description: 'The instant from which this revision counts' }),
    status: z.enum(['scheduled', 'running', 'over', 'ended']),
  })
  .openapi('Promotion')

export type CreatePromotion = z.output<typeof createPromotionBody>
export type PatchPromotion = z.output<typeof patchPromotionBody>
export type PromotionView = z.output<typeof promotionView>
