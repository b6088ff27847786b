import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { digamma, logGamma } from './log-gamma.ts'

describe('logGamma and digamma', () => {
  it('ln Γ of a whole number is the logarithm of the factorial below it', () => {
    let factorial = 1
    for (let n = 1; n <= 20; factorial *= n++) expect(logGamma(n)).toBeCloseTo(Math.log(factorial), 12)
  })

  // By arithmetic of 40 digits.
  it.each([
    [0.001, 6.90717888538385, -1000.57557193181],
    [0.5, 0.5723649429247, -1.96351002602142],
    [3.74, 1.47500548714758, 1.17947935346289],
    [9.99, 12.7793152143502, 2.2507003728312],
    [10.01, 12.8243502624482, 2.25280370031814],
    [1234.5, 7550.55090107789, 7.118016231828],
  ])('ln Γ(%f) is %f and ψ there %f', (x, log, slope) => {
    expect(logGamma(x) / log).toBeCloseTo(1, 12)
    expect(digamma(x) / slope).toBeCloseTo(1, 12)
  })

  it('Γ(x + 1) is x Γ(x), and ψ its slope', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-3, max: 1e4, noNaN: true }), x => {
        expect(Math.abs(logGamma(x + 1) - logGamma(x) - Math.log(x))).toBeLessThan(1e-10 * (1 + logGamma(x + 1)))
        expect(Math.abs(digamma(x + 1) - digamma(x) - 1 / x)).toBeLessThan(1e-11 * (1 + 1 / x))
      }),
    )
  })
})
