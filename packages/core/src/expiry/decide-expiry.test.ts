import { describe, expect, it } from 'vitest'
import { moved, walletOf } from '../../test/wallets.ts'
import type { OpenLot } from '../ledger/lots.ts'
import { decideExpiry, decideInactivity } from './decide-expiry.ts'

const today = 100
const lot = (id: number, remaining: number, fields: Partial<OpenLot> = {}): OpenLot => ({
  id,
  earnedAt: id,
  expiresOn: null,
  remaining,
  ...fields,
})

describe('an expiry (S5)', () => {
  it('clears points and member cash whose day has come, and leaves what has time, debts and prepaid', () => {
    const wallet = walletOf(
      { points: 30, memberCash: 9, prepaid: 50 },
      { points: [lot(1, 10, { expiresOn: today }), lot(2, 20, { expiresOn: today + 1 })] },
    )
    const lapsed = { ...wallet, lots: { ...wallet.lots, memberCash: [lot(3, 9, { expiresOn: today - 1 })] } }
    const movement = decideExpiry(lapsed, today)
    expect(moved(movement)).toEqual([
      '10 points member:points → program:breakage',
      '9 memberCash member:memberCash → program:breakage',
    ])
    expect(movement.wallet.balances).toEqual({ points: 20, memberCash: 0, prepaid: 50 })
    expect(moved(decideExpiry(walletOf({ points: -10, prepaid: 50 }), today))).toEqual([])
  })
})

describe('inactivity (S5)', () => {
  const wallet = walletOf(
    { points: 60, memberCash: 7 },
    { points: [lot(1, 10), lot(2, 20, { expiresOn: today }), lot(3, 30)] },
  )

  it('clears everything of the unit that was there at that instant, to breakage, and nothing that came then or later', () => {
    const movement = decideInactivity(wallet, 'points', today, 3)
    expect(moved(movement)).toEqual(['30 points member:points → program:breakage'])
    expect(movement.moves).toEqual([
      { lot: 2, unit: 'points', delta: -20 },
      { lot: 1, unit: 'points', delta: -10 },
    ])
    expect(movement.wallet).toEqual(walletOf({ points: 30, memberCash: 7 }, { points: [lot(3, 30)] }))
  })

  it('clears what was there then even where something that came later expires sooner', () => {
    const later = walletOf({ points: 30 }, { points: [lot(1, 10), lot(3, 20, { expiresOn: today + 1 })] })
    expect(decideInactivity(later, 'points', today, 2).moves).toEqual([{ lot: 1, unit: 'points', delta: -10 }])
  })

  it('moves nothing where nothing was there', () => {
    expect(moved(decideInactivity(wallet, 'points', today, 1))).toEqual([])
  })
})
