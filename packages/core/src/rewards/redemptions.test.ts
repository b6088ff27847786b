import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { day, shanghai } from '../../test/program.ts'
import { moved } from '../../test/wallets.ts'
import type { OpenLot } from '../ledger/lots.ts'
import { expireLots, still, type Wallet } from '../ledger/wallet.ts'
import { decideRedemption } from './decide-redemption.ts'
import { decideEnd, returnPoints, type RedemptionEnd, type RedemptionStatus } from './end-redemption.ts'
import { rewardObstacle, type Reward, type RewardFacts } from './reward.ts'

const today = day('2026-03-10')
const now = shanghai('2026-03-10 12:00:00')

const reward: Reward = {
  active: true,
  pointsEach: 100,
  moneyEachMinor: null,
  stock: 3,
  perMember: 2,
  tiers: ['WE', 'SVIP'],
  fromAt: shanghai('2026-03-01 00:00:00'),
  untilAt: shanghai('2026-04-01 00:00:00'),
  holdDays: 14,
}
const facts: RewardFacts = { tier: 'WE', available: 200, taken: 0, now }

const walletOf = (...lots: readonly OpenLot[]): Wallet => ({
  balances: { points: lots.reduce((sum, lot) => sum + lot.remaining, 0), memberCash: 0, prepaid: 0 },
  lots: { points: lots, memberCash: [] },
})
const lot = (id: number, remaining: number, expiresOn: string | null = null): OpenLot => ({
  id,
  earnedAt: id,
  expiresOn: expiresOn === null ? null : day(expiresOn),
  remaining,
})

describe('what stands between a member and a gift', () => {
  test.each<
    [what: string, reward: Partial<Reward>, facts: Partial<RewardFacts>, quantity: number, said: string | null]
  >([
    ['nothing, with just enough points', {}, { available: 100 }, 1, null],
    ['one point too few', {}, { available: 99 }, 1, 'insufficient_points'],
    ['enough for one, not for two', {}, { available: 199 }, 2, 'insufficient_points'],
    ['a gift that costs nothing, under a debt', { pointsEach: 0 }, { available: 0 }, 1, null],
    ['the last pieces', { stock: 2 }, {}, 2, null],
    ['one piece more than there is', { stock: 1 }, {}, 2, 'out_of_stock'],
    ['a gift that never runs out', { stock: null }, {}, 2, null],
    ['the limit, reached by this one', {}, { taken: 1 }, 1, null],
    ['the limit, passed by this one', {}, { taken: 1 }, 2, 'per_member_limit'],
    ['no limit', { perMember: null, stock: null }, { taken: 900, available: 1e6 }, 9, null],
    ['another tier', {}, { tier: 'ME' }, 1, 'tier_required'],
    ['no tier', {}, { tier: null }, 1, 'tier_required'],
    ['no tier, and none needed', { tiers: null }, { tier: null }, 1, null],
    ['the instant before it begins', {}, { now: shanghai('2026-03-01 00:00:00') - 1 }, 1, 'not_in_window'],
    ['the instant it begins', {}, { now: shanghai('2026-03-01 00:00:00') }, 1, null],
    ['the last instant', {}, { now: shanghai('2026-04-01 00:00:00') - 1 }, 1, null],
    ['the instant it is over', {}, { now: shanghai('2026-04-01 00:00:00') }, 1, 'not_in_window'],
    ['withdrawn', { active: false }, {}, 1, 'not_active'],
  ])('%s', (_, terms, more, quantity, said) => {
    expect(rewardObstacle({ ...reward, ...terms }, { ...facts, ...more }, quantity)).toBe(said)
  })
})

describe('a redemption', () => {
  const redeem = (wallet: Wallet, quantity = 1, terms: Partial<Reward> = {}) =>
    decideRedemption({ ...reward, ...terms }, { wallet, tier: 'WE', taken: 0, quantity, now, today })

  test('takes the points that expire soonest, and is held through its last day', () => {
    const decision = redeem(walletOf(lot(1, 80), lot(2, 70, '2026-12-31'), lot(3, 60, '2026-06-30')))
    if (!decision.accepted) throw new Error(decision.reason)
    expect(decision.value.movement.moves).toEqual([
      { lot: 3, unit: 'points', delta: -60 },
      { lot: 2, unit: 'points', delta: -40 },
    ])
    expect(moved(decision.value.movement)).toEqual(['100 points member:points → program:redemption'])
    expect(decision.value).toMatchObject({ points: 100, moneyMinor: 0, collectBy: day('2026-03-24') })
  })

  test('never spends what has expired, nor into debt', () => {
    expect(redeem(walletOf(lot(1, 500, '2026-03-10'), lot(2, 99)))).toMatchObject({
      accepted: false,
      reason: 'insufficient_points',
      facts: { available: 99, required: 100 },
    })
    const debt: Wallet = { balances: { points: -800, memberCash: 0, prepaid: 0 }, lots: { points: [], memberCash: [] } }
    expect(redeem(debt)).toMatchObject({ accepted: false, reason: 'insufficient_points' })
  })

  test('asks the money part for every piece', () => {
    expect(redeem(walletOf(lot(1, 200)), 2, { moneyEachMinor: 990 })).toMatchObject({
      value: { points: 200, moneyMinor: 1980 },
    })
  })
})

describe('the end of a reservation', () => {
  const collectBy = day('2026-03-24')
  test.each<[status: RedemptionStatus, end: RedemptionEnd, on: string, said: string]>([
    ['reserved', 'collected', '2026-03-24', 'yes'],
    ['reserved', 'collected', '2026-03-25', 'reservation_lapsed'],
    ['reserved', 'cancelled', '2026-03-24', 'yes'],
    ['reserved', 'cancelled', '2026-03-25', 'yes'],
    ['reserved', 'lapsed', '2026-03-24', 'reservation_holds'],
    ['reserved', 'lapsed', '2026-03-25', 'yes'],
    ['collected', 'collected', '2026-03-11', 'redemption_collected'],
    ['collected', 'cancelled', '2026-03-11', 'redemption_collected'],
    ['collected', 'lapsed', '2026-03-25', 'redemption_collected'],
    ['cancelled', 'collected', '2026-03-11', 'redemption_cancelled'],
    ['cancelled', 'cancelled', '2026-03-11', 'redemption_cancelled'],
    ['lapsed', 'collected', '2026-03-25', 'reservation_lapsed'],
    ['lapsed', 'cancelled', '2026-03-25', 'reservation_lapsed'],
  ])('%s → %s on %s: %s', (status, end, on, said) => {
    const decision = decideEnd({ status, collectBy }, end, day(on))
    expect(decision.accepted ? 'yes' : decision.reason).toBe(said)
  })

  test('cancel → complete → cancel is stable: whatever is tried, a redemption ends once', () => {
    const ends = fc.constantFrom<RedemptionEnd>('collected', 'cancelled', 'lapsed')
    const tries = fc.array(fc.record({ end: ends, on: fc.integer({ min: today, max: today + 40 }) }), { maxLength: 20 })
    fc.assert(
      fc.property(tries, all => {
        let status: RedemptionStatus = 'reserved'
        let accepted = 0
        for (const { end, on } of all.toSorted((a, b) => a.on - b.on)) {
          const decision = decideEnd({ status, collectBy }, end, on)
          if (!decision.accepted) continue
          accepted++
          status = decision.value
        }
        return accepted === (status === 'reserved' ? 0 : 1)
      }),
    )
  })
})

describe('points that come back', () => {
  const lotsArb = fc.array(
    fc.record({ remaining: fc.integer({ min: 1, max: 500 }), expiresIn: fc.option(fc.integer({ min: 1, max: 60 })) }),
    { minLength: 1, maxLength: 6 },
  )

  test('go to the very lots they came from, each to the point', () => {
    fc.assert(
      fc.property(lotsArb, fc.integer({ min: 1, max: 1000 }), (specs, price) => {
        const wallet = walletOf(
          ...specs.map(({ remaining, expiresIn }, i) => ({
            id: i + 1,
            earnedAt: i,
            expiresOn: expiresIn === null ? null : today + expiresIn,
            remaining,
          })),
        )
        fc.pre(wallet.balances.points >= price)
        const free: Reward = { ...reward, pointsEach: price, stock: null, perMember: null }
        const decision = decideRedemption(free, { wallet, tier: 'WE', taken: 0, quantity: 1, now, today })
        if (!decision.accepted) throw new Error(decision.reason)
        const { movement } = decision.value
        const left = new Map(movement.wallet.lots.points.map(l => [l.id, l.remaining]))
        const taken = movement.moves.map(move => ({
          ...wallet.lots.points.find(l => l.id === move.lot)!,
          remaining: left.get(move.lot) ?? 0,
          amount: -move.delta,
        }))
        const { reverse, expire } = returnPoints(movement.wallet, taken, today)
        expect(expire).toBeNull()
        expect(reverse.wallet.balances).toEqual(wallet.balances)
        expect(reverse.wallet.lots.points.toSorted((a, b) => a.id - b.id)).toEqual(wallet.lots.points)
      }),
    )
  })

  test('expire at once where their time has come meanwhile, and take nothing else along', () => {
    const other = lot(3, 40, '2026-03-20')
    const later = walletOf(lot(2, 10), other)
    const taken = [
      { ...lot(1, 0, '2026-03-15'), amount: 60 },
      { ...lot(2, 10), amount: 5 },
    ]
    const { reverse, expire } = returnPoints(later, taken, day('2026-03-21'))
    expect(moved(reverse)).toEqual(['65 points program:redemption → member:points'])
    expect(moved(expire!)).toEqual(['60 points member:points → program:breakage'])
    expect(reverse.wallet.balances.points).toBe(115)
    expect(expire!.moves).toEqual([{ lot: 1, unit: 'points', delta: -60 }])
    expect(expire!.wallet.balances.points).toBe(55)
    expect(expire!.wallet.lots.points).toEqual(expect.arrayContaining([other, lot(2, 15)]))
    expect(expireLots(still(expire!.wallet), 'points', day('2026-03-21')).moves).toEqual([
      { lot: 3, unit: 'points', delta: -40 },
    ])
  })

  test('fill a debt first', () => {
    const debt: Wallet = { balances: { points: -30, memberCash: 0, prepaid: 0 }, lots: { points: [], memberCash: [] } }
    const { reverse, expire } = returnPoints(debt, [{ ...lot(1, 0), amount: 100 }], today)
    expect(expire).toBeNull()
    expect(reverse.wallet.balances.points).toBe(70)
    expect(reverse.moves).toEqual([{ lot: 1, unit: 'points', delta: 70 }])
  })
})
