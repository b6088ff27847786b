import { describe, expect, it, test } from 'vitest'
import { compiled, day, shanghai } from '../../test/program.ts'
import { decideExpiry, decideInactivity } from '../expiry/decide-expiry.ts'
import type { Wallet } from '../ledger/wallet.ts'
import { decideRebate } from './decide-rebate.ts'

const rules = compiled('wangfujing')
const rebate = rules.document.rebates[0]!
const at = shanghai('2026-08-01 00:00:00')
const on = day('2026-08-01')
const facts = { rules, rebate, tier: 'ME', day: on, at, transactionId: 99 }

const lot = (id: number, remaining: number, earned = '2026-03-10 10:00:00', expires: string | null = null) => ({
  id,
  remaining,
  earnedAt: shanghai(earned),
  expiresOn: expires === null ? null : day(expires),
})

const wallet = (points: number, lots: Wallet['lots']['points'], memberCash = 0): Wallet => ({
  balances: { points, memberCash, prepaid: 500 },
  lots: { points: lots, memberCash: [] },
})

describe('the rebate', () => {
  test.each([
    [999, 0, 999],
    [1000, 1000, 0],
    [1999, 1000, 999],
    [10000, 10000, 0],
  ])('of %i points gives %i fen and leaves %i points (S1)', (points, memberCash, left) => {
    const { balances } = decideRebate(wallet(points, [lot(1, points)]), facts).wallet
    expect(balances).toEqual({ points: left, memberCash, prepaid: 500 })
  })

  it('is for the tiers that it names, and nobody else', () => {
    for (const tier of [null, 'UNKNOWN'])
      expect(decideRebate(wallet(5000, [lot(1, 5000)]), { ...facts, tier }).transfers).toEqual([])
  })

  it('spends what was there before it, though what came later expires sooner', () => {
    const lots = [lot(1, 1000), lot(2, 1000, '2026-08-01 09:00:00', '2026-08-31')]
    const movement = decideRebate(wallet(2000, lots), facts)
    expect(movement.moves).toEqual([{ lot: 1, unit: 'points', delta: -1000 }])
  })

  it('spends soonest expiry first and opens a lot of member cash of its own instant', () => {
    const movement = decideRebate(
      wallet(2500, [lot(1, 1000), lot(2, 1500, '2026-05-01 10:00:00', '2027-01-01')]),
      facts,
    )
    expect(movement.moves).toEqual([
      { lot: 2, unit: 'points', delta: -1500 },
      { lot: 1, unit: 'points', delta: -500 },
    ])
    expect(movement.wallet.lots.memberCash).toEqual([{ id: 99, earnedAt: at, expiresOn: null, remaining: 2000 }])
  })

  it('knows nothing of points earned at its instant or later, nor of lapsed ones', () => {
    const lots = [lot(1, 1000, '2026-08-01 00:00:00'), lot(2, 1000, '2026-01-01 00:00:00', '2026-08-01'), lot(3, 1999)]
    expect(decideRebate(wallet(3999, lots), facts).wallet.balances.points).toBe(2999)
  })

  it('leaves a debt, and pays a debt of member cash first', () => {
    expect(decideRebate(wallet(-5000, []), facts).transfers).toEqual([])
    const { wallet: after } = decideRebate(wallet(1000, [lot(1, 1000)], -400), facts)
    expect([after.balances.memberCash, after.lots.memberCash[0]?.remaining]).toEqual([600, 600])
  })

  it('leaves as points what member cash could not count exactly', () => {
    const { balances } = decideRebate(wallet(3000, [lot(1, 3000)], Number.MAX_SAFE_INTEGER - 1500), facts).wallet
    expect([balances.points, balances.memberCash]).toEqual([2000, Number.MAX_SAFE_INTEGER - 500])
  })
})

describe('expiry', () => {
  const cash: Wallet = {
    balances: { points: 30, memberCash: -20, prepaid: 500 },
    lots: { points: [lot(1, 10, undefined, '2026-08-01'), lot(2, 20, undefined, '2026-08-02')], memberCash: [] },
  }

  it('clears what has lapsed, lot by lot; a debt stays, prepaid never expires', () => {
    const movement = decideExpiry(cash, on)
    expect(movement.wallet.balances).toEqual({ points: 20, memberCash: -20, prepaid: 500 })
    expect(movement.moves).toEqual([{ lot: 1, unit: 'points', delta: -10 }])
    expect(decideExpiry(movement.wallet, on).transfers).toEqual([])
  })

  it('by inactivity clears everything that was there at its instant', () => {
    const lots = [lot(1, 10, undefined, '2027-01-01'), lot(2, 20), lot(3, 5, '2026-08-01 00:00:00')]
    const { balances } = decideInactivity(wallet(35, lots), 'points', on, at).wallet
    expect(balances).toEqual({ points: 5, memberCash: 0, prepaid: 500 })
  })
})
