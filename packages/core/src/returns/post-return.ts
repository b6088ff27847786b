import type { Day, Instant } from '../calendar/day.ts'
import { lotExpiresOn } from '../expiry/lot-expiry.ts'
import type { Unit } from '../ledger/accounts.ts'
import type { Transfer } from '../ledger/journal.ts'
import { hasLapsed, soonestFirst, type LotMove, type LotUnit, type OpenLot } from '../ledger/lots.ts'
import { earn, giveBack, still, take, type Movement, type Wallet } from '../ledger/wallet.ts'
import { addSafe } from '../money/safe.ts'
import type { CompiledRules } from '../program/compile.ts'
import { owedOf, type Reversal } from './reversal.ts'

/** A lot that the purchase was paid from, as it is now, with what the purchase took from it. */
export type PaidLot = OpenLot & { readonly taken: number }

/** A judged return, as far as the books care. */
export interface JudgedReturn {
  readonly rules: CompiledRules
  readonly reversals: Readonly<Record<LotUnit, Reversal>>
  /** What of the purchase's own tenders was paid from the member's wallets before and after. */
  readonly paid: Readonly<Record<'memberCash' | 'prepaid', { readonly before: number; readonly after: number }>>
  readonly paidLots: readonly PaidLot[]
  /** The lots of what the purchase earned: its own, and those of points that earlier returns gave. */
  readonly ownLots: readonly number[]
  readonly transactionId: number
  readonly now: Instant
  readonly today: Day
}

/** What each lot had paid if only `paidMinor` had been paid: the soonest expiry first, as every spend. */
const paidFrom = (lots: readonly PaidLot[], paidMinor: number): readonly number[] => {
  let left = paidMinor
  return lots.map(({ taken }) => {
    const amount = Math.min(left, taken)
    left -= amount
    return amount
  })
}

/** Member cash goes back to the lots it came from, as if only the kept goods had been paid from them. */
const givenBack = ({ paid, paidLots }: JudgedReturn): readonly (OpenLot & { readonly amount: number })[] => {
  const lots = paidLots.toSorted(soonestFirst)
  const after = paidFrom(lots, paid.memberCash.after)
  return paidFrom(lots, paid.memberCash.before).flatMap((before, i) => {
    const { taken: _, ...lot } = lots[i]!
    const amount = before - after[i]!
    return amount > 0 ? [{ ...lot, amount }] : []
  })
}

/** Takes back what was earned of a unit, or gives what the kept goods round to beyond it. */
const reverse = (movement: Movement, unit: LotUnit, judged: JudgedReturn): Movement => {
  const owed = owedOf(judged.reversals[unit])
  if (owed >= 0)
    return take(movement, {
      unit,
      amount: owed,
      to: 'program:issuance',
      on: judged.today,
      first: judged.ownLots,
      intoDebt: true,
    })
  const expiresOn = lotExpiresOn(judged.rules.document.expiry[unit], judged.today)
  const lot = { id: judged.transactionId, earnedAt: judged.now, expiresOn }
  return earn(movement, { unit, amount: -owed, from: 'program:issuance', lot })
}

/** One transfer for each way between two accounts, and one move for each lot, however many steps made them. */
const netted = (movement: Movement): Movement => {
  const transfers = new Map<string, Transfer>()
  for (const moved of movement.transfers) {
    const way = `${moved.debit} ${moved.credit} ${moved.unit}`
    transfers.set(way, { ...moved, amount: addSafe(transfers.get(way)?.amount ?? 0, moved.amount) })
  }
  const moves = new Map<string, LotMove>()
  for (const move of movement.moves) {
    const lot = `${move.unit} ${move.lot}`
    moves.set(lot, { ...move, delta: (moves.get(lot)?.delta ?? 0) + move.delta })
  }
  return {
    ...movement,
    transfers: [...transfers.values()],
    moves: [...moves.values()].filter(move => move.delta !== 0),
  }
}

const credit = (movement: Movement, unit: Unit, amount: number, judged: JudgedReturn): Movement =>
  earn(movement, {
    unit,
    amount,
    from: 'program:sales',
    lot: { id: judged.transactionId, earnedAt: judged.now, expiresOn: null },
  })

/**
 * Posts a judged return. Member cash that comes back to a lot past its expiry expires at once, whole: it pays no debt,
 * so that it makes no difference in which return it comes back. Null where nothing expires.
 */
export const postReturn = (
  wallet: Wallet,
  judged: JudgedReturn,
): { readonly returned: Movement; readonly expired: Movement | null } => {
  const back = givenBack(judged)
  const lapsed = back.filter(lot => hasLapsed(lot, judged.today))
  const live = back.filter(lot => !hasLapsed(lot, judged.today))
  const prepaid = judged.paid.prepaid.before - judged.paid.prepaid.after
  let moved = reverse(still(wallet), 'points', judged)
  // What is earned meets a debt before anything comes back; what is taken finds what has come back.
  if (owedOf(judged.reversals.memberCash) < 0) moved = reverse(moved, 'memberCash', judged)
  moved = giveBack(moved, { unit: 'memberCash', from: 'program:sales', lots: live })
  if (owedOf(judged.reversals.memberCash) >= 0) moved = reverse(moved, 'memberCash', judged)
  moved = giveBack(moved, { unit: 'memberCash', from: 'program:sales', lots: lapsed })
  const returned = netted(credit(moved, 'prepaid', prepaid, judged))
  if (lapsed.length === 0) return { returned, expired: null }
  const expired = take(still(returned.wallet), {
    unit: 'memberCash',
    amount: lapsed.reduce((sum, lot) => addSafe(sum, lot.amount), 0),
    to: 'program:breakage',
    on: judged.today,
    first: lapsed.map(lot => lot.id),
    intoDebt: true,
  })
  return { returned, expired }
}
