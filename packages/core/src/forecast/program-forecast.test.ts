import { describe, expect, it } from 'vitest'
import { chanceFrom, simulateBuyers } from '../../testing/index.ts'
import { historyOf, type KnownBuyer } from './known-buyer.ts'
import { forecastProgram, heldBackDaysOf } from './program-forecast.ts'

const models = { purchases: { r: 1.5, alpha: 8, a: 0.8, b: 4 }, spend: { p: 6.25, q: 3.74, gammaMinor: 15_44 } }
const CUT = 20_000

/** Members as they are known at the cut, and what they buy in the 182 days after it. */
const drawn = (members: number) => {
  const sizes = { members, joinDays: 364, seenDays: 364, laterDays: 182 }
  const { histories, later } = simulateBuyers(models, sizes, chanceFrom(3))
  return Array.from(histories.repeats, (repeats, i) => {
    const firstOn = CUT - (histories.ageDays[i] ?? 0)
    const lastOn = firstOn + (histories.lastAfterDays[i] ?? 0)
    return { purchaseDays: repeats + 1, firstOn, lastOn, later: later[i] ?? 0 }
  })
}

const forecastOf = (members: number) => {
  const held = drawn(members)
  const chance = chanceFrom(5)
  const buyers = held.map(({ later, ...buyer }): KnownBuyer => {
    const mean = 10_00 / (0.2 + chance())
    const spends = Array.from({ length: buyer.purchaseDays }, () => Math.round(mean * (0.5 + chance())))
    return { ...buyer, salesMinor: spends.reduce((a, b) => a + b, 0), firstDayMinor: spends[0] ?? 0 }
  })
  return forecastProgram(buyers, held, { through: CUT + 182, horizonDays: 365, heldBackDays: 182 })
}

describe('forecastProgram', () => {
  it('holds what a fit of an earlier day says against what came', () => {
    const { purchases, spend, calibration } = forecastOf(5_000)
    expect([purchases.accepted, spend.accepted]).toEqual([true, true])
    if (!calibration.accepted) throw new Error(calibration.reason)
    expect(calibration.value).toMatchObject({ through: CUT, heldBackDays: 182, members: 5_000 })
    const sum = (what: 'predicted' | 'actual') => calibration.value.rows.reduce((all, row) => all + row[what], 0)
    expect(Math.abs(sum('predicted') / sum('actual') - 1)).toBeLessThan(0.1)
  })

  it('says of few buyers that they are too few, for each of its parts', () => {
    const { purchases, spend, calibration } = forecastOf(20)
    for (const part of [purchases, spend, calibration])
      expect(part).toMatchObject({ accepted: false, reason: 'too_few_repeat_buyers' })
  })

  it('is of no one for a program without a buyer', () => {
    expect(forecastOf(0).purchases).toMatchObject({ facts: { repeatBuyers: 0 } })
  })

  it.each([
    [1000, 365, 365],
    [729, 365, 364],
    [100, 365, 50],
    [0, 365, 0],
  ])('of %i days of buying and a horizon of %i it holds back %i', (days, horizon, heldBack) => {
    expect(heldBackDaysOf(CUT - days, CUT, horizon)).toBe(heldBack)
  })
})

describe('historyOf', () => {
  it('counts from the first day of purchase to the last one, and to the day of looking', () => {
    const buyer = { purchaseDays: 3, firstOn: 100, lastOn: 130, salesMinor: 0, firstDayMinor: 0 }
    expect(historyOf(buyer, 150)).toEqual({ repeats: 2, lastAfterDays: 30, ageDays: 50 })
    expect(historyOf(buyer, 120)).toEqual({ repeats: 2, lastAfterDays: 30, ageDays: 30 })
  })
})
