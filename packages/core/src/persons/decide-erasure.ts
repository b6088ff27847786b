import type { Day } from '../calendar/day.ts'
import { accept, reject, type Decision } from '../decision.ts'
import { expireLots, still, take, writeOff, type Movement, type Wallet } from '../ledger/wallet.ts'

/** Empties a member's accounts for good: points and member cash become breakage, a debt is written off against it. */
const closed = (wallet: Wallet, on: Day): Movement =>
  (['points', 'memberCash'] as const).reduce(
    (movement, unit) => writeOff(expireLots(movement, unit, on, true), unit),
    still(wallet),
  )

/**
 * Closes the accounts of somebody who is erased. Prepaid is the member's own money, in minor units: it must have been
 * paid back before.
 */
export const decideErasure = (wallet: Wallet, on: Day): Decision<Movement, 'prepaid_left'> =>
  wallet.balances.prepaid > 0
    ? reject('prepaid_left', { prepaid: wallet.balances.prepaid })
    : accept(closed(wallet, on))

/**
 * The same where it is known to have been paid back though these books do not show it: they are those of a backup, or a
 * replay's under other rules.
 */
export const closeAccounts = (wallet: Wallet, on: Day): Movement =>
  take(closed(wallet, on), { unit: 'prepaid', amount: wallet.balances.prepaid, to: 'program:topups', on })
