import { describe, expect, it } from 'vitest'
import { SCALE } from '../money/scaled.ts'
import { addForecasts, noForecasts, PROBABILITY_SCALE } from './forecast-sums.ts'
import { forecastBuyer, probabilityAtLast, type KnownBuyer } from './known-buyer.ts'

const models = {
  purchases: { r: 1.5, alpha: 8, a: 0.8, b: 4 },
  spend: { p: 6.25, q: 3.74, gammaMinor: 15_44 },
}
const TODAY = 1000

const buyer = ({ silence = 60, purchaseDays = 10, dayMinor = 50_00 } = {}): KnownBuyer => ({
  purchaseDays,
  firstOn: TODAY - silence - 300,
  lastOn: TODAY - silence,
  salesMinor: purchaseDays * dayMinor,
  firstDayMinor: dayMinor,
})

/** The buyers by number, from 1. */
const foretold = (buyers: readonly KnownBuyer[], known = models) =>
  buyers.map((one, i) => ({ memberId: i + 1, buyer: one, forecast: forecastBuyer(known, one, TODAY, 365) }))

const toWinBack = (...buyers: KnownBuyer[]) => addForecasts(noForecasts, models, foretold(buyers)).winBacks

describe('whom to win back', () => {
  it('at stake is what the member would be worth if active, times the fall of its probability', () => {
    const one = buyer({ silence: 90 })
    const { probabilityActive, expectedValueMinor } = forecastBuyer(models, one, TODAY, 365)
    const atLast = probabilityAtLast(models, one)
    const worth = (expectedValueMinor ?? 0) / probabilityActive
    expect(toWinBack(one)).toEqual([
      { memberId: 1, probabilityAtLast: atLast, atStakeMinor: Math.round(worth * (atLast - probabilityActive)) },
    ])
  })

  it('is first with whom most is at stake', () => {
    const found = toWinBack(buyer(), buyer({ dayMinor: 500_00 }), buyer({ silence: 5 }), buyer({ silence: 100 }))
    expect(found.map(({ memberId }) => memberId)).toEqual([2, 4, 1, 3])
  })

  it('is nobody who bought today, who bought but once, or who is surely gone', () => {
    expect(toWinBack(buyer({ silence: 0 }), buyer({ purchaseDays: 1 }), buyer({ silence: 900 }))).toEqual([])
  })

  it('is nobody where it is not known what members spend', () => {
    const purchasesOnly = { ...models, spend: null }
    const told = [{ memberId: 1, buyer: buyer(), forecast: forecastBuyer(purchasesOnly, buyer(), TODAY, 365) }]
    expect(addForecasts(noForecasts, purchasesOnly, told)).toMatchObject({ members: 1, valueMinor: 0, winBacks: [] })
  })

  it('is a hundred at most, the same ones however the members come in', () => {
    const all = foretold(Array.from({ length: 300 }, (_, i) => buyer({ dayMinor: 10_00 + ((i * 7) % 300) })))
    const inBites = [0, 100, 200].reduce(
      (before, at) => addForecasts(before, models, all.slice(at, at + 100)),
      noForecasts,
    )
    const atOnce = addForecasts(noForecasts, models, all)
    expect(inBites).toEqual(atOnce)
    expect(inBites.winBacks).toHaveLength(100)
    expect(inBites.members).toBe(300)
    const sum = (of: (one: (typeof all)[number]['forecast']) => number) =>
      all.reduce((total, { forecast }) => total + of(forecast), 0)
    expect(inBites.active / PROBABILITY_SCALE).toBeCloseTo(
      sum(one => one.probabilityActive),
      3,
    )
    expect(inBites.purchases / SCALE).toBeCloseTo(
      sum(one => one.expectedPurchases),
      1,
    )
    expect(inBites.valueMinor).toBe(sum(one => one.expectedValueMinor ?? 0))
  })
})

describe('forecastBuyer', () => {
  it('tells no value where nobody knows what members spend, and the rest all the same', () => {
    const told = forecastBuyer({ ...models, spend: null }, buyer(), TODAY, 365)
    expect(told.expectedValueMinor).toBeNull()
    expect(told.probabilityActive).toBeGreaterThan(0)
    expect(told.expectedPurchases).toBeGreaterThan(0)
  })

  it('the value is the purchases times what the member spends on a day', () => {
    const told = forecastBuyer(models, buyer({ purchaseDays: 200, silence: 0 }), TODAY, 365)
    expect((told.expectedValueMinor ?? 0) / told.expectedPurchases / 50_00).toBeCloseTo(1, 1)
  })
})
