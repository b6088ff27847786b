import type { Day, Instant } from '../calendar/day.ts'
import { accept, reject, type Decision } from '../decision.ts'
import type { Unit } from '../ledger/accounts.ts'
import { earn, still, take, type Movement, type Wallet } from '../ledger/wallet.ts'

export type OpeningRefusal = 'already_expired' | 'prepaid_below_zero' | 'amount_out_of_range'

/** What a member brings along from an old system: a part of a balance, with its own expiry. */
export interface Opening {
  readonly unit: Unit
  /** In the unit's own count, not 0; below zero for a debt, which prepaid never is. */
  readonly amount: number
  /** The first day on which it is gone; null where it never is. */
  readonly expiresOn: Day | null
  readonly at: Instant
  readonly on: Day
  readonly transactionId: number
}

const opening = (
  wallet: Wallet,
  { unit, amount, expiresOn, at, on, transactionId }: Opening,
): Decision<Movement, OpeningRefusal> => {
  if (amount < 0)
    return unit === 'prepaid'
      ? reject('prepaid_below_zero')
      : accept(take(still(wallet), { unit, amount: -amount, to: 'program:opening', on, intoDebt: true }))
  if (expiresOn !== null && expiresOn <= on) return reject('already_expired', { expiresOn })
  const lot = { id: transactionId, earnedAt: at, expiresOn }
  return accept(earn(still(wallet), { unit, amount, from: 'program:opening', lot }))
}

/**
 * Opens what a member brings along: it is owed from then on, whatever the rules would have given, and the account of
 * opening balances stands against it. No cap on prepaid is asked for: the money is the member's already.
 */
export const decideOpening = (wallet: Wallet, asked: Opening): Decision<Movement, OpeningRefusal> => {
  try {
    return opening(wallet, asked)
  } catch (error) {
    if (error instanceof RangeError) return reject('amount_out_of_range')
    throw error
  }
}
