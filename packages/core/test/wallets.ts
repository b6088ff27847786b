import type { Balances } from '../src/purchases/member-books.ts'
import type { OpenLot } from '../src/ledger/lots.ts'
import type { Movement, Wallet } from '../src/ledger/wallet.ts'

/** A wallet of such balances, each positive one of a unit with lots in one lot that never expires unless told. */
export const walletOf = (
  balances: Partial<Balances> = {},
  lots: Partial<Record<'points' | 'memberCash', readonly OpenLot[]>> = {},
): Wallet => {
  const held = { points: 0, memberCash: 0, prepaid: 0, ...balances }
  const lot = (remaining: number): readonly OpenLot[] =>
    remaining > 0 ? [{ id: 1, earnedAt: 0, expiresOn: null, remaining }] : []
  return { balances: held, lots: { points: lot(held.points), memberCash: lot(held.memberCash), ...lots } }
}

/** What a movement moved, as text: `3000 points program:issuance → member:points`. */
export const moved = ({ transfers }: Movement): readonly string[] =>
  transfers.map(({ amount, unit, debit, credit }) => `${amount} ${unit} ${debit} → ${credit}`)
