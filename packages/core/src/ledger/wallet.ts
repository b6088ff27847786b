import type { Day, Instant } from '../calendar/day.ts'
import { addSafe } from '../money/safe.ts'
import type { Balances } from '../purchases/member-books.ts'
import { memberAccount, type ProgramAccount, type Unit } from './accounts.ts'
import { transfer, type Transfer } from './journal.ts'
import {
  drawLots,
  hasLapsed,
  lapsedOf,
  remainingAfterDebt,
  soonestFirst,
  type LotMove,
  type LotUnit,
  type OpenedLot,
  type OpenLot,
} from './lots.ts'

/** What a member holds: balances, and the open lots of the units that have lots. */
export interface Wallet {
  readonly balances: Balances
  readonly lots: Readonly<Record<LotUnit, readonly OpenLot[]>>
}

/**
 * What one transaction does to a wallet, step by step: each function below takes a movement and gives the one that has
 * gone a step further. In every one of them the open lots of a unit sum to its balance, or to nothing under a debt.
 */
export interface Movement {
  readonly wallet: Wallet
  readonly transfers: readonly Transfer[]
  readonly moves: readonly LotMove[]
  readonly opened: readonly OpenedLot[]
}

/** A movement that has not moved anything yet. */
export const still = (wallet: Wallet): Movement => ({ wallet, transfers: [], moves: [], opened: [] })

const isLotUnit = (unit: Unit): unit is LotUnit => unit !== 'prepaid'

const balanced = (wallet: Wallet, unit: Unit, delta: number): Wallet => ({
  ...wallet,
  balances: { ...wallet.balances, [unit]: addSafe(wallet.balances[unit], delta) },
})

const changed = (wallet: Wallet, unit: LotUnit, changes: readonly { lot: number; delta: number }[]): Wallet => {
  const deltas = new Map(changes.map(({ lot, delta }) => [lot, delta]))
  const lots = wallet.lots[unit].map(lot => ({ ...lot, remaining: lot.remaining + (deltas.get(lot.id) ?? 0) }))
  return { ...wallet, lots: { ...wallet.lots, [unit]: lots.filter(lot => lot.remaining > 0) } }
}

/** What is there to be spent on a day: nothing under a debt, nothing of a lot whose expiry has come. */
export const availableOf = (wallet: Wallet, unit: Unit, on: Day): number =>
  Math.max(0, wallet.balances[unit] - (isLotUnit(unit) ? lapsedOf(wallet.lots[unit], on) : 0))

/** Credits the member; a debt is filled first, the rest is a lot of its own. */
export const earn = (
  movement: Movement,
  earned: {
    readonly unit: Unit
    readonly amount: number
    readonly from: ProgramAccount
    readonly lot: { readonly id: number; readonly earnedAt: Instant; readonly expiresOn: Day | null }
  },
): Movement => {
  const { unit, amount, from, lot } = earned
  if (amount === 0) return movement
  const opened = remainingAfterDebt(movement.wallet.balances[unit], amount)
  const credited = balanced(movement.wallet, unit, amount)
  return {
    ...movement,
    transfers: [...movement.transfers, ...transfer(from, memberAccount(unit), unit, amount)],
    ...(isLotUnit(unit)
      ? {
          wallet:
            opened === 0
              ? credited
              : {
                  ...credited,
                  lots: { ...credited.lots, [unit]: [...credited.lots[unit], { ...lot, remaining: opened }] },
                },
          opened: [...movement.opened, { unit, amount, opened, remaining: opened, expiresOn: lot.expiresOn }],
        }
      : { wallet: credited }),
  }
}

/**
 * Takes `amount` from the member, from the lots named in `first` before all others, then soonest expiry first. What the
 * lots do not hold becomes a debt where `intoDebt` allows it; otherwise the caller has looked at {@link availableOf}.
 */
export const take = (
  movement: Movement,
  taken: {
    readonly unit: Unit
    readonly amount: number
    readonly to: ProgramAccount
    readonly on: Day
    readonly first?: readonly number[]
    readonly intoDebt?: boolean
  },
): Movement => {
  const { unit, amount, to, on, first = [], intoDebt = false } = taken
  if (amount === 0) return movement
  const transfers = [...movement.transfers, ...transfer(memberAccount(unit), to, unit, amount)]
  const debited = balanced(movement.wallet, unit, -amount)
  if (!isLotUnit(unit)) return { ...movement, transfers, wallet: debited }
  const lots = movement.wallet.lots[unit]
  const preferred = lots.filter(lot => first.includes(lot.id))
  const fromFirst = drawLots(preferred, Math.min(amount, sumOf(preferred))).draws
  const due = amount - fromFirst.reduce((sum, draw) => sum + draw.amount, 0)
  const others = lots.filter(lot => !first.includes(lot.id) && (intoDebt || !hasLapsed(lot, on)))
  const held = sumOf(others)
  if (held < due && !intoDebt) throw new Error(`the lots hold ${amount - due + held} of ${amount} ${unit}`)
  const changes = [...fromFirst, ...drawLots(others, Math.min(due, held)).draws].map(draw => ({
    lot: draw.lot,
    delta: -draw.amount,
  }))
  return {
    ...movement,
    transfers,
    wallet: changed(debited, unit, changes),
    moves: [...movement.moves, ...changes.map(change => ({ ...change, unit }))],
  }
}

const sumOf = (lots: readonly OpenLot[]): number => lots.reduce((sum, lot) => addSafe(sum, lot.remaining), 0)

/**
 * Gives back to lots what was taken from them; under a debt the amount fills the debt first, and the lots that expire
 * last get what is left. `lots` are those it came from, as they are now, closed ones with `remaining` 0.
 */
export const giveBack = (
  movement: Movement,
  given: {
    readonly unit: LotUnit
    readonly from: ProgramAccount
    readonly lots: readonly (OpenLot & { readonly amount: number })[]
  },
): Movement => {
  const { unit, from } = given
  const amount = given.lots.reduce((sum, lot) => addSafe(sum, lot.amount), 0)
  if (amount === 0) return movement
  let left = remainingAfterDebt(movement.wallet.balances[unit], amount)
  const back: { lot: OpenLot; delta: number }[] = []
  for (const { amount: share, ...lot } of given.lots.toSorted((a, b) => soonestFirst(b, a))) {
    const delta = Math.min(left, share)
    if (delta > 0) back.push({ lot, delta })
    left -= delta
  }
  const open = new Map(movement.wallet.lots[unit].map(lot => [lot.id, lot]))
  for (const { lot, delta } of back)
    open.set(lot.id, { ...(open.get(lot.id) ?? lot), remaining: (open.get(lot.id)?.remaining ?? 0) + delta })
  const credited = balanced(movement.wallet, unit, amount)
  return {
    ...movement,
    transfers: [...movement.transfers, ...transfer(from, memberAccount(unit), unit, amount)],
    wallet: { ...credited, lots: { ...credited.lots, [unit]: [...open.values()] } },
    moves: [...movement.moves, ...back.map(({ lot, delta }) => ({ lot: lot.id, unit, delta }))],
  }
}

/** Clears what lots hold whose expiry has come by `on`, or all that is positive where `all` says so (S5). */
export const expireLots = (movement: Movement, unit: LotUnit, on: Day, all = false): Movement => {
  const due = movement.wallet.lots[unit].filter(lot => all || hasLapsed(lot, on))
  const amount = sumOf(due)
  if (amount === 0) return movement
  const changes = due.map(lot => ({ lot: lot.id, delta: -lot.remaining }))
  return {
    ...movement,
    transfers: [...movement.transfers, ...transfer(memberAccount(unit), 'program:breakage', unit, amount)],
    wallet: changed(balanced(movement.wallet, unit, -amount), unit, changes),
    moves: [...movement.moves, ...changes.map(change => ({ ...change, unit }))],
  }
}

/** Fills a debt from what the program has kept of others' (breakage): nobody is there to owe it. */
export const writeOff = (movement: Movement, unit: LotUnit): Movement => {
  const debt = Math.max(0, -movement.wallet.balances[unit])
  if (debt === 0) return movement
  return {
    ...movement,
    transfers: [...movement.transfers, ...transfer('program:breakage', memberAccount(unit), unit, debt)],
    wallet: balanced(movement.wallet, unit, debt),
  }
}
