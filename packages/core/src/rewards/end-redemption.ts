import type { Day } from '../calendar/day.ts'
import { accept, reject, type Decision } from '../decision.ts'
import type { OpenLot } from '../ledger/lots.ts'
import { expireLots, giveBack, still, type Movement, type Wallet } from '../ledger/wallet.ts'

/** How a reservation ended. It ends once, and nothing follows. */
export type RedemptionEnd = 'collected' | 'cancelled' | 'lapsed'
export type RedemptionStatus = 'reserved' | RedemptionEnd

export type EndRefusal = 'redemption_collected' | 'redemption_cancelled' | 'reservation_lapsed' | 'reservation_holds'

const REFUSALS: Readonly<Record<RedemptionEnd, EndRefusal>> = {
  collected: 'redemption_collected',
  cancelled: 'redemption_cancelled',
  lapsed: 'reservation_lapsed',
}

/**
 * Whether a redemption may end this way today (S7). A reservation can be cancelled at any time, collected through its
 * last day, and lapses after it; what has ended stays as it ended, so cancel, collect, cancel is stable.
 */
export const decideEnd = (
  redemption: { readonly status: RedemptionStatus; readonly collectBy: Day },
  end: RedemptionEnd,
  today: Day,
): Decision<RedemptionEnd, EndRefusal> => {
  if (redemption.status !== 'reserved') return reject(REFUSALS[redemption.status])
  const overdue = today > redemption.collectBy
  if (end === 'collected' && overdue) return reject('reservation_lapsed')
  if (end === 'lapsed' && !overdue) return reject('reservation_holds')
  return accept(end)
}

/** What a redemption took from one lot, and the lot as it is now. */
export type RedeemedLot = OpenLot & { readonly amount: number }

/** The points of an ended reservation on their way back. */
export interface ReturnedPoints {
  readonly reverse: Movement
  /** What expires at once, of lots whose time has come meanwhile; null where nothing does. */
  readonly expire: Movement | null
}

/**
 * Gives the points of a reservation back to the lots they came from; a debt is filled first. A lot past its expiry
 * expires at once; lots that the redemption did not touch are left to their own expiry.
 */
export const returnPoints = (wallet: Wallet, lots: readonly RedeemedLot[], today: Day): ReturnedPoints => {
  const reverse = giveBack(still(wallet), { unit: 'points', from: 'program:redemption', lots })
  const returned = new Set(lots.map(lot => lot.id))
  const [ours, others] = [true, false].map(own =>
    reverse.wallet.lots.points.filter(lot => returned.has(lot.id) === own),
  )
  const holding = (points: readonly OpenLot[]): Wallet => ({
    ...reverse.wallet,
    lots: { ...reverse.wallet.lots, points },
  })
  const expire = expireLots(still(holding(ours!)), 'points', today)
  if (expire.transfers.length === 0) return { reverse, expire: null }
  const left = { ...expire.wallet.lots, points: [...others!, ...expire.wallet.lots.points] }
  return { reverse, expire: { ...expire, wallet: { ...expire.wallet, lots: left } } }
}
