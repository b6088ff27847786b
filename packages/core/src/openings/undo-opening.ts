import type { Day } from '../calendar/day.ts'
import { memberAccount, type Unit } from '../ledger/accounts.ts'
import { transfer } from '../ledger/journal.ts'
import type { OpenLot } from '../ledger/lots.ts'
import { earn, giveBack, still, take, type Movement, type Wallet } from '../ledger/wallet.ts'

/** A balance that was brought along, with what has become of its lots. */
export interface OpenedBalance {
  /** The transaction that opened it: its lot is known by it. */
  readonly id: number
  readonly unit: Unit
  /** Below zero for a debt. */
  readonly amount: number
  /** Of a debt: the lots that it took from, as they are now. */
  readonly drawn: readonly (OpenLot & { readonly amount: number })[]
}

/** Takes back a debt: what it took from lots goes back to them, and the rest is owed no more. */
const undoDebt = (wallet: Wallet, { id, unit, amount, drawn }: OpenedBalance): Movement => {
  const from = 'program:opening'
  const taken = drawn.reduce((sum, lot) => sum + lot.amount, 0)
  // What was never there meets the debt before anything goes back to a lot, and leaves none of its own.
  const lot = { id, earnedAt: 0, expiresOn: null }
  const owed = earn(still(wallet), { unit, amount: -amount - taken, from, lot })
  const moved = unit === 'prepaid' ? owed : giveBack(owed, { unit, from, lots: drawn })
  return { ...moved, transfers: transfer(from, memberAccount(unit), unit, -amount), opened: [] }
}

/**
 * Takes back what a member brought along, against the account that it came from. What came after it and rests on it was
 * taken back before, so that it is there as it was brought. A lot that has lapsed meanwhile is cleared by the next night.
 */
export const undoOpening = (wallet: Wallet, opened: OpenedBalance, on: Day): Movement => {
  const { id, unit, amount } = opened
  return amount < 0
    ? undoDebt(wallet, opened)
    : take(still(wallet), { unit, amount, to: 'program:opening', on, first: [id], intoDebt: true })
}
