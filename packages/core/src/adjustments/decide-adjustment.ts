import type { Day, Instant } from '../calendar/day.ts'
import { accept, reject, type Decision } from '../decision.ts'
import { lotExpiresOn } from '../expiry/lot-expiry.ts'
import type { Unit } from '../ledger/accounts.ts'
import { availableOf, earn, still, take, type Movement, type Wallet } from '../ledger/wallet.ts'
import type { CompiledRules } from '../program/compile.ts'
import { withinPrepaidCap } from '../topups/decide-top-up.ts'

export type AdjustmentRefusal =
  | 'insufficient_points'
  | 'insufficient_member_cash'
  | 'insufficient_prepaid'
  | 'prepaid_cap_exceeded'
  | 'amount_out_of_range'

const INSUFFICIENT = {
  points: 'insufficient_points',
  memberCash: 'insufficient_member_cash',
  prepaid: 'insufficient_prepaid',
} as const

const adjustment = (
  rules: CompiledRules,
  wallet: Wallet,
  asked: {
    readonly unit: Unit
    readonly amount: number
    readonly at: Instant
    readonly on: Day
    readonly transactionId: number
  },
): Decision<Movement, AdjustmentRefusal> => {
  const { unit, amount, at, on } = asked
  if (amount < 0) {
    const available = availableOf(wallet, unit, on)
    if (-amount > available) return reject(INSUFFICIENT[unit], { available, required: -amount })
    return accept(take(still(wallet), { unit, amount: -amount, to: 'program:adjustment', on }))
  }
  if (unit === 'prepaid' && !withinPrepaidCap(rules, wallet.balances.prepaid, amount))
    return reject('prepaid_cap_exceeded', { balance: wallet.balances.prepaid, cap: rules.document.prepaid.capMinor })
  const expiresOn = unit === 'prepaid' ? null : lotExpiresOn(rules.document.expiry[unit], on)
  return accept(
    earn(still(wallet), {
      unit,
      amount,
      from: 'program:adjustment',
      lot: { id: asked.transactionId, earnedAt: at, expiresOn },
    }),
  )
}

/**
 * Sets a balance right by hand: what is given expires by the rules and never qualifies, what is taken is never more
 * than there is, so that no adjustment makes a debt. `amount` in the unit's own count, not 0.
 */
export const decideAdjustment = (...facts: Parameters<typeof adjustment>): ReturnType<typeof adjustment> => {
  try {
    return adjustment(...facts)
  } catch (error) {
    if (error instanceof RangeError) return reject('amount_out_of_range')
    throw error
  }
}
