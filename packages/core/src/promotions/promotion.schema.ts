import { z } from 'zod'
import { conditionSchema } from './conditions/registry.ts'
import { effectSchema } from './effects/registry.ts'

/** A promotion's conditions: all have to hold. None: every receipt of its time. */
export const promotionConditionsSchema = z.array(conditionSchema).max(20)

/** What a promotion gives. */
export const promotionEffectsSchema = z.array(effectSchema).min(1).max(10)
