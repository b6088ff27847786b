import type { Instant } from '../calendar/day.ts'

/** The terms of a gift (S7). Points and money are per piece; null means no such bound. */
export interface Reward {
  readonly active: boolean
  readonly pointsEach: number
  /** What is paid beside the points, by tenders at the till, in minor units. */
  readonly moneyEachMinor: number | null
  readonly stock: number | null
  readonly perMember: number | null
  /** The tiers that may have it; null opens it to every member, with or without a tier. */
  readonly tiers: readonly string[] | null
  readonly fromAt: Instant | null
  /** The first instant at which it is over. */
  readonly untilAt: Instant | null
  /** So many days after the day of the reservation it can still be collected. */
  readonly holdDays: number
}

export type RewardObstacle =
  'not_active' | 'not_in_window' | 'tier_required' | 'per_member_limit' | 'out_of_stock' | 'insufficient_points'

/** What a member brings to a gift. */
export interface RewardFacts {
  readonly tier: string | null
  /** The points there to be spent today. */
  readonly available: number
  /** How many pieces the member holds or has had already; cancelled and lapsed ones do not count. */
  readonly taken: number
  readonly now: Instant
}

/** What stands between a member and so many pieces of a gift, the lasting reasons first; null where nothing does (S7). */
export const rewardObstacle = (reward: Reward, facts: RewardFacts, quantity: number): RewardObstacle | null => {
  const { fromAt, untilAt, tiers, perMember, stock } = reward
  if (!reward.active) return 'not_active'
  if ((fromAt !== null && facts.now < fromAt) || (untilAt !== null && facts.now >= untilAt)) return 'not_in_window'
  if (tiers !== null && (facts.tier === null || !tiers.includes(facts.tier))) return 'tier_required'
  if (perMember !== null && facts.taken + quantity > perMember) return 'per_member_limit'
  if (stock !== null && stock < quantity) return 'out_of_stock'
  return facts.available < reward.pointsEach * quantity ? 'insufficient_points' : null
}
