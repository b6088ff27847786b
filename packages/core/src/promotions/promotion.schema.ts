import { z } from 'zod'
import { conditionSchema } from './conditions/registry.ts'
import { effectSchema, type PromotionEffect } from './effects/registry.ts'

/** A promotion's conditions: all have to hold. None: every receipt of its time. */
export const promotionConditionsSchema = z.array(conditionSchema).max(20)

/** What a promotion gives beside points, each by its own name. */
const thingOf = (effect: PromotionEffect): string | null =>
  effect.kind === 'gift' ? `gift ${effect.reward}` : effect.kind === 'coupon' ? `coupon ${effect.coupon}` : null

/** What a promotion gives; each gift and coupon at most once, since what became of it is kept by its name. */
export const promotionEffectsSchema = z
  .array(effectSchema)
  .min(1)
  .max(10)
  .refine(effects => {
    const things = effects.flatMap(effect => thingOf(effect) ?? [])
    return new Set(things).size === things.length
  }, 'must name each gift and coupon once')
