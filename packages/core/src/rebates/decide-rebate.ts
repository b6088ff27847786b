import type { Day, Instant } from '../calendar/day.ts'
import { lotExpiresOn } from '../expiry/lot-expiry.ts'
import { hasLapsed } from '../ledger/lots.ts'
import { availableOf, earn, still, take, type Movement, type Wallet } from '../ledger/wallet.ts'
import { addSafe } from '../money/safe.ts'
import type { CompiledRules } from '../program/compile.ts'
import type { RebateRule } from '../program/rules.schema.ts'

/** What a rebate is given by, beside the member's wallet. */
export interface RebateFacts {
  readonly rules: CompiledRules
  readonly rebate: RebateRule
  /** The tier held at that instant, after its review. */
  readonly tier: string | null
  readonly day: Day
  readonly at: Instant
  /** The id that the transaction will have: its lot of member cash is known by it. */
  readonly transactionId: number
}

/**
 * Every full `perPoints` of what a tier holder has at the rebate's instant become member cash; the rest stays, soonest
 * expiry is spent first (S1, August rebate). Points earned at that instant or after it wait for the next rebate. What
 * member cash could not count exactly stays as points.
 */
export const decideRebate = (wallet: Wallet, facts: RebateFacts): Movement => {
  const { rules, rebate, tier, day, at, transactionId } = facts
  const movement = still(wallet)
  if (tier === null || !rebate.tiers.includes(tier)) return movement
  const lots = wallet.lots.points.filter(lot => lot.earnedAt < at && !hasLapsed(lot, day))
  const held = Math.min(
    availableOf(wallet, 'points', day),
    lots.reduce((sum, lot) => addSafe(sum, lot.remaining), 0),
  )
  const room = Number.MAX_SAFE_INTEGER - Math.max(0, wallet.balances.memberCash)
  const times = Math.min(Math.floor(held / rebate.perPoints), Math.floor(room / rebate.memberCashMinor))
  if (times === 0) return movement
  const spent = take(movement, {
    unit: 'points',
    amount: times * rebate.perPoints,
    to: 'program:redemption',
    on: day,
    first: lots.map(lot => lot.id),
  })
  return earn(spent, {
    unit: 'memberCash',
    amount: times * rebate.memberCashMinor,
    from: 'program:issuance',
    lot: { id: transactionId, earnedAt: at, expiresOn: lotExpiresOn(rules.document.expiry.memberCash, day) },
  })
}
