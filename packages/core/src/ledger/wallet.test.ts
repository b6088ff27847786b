import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { moved, walletOf } from '../../test/wallets.ts'
import type { OpenLot } from './lots.ts'
import { availableOf, earn, expireLots, giveBack, still, take, type Movement, type Wallet } from './wallet.ts'

const today = 100
const lot = (id: number, remaining: number, expiresOn: number | null = null): OpenLot => ({
  id,
  earnedAt: id,
  expiresOn,
  remaining,
})
const holding = (...points: readonly OpenLot[]): Wallet =>
  walletOf({ points: points.reduce((sum, { remaining }) => sum + remaining, 0) }, { points })
const newLot = { id: 9, earnedAt: 5000, expiresOn: 300 }

describe('what is there to be spent', () => {
  test.each([
    ['all of a lot whose last day this is', holding(lot(1, 10, today + 1)), 10],
    ['nothing of a lot that is gone today', holding(lot(1, 10, today), lot(2, 5)), 5],
    ['nothing under a debt', walletOf({ points: -10 }), 0],
  ])('is %s', (_, wallet, available) => {
    expect(availableOf(wallet, 'points', today)).toBe(available)
  })

  it('is all of the prepaid: it has no lots that could lapse', () => {
    expect(availableOf(walletOf({ prepaid: 70 }), 'prepaid', today)).toBe(70)
  })
})

describe('an earning', () => {
  it('is credited from the account it comes from, and opens a lot of its own beside the others', () => {
    const movement = earn(still(holding(lot(1, 10))), {
      unit: 'points',
      amount: 30,
      from: 'program:issuance',
      lot: newLot,
    })
    expect(movement).toEqual({
      wallet: holding(lot(1, 10), { ...newLot, remaining: 30 }),
      transfers: [{ debit: 'program:issuance', credit: 'member:points', unit: 'points', amount: 30 }],
      moves: [],
      opened: [{ unit: 'points', amount: 30, opened: 30, remaining: 30, expiresOn: 300 }],
    })
  })

  test.each([
    [-10, 30, [{ ...newLot, remaining: 20 }], 20],
    [-30, 30, [], 0],
    [-50, 30, [], 0],
  ])('fills a debt first: from %d by %d', (balance, amount, lots, opened) => {
    const movement = earn(still(walletOf({ points: balance })), {
      unit: 'points',
      amount,
      from: 'program:issuance',
      lot: newLot,
    })
    expect(movement.wallet).toEqual(walletOf({ points: balance + amount }, { points: lots }))
    expect(movement.opened).toEqual([{ unit: 'points', amount, opened, remaining: opened, expiresOn: 300 }])
  })

  it('of prepaid opens no lot', () => {
    const movement = earn(still(walletOf()), { unit: 'prepaid', amount: 30, from: 'program:topups', lot: newLot })
    expect(movement.wallet).toEqual(walletOf({ prepaid: 30 }))
    expect(movement.opened).toEqual([])
  })

  it('of nothing moves nothing', () => {
    const before = still(holding(lot(1, 10)))
    expect(earn(before, { unit: 'points', amount: 0, from: 'program:issuance', lot: newLot })).toEqual(before)
  })

  it('is posted beside what the movement has done before', () => {
    const once = earn(still(walletOf()), { unit: 'points', amount: 1, from: 'program:issuance', lot: newLot })
    const twice = earn(once, { unit: 'memberCash', amount: 2, from: 'program:issuance', lot: newLot })
    expect(moved(twice)).toEqual([
      '1 points program:issuance → member:points',
      '2 memberCash program:issuance → member:memberCash',
    ])
    expect(twice.opened.map(({ unit, amount }) => [unit, amount])).toEqual([
      ['points', 1],
      ['memberCash', 2],
    ])
  })
})

describe('a spend', () => {
  const spend = (wallet: Wallet, amount: number, more: { first?: readonly number[]; intoDebt?: boolean } = {}) =>
    take(still(wallet), { unit: 'points', amount, to: 'program:redemption', on: today, ...more })

  it('takes the soonest expiry first and closes what it has emptied', () => {
    expect(spend(holding(lot(1, 10), lot(2, 10, 200), lot(3, 10, 150)), 15)).toEqual({
      wallet: walletOf({ points: 15 }, { points: [lot(1, 10), lot(2, 5, 200)] }),
      transfers: [{ debit: 'member:points', credit: 'program:redemption', unit: 'points', amount: 15 }],
      moves: [
        { lot: 3, unit: 'points', delta: -10 },
        { lot: 2, unit: 'points', delta: -5 },
      ],
      opened: [],
    })
  })

  it('takes the lots named first before all others, no more of them than it needs, and even where they have lapsed', () => {
    const wallet = holding(lot(1, 10), lot(2, 10, today), lot(3, 10, 150))
    expect(spend(wallet, 12, { first: [2] }).moves).toEqual([
      { lot: 2, unit: 'points', delta: -10 },
      { lot: 3, unit: 'points', delta: -2 },
    ])
    expect(spend(wallet, 4, { first: [1] }).moves).toEqual([{ lot: 1, unit: 'points', delta: -4 }])
  })

  it('throws where the lots that have not lapsed hold less, by one even, and tells what they hold', () => {
    const wallet = holding(lot(1, 10), lot(2, 5, today), lot(3, 4))
    expect(spend(wallet, 14).wallet.lots.points).toEqual([lot(2, 5, today)])
    expect(() => spend(wallet, 15)).toThrow('the lots hold 14 of 15 points')
    expect(() => spend(wallet, 15, { first: [1] })).toThrow('the lots hold 14 of 15 points')
  })

  it('leaves a debt of what the lots do not hold where that is allowed, and then empties lapsed ones too', () => {
    const movement = spend(holding(lot(1, 10), lot(2, 5, today)), 20, { intoDebt: true })
    expect(movement.wallet).toEqual(walletOf({ points: -5 }, { points: [] }))
    expect(movement.moves).toEqual([
      { lot: 2, unit: 'points', delta: -5 },
      { lot: 1, unit: 'points', delta: -10 },
    ])
    expect(moved(movement)).toEqual(['20 points member:points → program:redemption'])
  })

  it('of prepaid touches no lot, and of nothing moves nothing', () => {
    const wallet = walletOf({ points: 5, prepaid: 30 })
    const movement = take(still(wallet), { unit: 'prepaid', amount: 10, to: 'program:sales', on: today })
    expect(movement).toEqual({
      wallet: walletOf({ points: 5, prepaid: 20 }),
      transfers: [{ debit: 'member:prepaid', credit: 'program:sales', unit: 'prepaid', amount: 10 }],
      moves: [],
      opened: [],
    })
    expect(spend(wallet, 0)).toEqual(still(wallet))
  })

  it('is posted beside what the movement has done before', () => {
    const wallet = walletOf({ points: 5, memberCash: 7 })
    const both = take(spend(wallet, 5), { unit: 'memberCash', amount: 7, to: 'program:sales', on: today })
    expect(moved(both)).toEqual([
      '5 points member:points → program:redemption',
      '7 memberCash member:memberCash → program:sales',
    ])
    expect(both.moves.map(move => move.unit)).toEqual(['points', 'memberCash'])
  })
})

describe('what is given back', () => {
  const back = (wallet: Wallet, ...lots: readonly (OpenLot & { amount: number })[]) =>
    giveBack(still(wallet), { unit: 'points', from: 'program:redemption', lots })

  it('goes to the lots it was taken from, opens closed ones again and leaves all others alone', () => {
    const movement = back(
      holding(lot(1, 10), lot(2, 5, 200)),
      { ...lot(2, 5, 200), amount: 3 },
      { ...lot(3, 0, 150), amount: 4 },
    )
    expect(movement.wallet.balances.points).toBe(22)
    expect(movement.wallet.lots.points).toEqual([lot(1, 10), lot(2, 8, 200), lot(3, 4, 150)])
    expect(moved(movement)).toEqual(['7 points program:redemption → member:points'])
    expect(movement.moves).toEqual([
      { lot: 2, unit: 'points', delta: 3 },
      { lot: 3, unit: 'points', delta: 4 },
    ])
  })

  it('fills a debt first, and what is left of it goes to the lots that expire last', () => {
    const debt = walletOf({ points: -6 }, { points: [] })
    const movement = back(debt, { ...lot(1, 0, 150), amount: 5 }, { ...lot(2, 0, 200), amount: 4 })
    expect(movement.wallet).toEqual(walletOf({ points: 3 }, { points: [lot(2, 3, 200)] }))
    expect(movement.moves).toEqual([{ lot: 2, unit: 'points', delta: 3 }])
    expect(moved(movement)).toEqual(['9 points program:redemption → member:points'])
  })

  it('is nothing where nothing was taken', () => {
    const wallet = holding(lot(1, 10))
    expect(back(wallet)).toEqual(still(wallet))
    expect(back(wallet, { ...lot(1, 10), amount: 0 })).toEqual(still(wallet))
  })

  it('is posted beside what the movement has done before', () => {
    const taken = take(still(holding(lot(1, 10))), {
      unit: 'points',
      amount: 10,
      to: 'program:redemption',
      on: today,
    })
    const both = giveBack(taken, {
      unit: 'points',
      from: 'program:redemption',
      lots: [{ ...lot(1, 0), amount: 4 }],
    })
    expect(both.wallet).toEqual(holding(lot(1, 4)))
    expect(both.transfers).toHaveLength(2)
    expect(both.moves.map(({ delta }) => delta)).toEqual([-10, 4])
  })
})

describe('an expiry', () => {
  it('clears what its day has come for, and nothing else', () => {
    const wallet = holding(lot(1, 10), lot(2, 5, today), lot(3, 4, today + 1), lot(4, 3, today - 1))
    expect(expireLots(still(wallet), 'points', today)).toEqual({
      wallet: holding(lot(1, 10), lot(3, 4, today + 1)),
      transfers: [{ debit: 'member:points', credit: 'program:breakage', unit: 'points', amount: 8 }],
      moves: [
        { lot: 2, unit: 'points', delta: -5 },
        { lot: 4, unit: 'points', delta: -3 },
      ],
      opened: [],
    })
  })

  it('of everything clears what never expires too', () => {
    const cleared = expireLots(still(holding(lot(1, 10), lot(2, 5, 200))), 'points', today, true)
    expect(cleared.wallet).toEqual(walletOf())
  })

  it('where nothing is due moves nothing', () => {
    const wallet = holding(lot(1, 10, today + 1))
    expect(expireLots(still(wallet), 'points', today)).toEqual(still(wallet))
  })

  it('is posted beside what the movement has done before', () => {
    const wallet = walletOf({ points: 5, memberCash: 7 }, { points: [lot(1, 5, 1)], memberCash: [lot(2, 7, 1)] })
    const both = expireLots(expireLots(still(wallet), 'points', today), 'memberCash', today)
    expect(moved(both)).toEqual([
      '5 points member:points → program:breakage',
      '7 memberCash member:memberCash → program:breakage',
    ])
    expect(both.moves.map(move => move.lot)).toEqual([1, 2])
  })
})

it('whatever happens, the open lots sum to the balance, or to nothing under a debt', () => {
  const step = fc.record({
    kind: fc.constantFrom('earn', 'take', 'expire'),
    amount: fc.nat({ max: 50 }),
    day: fc.integer({ min: today, max: today + 20 }),
  })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 20 }), steps => {
      let movement: Movement = still(walletOf())
      for (const [id, { kind, amount, day }] of steps.entries()) {
        if (kind === 'earn')
          movement = earn(movement, {
            unit: 'points',
            amount,
            from: 'program:issuance',
            lot: { id, earnedAt: id, expiresOn: day },
          })
        else if (kind === 'take')
          movement = take(movement, { unit: 'points', amount, to: 'program:sales', on: day, intoDebt: true })
        else movement = expireLots(movement, 'points', day)
        const { balances, lots } = movement.wallet
        expect(lots.points.reduce((sum, { remaining }) => sum + remaining, 0)).toBe(Math.max(0, balances.points))
        expect(lots.points.every(({ remaining }) => remaining > 0)).toBe(true)
      }
    }),
  )
})
