import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bgNbdObjective } from './bg-nbd.ts'
import type { BuyingHistories } from './buying-histories.ts'
import { logGamma } from './log-gamma.ts'

const logBeta = (a: number, b: number) => logGamma(a) + logGamma(b) - logGamma(a + b)

/** Their eq. 6 as it stands: the likelihood of one member, in weeks. */
const likelihood = (logs: readonly number[], x: number, last: number, age: number): number => {
  const [r = 0, alpha = 0, a = 0, b = 0] = logs.map(Math.exp)
  const rate = Math.exp(logGamma(r + x) - logGamma(r)) * alpha ** r
  const here = (Math.exp(logBeta(a, b + x) - logBeta(a, b)) * rate) / (alpha + age) ** (r + x)
  const gone = (Math.exp(logBeta(a + 1, b + x - 1) - logBeta(a, b)) * rate) / (alpha + last) ** (r + x)
  return here + (x > 0 ? gone : 0)
}

const histories = (rows: readonly (readonly [number, number, number, number])[]): BuyingHistories => ({
  repeats: Uint32Array.from(rows, row => row[0]),
  lastAfterDays: Uint32Array.from(rows, row => row[1]),
  ageDays: Uint32Array.from(rows, row => row[2]),
  members: Uint32Array.from(rows, row => row[3]),
})

const log = fc.double({ min: -2, max: 2, noNaN: true })
const aPoint = fc.tuple(log, log, log, log)
const aHistory = fc
  .tuple(fc.nat(15), fc.nat(400), fc.nat(400), fc.integer({ min: 1, max: 5 }))
  .map(([x, a, b, members]) => [x, x === 0 ? 0 : Math.min(a, b), Math.max(a, b), members] as const)

describe('the likelihood of BG/NBD', () => {
  it('is the formula of the paper, averaged over members', () => {
    fc.assert(
      fc.property(aPoint, fc.array(aHistory, { minLength: 1, maxLength: 8 }), (point, rows) => {
        const value = bgNbdObjective(histories(rows))(Float64Array.from(point), new Float64Array(4))
        const all = rows.reduce((sum, row) => sum + row[3], 0)
        const expected = rows.reduce((sum, [x, t, T, n]) => sum + n * Math.log(likelihood(point, x, t / 7, T / 7)), 0)
        expect(value).toBeCloseTo(-expected / all, 9)
      }),
    )
  })

  it('its slope is the change of it', () => {
    fc.assert(
      fc.property(aPoint, fc.array(aHistory, { minLength: 1, maxLength: 8 }), (point, rows) => {
        const objective = bgNbdObjective(histories(rows))
        const slope = new Float64Array(4)
        objective(Float64Array.from(point), slope)
        for (const [i, part] of slope.entries()) {
          const [above = 0, below = 0] = [1e-5, -1e-5].map(step =>
            objective(
              Float64Array.from(point, (p, j) => (i === j ? p + step : p)),
              new Float64Array(4),
            ),
          )
          expect(Math.abs((above - below) / 2e-5 - part)).toBeLessThan(1e-6 * (1 + Math.abs(part)))
        }
      }),
    )
  })

  it('members with one history count as if each had a row', () => {
    const point = Float64Array.of(-0.5, 1, 0.2, 0.6)
    const together = bgNbdObjective(
      histories([
        [2, 30, 90, 3],
        [0, 0, 10, 1],
      ]),
    )(point, new Float64Array(4))
    const apart = bgNbdObjective(
      histories([
        [2, 30, 90, 1],
        [0, 0, 10, 1],
        [2, 30, 90, 1],
        [2, 30, 90, 1],
      ]),
    )
    expect(apart(point, new Float64Array(4))).toBeCloseTo(together, 12)
  })

  it('stays a number where somebody surely left long ago', () => {
    const slope = new Float64Array(4)
    const value = bgNbdObjective(histories([[900, 1, 36_500, 1]]))(Float64Array.of(0, -3, 0, 0), slope)
    expect([value, ...slope].every(Number.isFinite)).toBe(true)
  })
})
