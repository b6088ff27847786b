import { formatDay, type CompiledRules, type LocalizedText, type TierHolding } from '@laurel/core'

export interface HeldTier {
  readonly code: string
  readonly name: LocalizedText
  readonly rank: number
  readonly since: string
  readonly validThrough: string | null
}

/** A held tier on the wire; null where there is none. */
export const heldTier = (
  rules: CompiledRules,
  held: Pick<TierHolding, 'tier' | 'since' | 'through'>,
): HeldTier | null => {
  const tier = rules.tier(held.tier)
  return tier
    ? {
        code: tier.code,
        name: tier.name,
        rank: tier.rank,
        since: formatDay(held.since),
        validThrough: held.through === null ? null : formatDay(held.through),
      }
    : null
}
