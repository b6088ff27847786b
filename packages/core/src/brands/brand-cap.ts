import { SCALE } from '../money/scaled.ts'
import type { ProgramRules } from '../program/rules.schema.ts'

type CapRules = Pick<ProgramRules, 'earning' | 'memberCash'>

/**
 * The highest multiplier a brand may give, scaled by 10,000: its contract rate divided by the program's rebate rate,
 * so that a counter never gives back more than the store keeps (S2). Null where nothing bounds it.
 *
 * @param contractRate scaled by 10,000; without one a brand gives at most ×1.
 */
export const brandCap = (rules: CapRules, contractRate: number | null): number | null => {
  if (rules.earning.brandCap === 'none') return null
  if (contractRate === null) return SCALE
  if (rules.memberCash === null) return null
  const { rate } = rules.earning
  const { minor, points } = rules.memberCash.perPoint
  // contract ÷ (minor/points × rate.points/rate.perMinor), floored on the multiplier's own grid of 1/10,000:
  // integers throughout, since 0.29 ÷ 0.01 is 28.999… in floating point.
  const cap = (BigInt(contractRate) * BigInt(points) * BigInt(rate.perMinor)) / (BigInt(minor) * BigInt(rate.points))
  return cap > BigInt(Number.MAX_SAFE_INTEGER) ? null : Number(cap)
}

/** Whether a brand's setting stays within its cap; ×1 and less always does. Both scaled by 10,000 (S2). */
export const withinBrandCap = (rules: CapRules, multiplier: number, contractRate: number | null): boolean =>
  multiplier <= boundedMultiplier(rules, multiplier, contractRate)

/** The multiplier that counts: what the brand set, bounded by the cap of the rules in force then. Scaled by 10,000. */
export const boundedMultiplier = (rules: CapRules, multiplier: number, contractRate: number | null): number => {
  const cap = brandCap(rules, contractRate)
  return cap === null ? multiplier : Math.min(multiplier, Math.max(cap, SCALE))
}
