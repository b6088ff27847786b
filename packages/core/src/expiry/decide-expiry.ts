import type { Day, Instant } from '../calendar/day.ts'
import type { LotUnit } from '../ledger/lots.ts'
import { expireLots, still, take, type Movement, type Wallet } from '../ledger/wallet.ts'
import { addSafe } from '../money/safe.ts'

/** Clears what lots hold whose expiry has come by `on`; what is owed stays a debt, prepaid stays (S5). */
export const decideExpiry = (wallet: Wallet, on: Day): Movement =>
  expireLots(expireLots(still(wallet), 'points', on), 'memberCash', on)

/** Clears everything positive of a unit that was there at that instant, of a member who bought nothing for too long (S5). */
export const decideInactivity = (wallet: Wallet, unit: LotUnit, on: Day, at: Instant): Movement => {
  const lots = wallet.lots[unit].filter(lot => lot.earnedAt < at)
  const amount = lots.reduce((sum, lot) => addSafe(sum, lot.remaining), 0)
  return take(still(wallet), { unit, amount, to: 'program:breakage', on, first: lots.map(lot => lot.id) })
}
