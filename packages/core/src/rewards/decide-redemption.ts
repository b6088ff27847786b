import type { Day, Instant } from '../calendar/day.ts'
import { accept, reject, type Decision } from '../decision.ts'
import { availableOf, still, take, type Movement, type Wallet } from '../ledger/wallet.ts'
import { rewardObstacle, type Reward, type RewardObstacle } from './reward.ts'

/** What a redemption is judged by, beside the reward itself. */
export interface RedemptionFacts {
  readonly wallet: Wallet
  readonly tier: string | null
  readonly taken: number
  readonly quantity: number
  readonly now: Instant
  readonly today: Day
}

/** A gift put aside for a member. */
export interface DecidedRedemption {
  readonly points: number
  /** What is to be paid beside them, in minor units. */
  readonly moneyMinor: number
  /** The last day on which it can be collected. */
  readonly collectBy: Day
  readonly movement: Movement
}

/**
 * Reserves a gift: its points are taken at once, soonest expiry first, and never into debt (S7). Qualifying points stay
 * as they are, so no redemption ever lowers a tier.
 */
export const decideRedemption = (
  reward: Reward,
  facts: RedemptionFacts,
): Decision<DecidedRedemption, RewardObstacle> => {
  const { wallet, today, quantity } = facts
  const available = availableOf(wallet, 'points', today)
  const obstacle = rewardObstacle(reward, { ...facts, available }, quantity)
  const points = reward.pointsEach * quantity
  if (obstacle !== null) return reject(obstacle, { available, required: points })
  return accept({
    points,
    moneyMinor: (reward.moneyEachMinor ?? 0) * quantity,
    collectBy: today + reward.holdDays,
    movement: take(still(wallet), { unit: 'points', amount: points, to: 'program:redemption', on: today }),
  })
}
