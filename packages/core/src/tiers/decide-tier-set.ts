import type { Day } from '../calendar/day.ts'
import { accept, reject, type Decision } from '../decision.ts'
import type { CompiledRules } from '../program/compile.ts'

export type TierSetRefusal = 'unknown_tier' | 'tier_not_by_hand' | 'validity_ended'

/**
 * Whether a tier may be set by hand. None, and a tier that ranks no higher than the one held, always may; a higher one
 * where the rules name the hand among its ways in. A validity that is given includes the day itself.
 */
export const decideTierSet = (
  rules: CompiledRules,
  held: string | null,
  asked: { readonly tier: string | null; readonly through: Day | null; readonly on: Day },
): Decision<null, TierSetRefusal> => {
  const tier = rules.tier(asked.tier)
  if (asked.tier !== null && !tier) return reject('unknown_tier', { tier: asked.tier })
  if (asked.through !== null && (asked.through < asked.on || !tier)) return reject('validity_ended')
  const raises = (tier?.rank ?? 0) > (rules.tier(held)?.rank ?? 0)
  if (tier && raises && !tier.entry.some(entry => entry.on === 'hand'))
    return reject('tier_not_by_hand', { tier: tier.code })
  return accept(null)
}
