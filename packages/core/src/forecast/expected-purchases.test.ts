import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { expectedPurchases, probabilityActive, purchasesWhileActive } from './expected-purchases.ts'
import { meanPurchases } from './mean-purchases.ts'

/** As published for CDNOW. */
const cdnow = { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 }

const parameter = fc.double({ min: -3, max: 2.5, noNaN: true }).map(Math.exp)
const aModel = fc.record({ r: parameter, alpha: parameter, a: parameter, b: parameter })
const aHistory = fc.tuple(fc.nat(30), fc.nat(700), fc.nat(700)).map(([repeats, a, b]) => ({
  repeats,
  lastAfterDays: repeats === 0 ? 0 : Math.min(a, b),
  ageDays: Math.max(a, b),
}))
const aHorizon = fc.integer({ min: 1, max: 730 })

describe('purchasesWhileActive', () => {
  it('is what Fader and Hardie publish for the customer of their example', () => {
    const customer = { repeats: 2, lastAfterDays: 30.43 * 7, ageDays: 38.86 * 7 }
    expect(expectedPurchases(cdnow, customer, 39 * 7)).toBeCloseTo(1.226, 3)
  })

  // The formula of the paper in arithmetic of 60 digits: r, α, a, b, x, T, t in weeks.
  it.each([
    [0.243, 4.414, 0.793, 2.426, 2, 38.86, 39, 1.68739930580531],
    [0.243, 4.414, 0.793, 2.426, 0, 0, 52, 1.4460505953964],
    [3, 10, 0.5, 1.5, 0, 0, 52, 6.71881626373196],
    [10, 50, 0.3, 0.7, 4, 20, 52, 8.42297503689709],
    [0.2, 6, 3, 1.5, 3, 1, 52, 3.04136133293395],
    [2, 10, 0.2, 6, 500, 100, 52, 227.838079462915],
    // Near a = 1, with rates all alike, with leaving all alike, and at the edges of the series.
    [5, 20, 1.0000001, 3, 7, 10, 52, 11.2869524230491],
    [30, 20, 0.1, 30, 40, 30, 52, 69.9425875667214],
    [0.2, 6, 50, 10, 3, 1, 520, 1.26530342172404],
    [0.5, 0.01, 1.000001, 3, 0, 0, 52, 17.2299019299281],
    [1000, 5000, 20, 80, 300, 50, 52, 9.78559442053493],
    [16, 80, 0.5, 1, 3, 30, 26, 3.66733723825844],
  ])('r %f, α %f, a %f, b %f: %f repeats in %f weeks make %f weeks bring %f', (r, alpha, a, b, x, T, t, expected) => {
    expect(purchasesWhileActive({ r, alpha, a, b }, x, T * 7, t * 7) / expected).toBeCloseTo(1, 9)
  })

  it('is the same at a = 1 and beside it', () => {
    const at = (a: number) => purchasesWhileActive({ ...cdnow, a }, 3, 100, 365)
    expect(at(1)).toBeCloseTo((at(1 - 1e-7) + at(1 + 1e-7)) / 2, 9)
  })

  it('is the mean over what is not known of a member, by another way', () => {
    fc.assert(
      fc.property(aModel, aHistory, aHorizon, (model, { repeats, ageDays }, horizonDays) => {
        const mean = meanPurchases(model, repeats, horizonDays / 7 / (model.alpha + ageDays / 7))
        expect(purchasesWhileActive(model, repeats, ageDays, horizonDays) / mean).toBeCloseTo(1, 6)
      }),
    )
  })

  it('is nothing in no time, never falls with the horizon, and is never more than the rate of who never leaves', () => {
    fc.assert(
      fc.property(aModel, aHistory, aHorizon, (model, { repeats, ageDays }, horizonDays) => {
        const within = (days: number) => purchasesWhileActive(model, repeats, ageDays, days)
        expect(within(0)).toBe(0)
        expect(within(horizonDays)).toBeGreaterThan(0)
        expect(within(horizonDays + 1)).toBeGreaterThan(within(horizonDays) * (1 - 1e-9))
        const rate = (model.r + repeats) / (model.alpha + ageDays / 7)
        expect(within(horizonDays)).toBeLessThan(((rate * horizonDays) / 7) * (1 + 1e-9))
      }),
      // Here a + b is a little less than 1, and nothing was a negative zero.
      {
        examples: [
          [
            { r: 1, alpha: 1, a: 0.22498169174166507, b: 0.7750183082583348 },
            { repeats: 0, lastAfterDays: 0, ageDays: 0 },
            1,
          ],
        ],
      },
    )
  })
})

describe('probabilityActive', () => {
  it('is what the formula of Fader, Hardie, Lee gives for the customer of their example', () => {
    expect(probabilityActive(cdnow, { repeats: 2, lastAfterDays: 213.01, ageDays: 272.02 })).toBeCloseTo(0.7266, 4)
  })

  it('is certain of who has bought once, whenever that was', () => {
    fc.assert(
      fc.property(aModel, fc.nat(5000), (model, ageDays) => {
        expect(probabilityActive(model, { repeats: 0, lastAfterDays: 0, ageDays })).toBe(1)
      }),
    )
  })

  it('falls with each day without a purchase, and is a probability', () => {
    fc.assert(
      fc.property(aModel, aHistory, (model, history) => {
        const today = probabilityActive(model, history)
        expect(today).toBeGreaterThanOrEqual(0)
        expect(today).toBeLessThanOrEqual(1)
        const tomorrow = probabilityActive(model, { ...history, ageDays: history.ageDays + 1 })
        expect(tomorrow).toBeLessThanOrEqual(today)
      }),
    )
  })

  it('goes to nothing with silence', () => {
    expect(probabilityActive(cdnow, { repeats: 5, lastAfterDays: 100, ageDays: 36_500 })).toBeLessThan(1e-6)
  })
})
