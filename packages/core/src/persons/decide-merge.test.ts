import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compileRules } from '../program/compile.ts'
import { wangfujing } from '../program/presets/wangfujing.ts'
import { rulesTimeline } from '../program/timeline.ts'
import type { OpenLot } from '../ledger/lots.ts'
import type { Wallet } from '../ledger/wallet.ts'
import { isBetter, type TierHolding } from '../tiers/tier-steps.ts'
import { joinTiers, joinWallet, leaveWallet } from './decide-merge.ts'

const DAY = 20_522

const wallet = (points: number, prepaid: number, lots: readonly OpenLot[]): Wallet => ({
  balances: { points, memberCash: 0, prepaid },
  lots: { points: lots, memberCash: [] },
})

/** A wallet with some lots, or with a debt, as a member may have one. */
const wallets = (firstId: number): fc.Arbitrary<Wallet> =>
  fc.oneof(
    fc.record({ debt: fc.nat(500), prepaid: fc.nat(900) }).map(({ debt, prepaid }) => wallet(0 - debt, prepaid, [])),
    fc
      .record({
        amounts: fc.array(fc.tuple(fc.integer({ min: 1, max: 300 }), fc.option(fc.nat(20))), { maxLength: 6 }),
        prepaid: fc.nat(900),
      })
      .map(({ amounts, prepaid }) => {
        const lots = amounts.map(([remaining, on], i) => ({
          id: firstId + i,
          earnedAt: i,
          expiresOn: on === null ? null : DAY + on,
          remaining,
        }))
        return wallet(
          lots.reduce((sum, lot) => sum + lot.remaining, 0),
          prepaid,
          lots,
        )
      }),
  )

const heldIn = (lots: readonly OpenLot[]): number => lots.reduce((sum, lot) => sum + lot.remaining, 0)

describe('two wallets', () => {
  test('become one: nothing is lost, nothing doubled, every lot keeps its expiry', () => {
    fc.assert(
      fc.property(wallets(1), wallets(100), (into, from) => {
        const [leaving, joining] = [leaveWallet(from), joinWallet(into, from, DAY)]
        expect(leaving.wallet.balances).toEqual({ points: 0, memberCash: 0, prepaid: 0 })
        const { balances, lots } = joining.wallet
        expect(balances.points).toBe(into.balances.points + from.balances.points)
        expect(balances.prepaid).toBe(into.balances.prepaid + from.balances.prepaid)
        expect(heldIn(lots.points)).toBe(Math.max(0, balances.points))
        const before = new Map([...into.lots.points, ...from.lots.points].map(lot => [lot.id, lot]))
        for (const lot of lots.points) {
          expect({ ...lot, remaining: 0 }).toEqual({ ...before.get(lot.id), remaining: 0 })
          expect(lot.remaining).toBeLessThanOrEqual(before.get(lot.id)!.remaining)
        }
        // Against the account between them both come to nothing.
        const between = [...leaving.transfers, ...joining.transfers].reduce(
          (sum, { debit, amount }) => sum + (debit === 'program:adjustment' ? -amount : amount),
          0,
        )
        expect(between).toBe(0)
      }),
    )
  })

  test('the debt of one is filled from the lots of the other that expire soonest', () => {
    const lots = [
      { id: 1, earnedAt: 0, expiresOn: DAY + 9, remaining: 40 },
      { id: 2, earnedAt: 1, expiresOn: DAY + 3, remaining: 40 },
    ]
    const left = [{ ...lots[0]!, remaining: 30 }]
    expect(joinWallet(wallet(80, 0, lots), wallet(-50, 0, []), DAY).wallet.lots.points).toEqual(left)
    expect(joinWallet(wallet(-50, 0, []), wallet(80, 0, lots), DAY).wallet.lots.points).toEqual(left)
  })
})

test('who leaves gives up every lot whole, of points and of member cash, and opens none', () => {
  const lot = (id: number, remaining: number) => ({ id, earnedAt: 0, expiresOn: DAY + id, remaining })
  const { moves, opened } = leaveWallet({
    balances: { points: 70, memberCash: 500, prepaid: 0 },
    lots: { points: [lot(1, 30), lot(2, 40)], memberCash: [lot(3, 500)] },
  })
  expect(moves).toEqual([
    { lot: 1, unit: 'points', delta: -30 },
    { lot: 2, unit: 'points', delta: -40 },
    { lot: 3, unit: 'memberCash', delta: -500 },
  ])
  expect(opened).toEqual([])
})

describe('two cards', () => {
  const timeline = rulesTimeline([{ rules: compileRules(wangfujing, 1), effectiveAt: 0 }])
  const place = { id: 9, at: DAY * 86_400_000, seq: 2, day: DAY, rulesVersion: 1 }
  const none: TierHolding = { tier: null, from: DAY, since: DAY, through: null, because: 'registration' }
  const card = (tier: string, since: number, through: number): TierHolding => ({
    tier,
    from: since,
    since,
    through,
    because: 'hand',
  })
  const member = (held: TierHolding, spendMinor = 0) => ({
    registeredOn: DAY,
    activity: spendMinor > 0 ? [{ day: DAY, rulesVersion: 1, qualifyingPoints: spendMinor / 100, spendMinor }] : [],
    held,
  })

  test('what both have bought on one day counts together, and no act is kept', () => {
    const { held, act } = joinTiers(timeline, member(none, 300_00), member(none, 250_00), [], place)
    expect([held.tier, held.since, act]).toEqual(['ME', DAY, null])
  })

  test('the higher one stays with its dates, of equal ones the longer, held since the earlier', () => {
    const [low, high] = [card('ME', DAY - 30, DAY + 60), card('WE', DAY - 10, DAY + 300)]
    for (const [into, from] of [
      [low, high],
      [high, low],
    ] as const) {
      const { held } = joinTiers(timeline, member(into), member(from), [], place)
      expect(held).toMatchObject({ tier: 'WE', from: DAY - 10, since: DAY - 10, through: DAY + 300, because: 'merge' })
    }
    const longer = card('WE', DAY - 5, DAY + 350)
    expect(joinTiers(timeline, member(high), member(longer), [], place).held).toMatchObject({
      tier: 'WE',
      from: DAY - 5,
      since: DAY - 10,
      through: DAY + 350,
    })
  })

  test('that are no better than both together are not kept: nobody holds less for having bought more', () => {
    const high = member(card('WE', DAY - 10, DAY + 30), 40_000_00)
    const { held, act } = joinTiers(timeline, high, member(none, 40_000_00), [], place)
    expect([act, held.because]).toEqual([null, 'atOnce'])
    expect(isBetter(timeline.at(place.at), high.held, held)).toBe(false)
  })

  test('the better one is kept as an act of its own at that place, with no receipt after it', () => {
    const high = card('WE', DAY - 10, DAY + 300)
    expect(joinTiers(timeline, member(none), member(high), [], place).act).toEqual({
      ...place,
      after: [],
      kind: 'merge',
      tier: 'WE',
      from: DAY - 10,
      since: DAY - 10,
      through: DAY + 300,
    })
  })
})

describe('two histories', () => {
  const timeline = rulesTimeline([
    { rules: compileRules(wangfujing, 1), effectiveAt: 0 },
    { rules: compileRules(wangfujing, 2), effectiveAt: DAY * 86_400_000 - 1 },
  ])
  const place = { id: 9, at: DAY * 86_400_000, seq: 2, day: DAY, rulesVersion: 1 }
  const held: TierHolding = { tier: null, from: DAY, since: DAY, through: null, because: 'registration' }
  const bought = (on: number, rulesVersion: number, spendMinor: number) => ({
    day: on,
    rulesVersion,
    qualifyingPoints: spendMinor / 100,
    spendMinor,
  })

  test('are one in the order of days: what is of one day under the same rules is one sum, under others it stays apart', () => {
    const into = { registeredOn: DAY - 3, held, activity: [bought(DAY - 3, 1, 100), bought(DAY - 1, 1, 200)] }
    const from = {
      registeredOn: DAY - 5,
      held,
      activity: [bought(DAY - 5, 1, 400), bought(DAY - 1, 1, 800), bought(DAY - 1, 2, 1_600)],
    }
    const expected = [
      bought(DAY - 5, 1, 400),
      bought(DAY - 3, 1, 100),
      bought(DAY - 1, 1, 1_000),
      bought(DAY - 1, 2, 1_600),
    ]
    for (const [a, b] of [
      [into, from],
      [from, into],
    ] as const) {
      const { registeredOn, activity } = joinTiers(timeline, a, b, [], place)
      expect(registeredOn).toBe(DAY - 5)
      expect(activity).toEqual(expected)
    }
  })
})
