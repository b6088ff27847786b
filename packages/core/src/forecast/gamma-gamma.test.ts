import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { expectedSpendMinor, gammaGammaObjective } from './gamma-gamma.ts'
import { logGamma } from './log-gamma.ts'

const log = fc.double({ min: -2, max: 3, noNaN: true })
const aPoint = fc.tuple(log, log, log)
const spends = fc.array(fc.tuple(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 100_000 })), {
  minLength: 1,
  maxLength: 8,
})

const objectiveOf = (rows: readonly (readonly [number, number])[]) =>
  gammaGammaObjective({
    days: Uint32Array.from(rows, row => row[0]),
    totalMinor: Float64Array.from(rows, row => row[1]),
  })

/** As published for CDNOW, in cents. */
const cdnow = { p: 6.25, q: 3.744, gammaMinor: 1544.4 }

describe('the likelihood of Gamma-Gamma', () => {
  it('is the formula of the paper, averaged over members', () => {
    fc.assert(
      fc.property(aPoint, spends, (point, rows) => {
        const [p = 0, q = 0, gamma = 0] = point.map(Math.exp)
        const expected = rows.reduce((sum, [x, total]) => {
          const mean = total / x
          const gammas = logGamma(p * x + q) - logGamma(p * x) - logGamma(q)
          const powers = q * Math.log(gamma) + (p * x - 1) * Math.log(mean) + p * x * Math.log(x)
          return sum + gammas + powers - (p * x + q) * Math.log(gamma + mean * x)
        }, 0)
        const value = objectiveOf(rows)(Float64Array.from(point), new Float64Array(3))
        expect(Math.abs(value + expected / rows.length)).toBeLessThan(1e-9 * (1 + Math.abs(value)))
      }),
    )
  })

  it('its slope is the change of it', () => {
    fc.assert(
      fc.property(aPoint, spends, (point, rows) => {
        const objective = objectiveOf(rows)
        const slope = new Float64Array(3)
        objective(Float64Array.from(point), slope)
        for (const [i, part] of slope.entries()) {
          const [above = 0, below = 0] = [1e-5, -1e-5].map(step =>
            objective(
              Float64Array.from(point, (v, j) => (i === j ? v + step : v)),
              new Float64Array(3),
            ),
          )
          expect(Math.abs((above - below) / 2e-5 - part)).toBeLessThan(1e-5 * (1 + Math.abs(part)))
        }
      }),
    )
  })
})

describe('expectedSpendMinor', () => {
  // Customers 1, 2, 3 and 6 of the CDNOW sample, as the `lifetimes` library documents them.
  it.each([
    [2, 44_70, 24.658619],
    [1, 11_77, 18.911489],
    [0, 0, 35.171002],
    [7, 516_18, 71.462843],
  ])('after %i repeat purchases of %i cents together it is %f dollars', (days, totalMinor, dollars) => {
    expect(expectedSpendMinor(cdnow, days, totalMinor) / 100 / dollars).toBeCloseTo(1, 3)
  })

  it('lies between the mean of everybody and one’s own, nearer to the own the more is known', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 0, max: 100_000 }), (days, mean) => {
        const everybody = expectedSpendMinor(cdnow, 0, 0)
        const away = (n: number) => Math.abs(expectedSpendMinor(cdnow, n, n * mean) - mean)
        expect(away(days)).toBeLessThanOrEqual(Math.abs(everybody - mean))
        expect(away(days + 1)).toBeLessThanOrEqual(away(days))
      }),
    )
  })
})
