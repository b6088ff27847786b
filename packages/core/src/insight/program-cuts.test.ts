import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { usualInsight } from '../program/presets/insight.ts'
import { BuyerColumns, fifthOf } from './program-cuts.ts'

const buyer = (
  salesMinor: number,
  more: Partial<{ lastOn: number; purchaseDays: number; returnedMinor: number }> = {},
) => ({
  receipts: 1,
  lastOn: 20_000,
  purchaseDays: 1,
  salesMinor,
  promotionalMinor: 0,
  returnedMinor: 0,
  points: 0,
  memberCashMinor: 0,
  ...more,
})

const cutsOf = (buyers: readonly ReturnType<typeof buyer>[], insight = usualInsight) => {
  const columns = new BuyerColumns(insight)
  for (const one of buyers) columns.add(one)
  return columns.cuts()
}

test('without a buyer nothing is parted', () => {
  expect(cutsOf([])).toBeNull()
})

test('one buyer is heavy, important and rewarded, and in the lowest fifth', () => {
  const cuts = cutsOf([buyer(100)])!
  expect(cuts).toMatchObject({ buyers: 1, receipts: 1, importantFromMinor: 100, rewardedFromMinor: 100 })
  expect([cuts.heavyFromMinor, cuts.wasteThroughMinor]).toEqual([40, 40])
  expect(fifthOf(cuts.monetary, 100)).toBe(1)
  expect(fifthOf(cuts.monetary, 101)).toBe(5)
})

describe('ten buyers', () => {
  const ten = Array.from({ length: 10 }, (_, i) =>
    buyer((i + 1) * 1000, { lastOn: 20_000 + i, purchaseDays: i + 1, returnedMinor: i * 100 }),
  )
  const cuts = () => cutsOf(ten.toReversed())!

  test('are two to a fifth', () => {
    expect(ten.map(({ salesMinor }) => fifthOf(cuts().monetary, salesMinor))).toEqual([1, 1, 2, 2, 3, 3, 4, 4, 5, 5])
    expect(ten.map(({ lastOn }) => fifthOf(cuts().recency, lastOn))).toEqual([1, 1, 2, 2, 3, 3, 4, 4, 5, 5])
    expect(ten.map(({ purchaseDays }) => fifthOf(cuts().frequency, purchaseDays))).toEqual([
      1, 1, 2, 2, 3, 3, 4, 4, 5, 5,
    ])
  })

  test('the important make the share of the sales together, the rewarded are the top share of buyers', () => {
    // 10 + 9 + 8 + 7 + 6 = 40 of 55, and with 5 more than 80 %.
    expect(cuts().importantFromMinor).toBe(5000)
    expect(cuts().rewardedFromMinor).toBe(8000)
  })

  test('heavy are the top two by contribution, and two waste effort', () => {
    expect(cuts().heavyFromMinor).toBe(0.4 * 9000 - 0.1 * 800)
    expect(cuts().wasteThroughMinor).toBe(0.4 * 2000 - 0.1 * 100)
  })

  test('a share of nothing asks for the best one, a share of all for everybody', () => {
    const shares = (share: number) =>
      cutsOf(ten, { ...usualInsight, heavyShare: share, rewardedShare: share, importantSalesShare: share })!
    expect(shares(0).rewardedFromMinor).toBe(10_000)
    expect(shares(0).importantFromMinor).toBe(10_000)
    expect(shares(1).rewardedFromMinor).toBe(1000)
    expect(shares(1).importantFromMinor).toBe(1000)
  })
})

const sales = fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 60 })

test('equal values lie in one fifth, higher ones never in a lower, and no fifth begins before its place', () => {
  fc.assert(
    fc.property(sales, drawn => {
      const { monetary } = cutsOf(drawn.map(amount => buyer(amount)))!
      const ordered = drawn.toSorted((a, b) => a - b)
      const fifths = ordered.map(value => fifthOf(monetary, value))
      expect(fifths).toEqual(fifths.toSorted((a, b) => a - b))
      // In a fifth above the first lie only values that a fifth of all buyers, or two, … lie below or at.
      for (const [i, fifth] of fifths.entries()) expect(i * 5).toBeGreaterThanOrEqual((fifth - 1) * ordered.length - 4)
    }),
  )
})

test('the important are the fewest who make the share, with who equals the last of them', () => {
  fc.assert(
    fc.property(sales, drawn => {
      const { importantFromMinor } = cutsOf(drawn.map(amount => buyer(amount)))!
      const sum = (amounts: readonly number[]) => amounts.reduce((all, amount) => all + amount, 0)
      const wanted = sum(drawn) * 0.8
      expect(sum(drawn.filter(amount => amount >= importantFromMinor))).toBeGreaterThanOrEqual(wanted)
      expect(sum(drawn.filter(amount => amount > importantFromMinor))).toBeLessThanOrEqual(wanted)
    }),
  )
})
