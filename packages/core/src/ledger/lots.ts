import type { Day, Instant } from '../calendar/day.ts'
import { addSafe } from '../money/safe.ts'

/** The units that are held in lots. Prepaid is the member's own money: it never expires and needs none. */
export type LotUnit = 'points' | 'memberCash'

/** What is left of one earning. `id` is the transaction that opened it. */
export interface OpenLot {
  readonly id: number
  readonly earnedAt: Instant
  /** The first day on which it is gone; null where it never expires. */
  readonly expiresOn: Day | null
  readonly remaining: number
}

/** What a spend took from one lot, kept so that it can be given back there. */
export interface LotDraw {
  readonly lot: number
  readonly amount: number
}

/** A change of a lot by a transaction: below zero what was taken, above what came back. */
export interface LotMove {
  readonly lot: number
  readonly unit: LotUnit
  readonly delta: number
}

/** A lot as an earning opens it. */
export interface OpenedLot {
  readonly unit: LotUnit
  readonly amount: number
  /** What was left of it after a debt was filled; every later change of the lot is a move. */
  readonly opened: number
  readonly remaining: number
  readonly expiresOn: Day | null
}

/** The order in which lots are spent: soonest expiry first, then oldest. */
export const soonestFirst = (a: OpenLot, b: OpenLot): number =>
  (a.expiresOn ?? Infinity) - (b.expiresOn ?? Infinity) || a.earnedAt - b.earnedAt || a.id - b.id

/** Whether a lot's expiry has come by `on`. */
export const hasLapsed = (lot: OpenLot, on: Day): boolean => lot.expiresOn !== null && lot.expiresOn <= on

/** The first day on which one of these lots is gone that still holds something; null where none ever is. */
export const firstExpiry = (lots: readonly Pick<OpenLot, 'remaining' | 'expiresOn'>[]): Day | null =>
  lots.reduce<Day | null>(
    (first, { remaining, expiresOn }) =>
      remaining > 0 && expiresOn !== null && (first === null || expiresOn < first) ? expiresOn : first,
    null,
  )

/** Whether there are moves, and they empty every one of these lots that has lapsed by a day and touch nothing else. */
export const emptiesLapsed = (
  lots: Readonly<Record<LotUnit, readonly OpenLot[]>>,
  moves: readonly LotMove[],
  on: Day,
): boolean => {
  const lapsed = (['points', 'memberCash'] as const).flatMap(unit =>
    lots[unit].flatMap(lot => (hasLapsed(lot, on) ? [{ lot: lot.id, unit, delta: -lot.remaining }] : [])),
  )
  return (
    moves.length > 0 &&
    lapsed.length === moves.length &&
    lapsed.every(({ lot, unit, delta }, i) => {
      const move = moves[i]!
      return move.lot === lot && move.unit === unit && move.delta === delta
    })
  )
}

/** What lots still hold whose expiry has come by `on`, but was not posted yet: it is not there to be spent. */
export const lapsedOf = (lots: readonly OpenLot[], on: Day): number =>
  lots.reduce((sum, lot) => (hasLapsed(lot, on) ? addSafe(sum, lot.remaining) : sum), 0)

/**
 * Takes `amount` from the lots, soonest expiry first, then oldest; lots that have lapsed by `on` are left alone, since at
 * one instant expiry comes first. Gives what was taken from which lot, and the lots that are left open. Throws where the
 * lots hold less: balance and lots then contradict each other, and nothing may be written.
 */
export const drawLots = (
  lots: readonly OpenLot[],
  amount: number,
  on: Day = -Infinity,
): { readonly draws: readonly LotDraw[]; readonly left: readonly OpenLot[] } => {
  const draws: LotDraw[] = []
  const left: OpenLot[] = []
  let due = amount
  for (const lot of lots.toSorted(soonestFirst)) {
    const taken = hasLapsed(lot, on) ? 0 : Math.min(due, lot.remaining)
    if (taken > 0) draws.push({ lot: lot.id, amount: taken })
    if (lot.remaining > taken) left.push({ ...lot, remaining: lot.remaining - taken })
    due -= taken
  }
  if (due > 0) throw new Error(`the lots hold ${amount - due} of ${amount}`)
  return { draws, left }
}

/** What is left in a new lot when an earning of `amount` meets `balance`: a debt is filled first. */
export const remainingAfterDebt = (balance: number, amount: number): number =>
  Math.max(0, Math.min(amount, balance + amount))
