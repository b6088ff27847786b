import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { presets } from '../program/presets/presets.ts'
import { boundedMultiplier, brandCap, withinBrandCap } from './brand-cap.ts'

const X = 10_000
const { wanqian, wangfujing } = presets
const rebating = (minor: number, points: number, rate = wanqian.earning.rate) => ({
  earning: { ...wanqian.earning, rate },
  memberCash: { perPoint: { minor, points } },
})
const scaled = fc.integer({ min: 0, max: 1000 * X })

describe('the cap on a brand (S2)', () => {
  test.each([
    [0.25, 25],
    [0.1, 10],
    [0.29, 29],
    [0.57, 57],
    [0.07, 7],
    [1, 100],
    [0.0125, 1.25],
    [0.0001, 0.01],
    [0, 0],
  ])('at a contract rate of %d and a rebate of 1 %% it is ×%d exactly', (rate, cap) => {
    expect(brandCap(wanqian, Math.round(rate * X))).toBe(Math.round(cap * X))
  })

  it('allows the cap itself and refuses a ten-thousandth more', () => {
    expect([25 * X, 25 * X + 1].map(multiplier => withinBrandCap(wanqian, multiplier, 2_500))).toEqual([true, false])
    expect([10 * X, 10 * X + 1].map(multiplier => withinBrandCap(wanqian, multiplier, 1_000))).toEqual([true, false])
    expect([29 * X, 29 * X + 1].map(multiplier => withinBrandCap(wanqian, multiplier, 2_900))).toEqual([true, false])
  })

  it('rounds a cap that is no whole ten-thousandth down', () => {
    // 10 % ÷ (3 fen per point at 1 point per ¥1) = 3.3333…
    expect(brandCap(rebating(3, 1), 1_000)).toBe(33_333)
    expect(withinBrandCap(rebating(3, 1), 33_334, 1_000)).toBe(false)
  })

  it('without a contract rate a brand gives at most ×1', () => {
    expect([0, X, X + 1].map(multiplier => withinBrandCap(wanqian, multiplier, null))).toEqual([true, true, false])
  })

  it('×1 is always allowed, even where the contract rate is below the rebate rate', () => {
    expect([X, X + 1].map(multiplier => withinBrandCap(wanqian, multiplier, 50))).toEqual([true, false])
  })

  it('bounds nothing where the program says so, or gives nothing back', () => {
    expect(brandCap({ ...wanqian, earning: { ...wanqian.earning, brandCap: 'none' } }, null)).toBe(null)
    expect(brandCap({ ...wanqian, memberCash: null }, 1)).toBe(null)
    expect(withinBrandCap(wangfujing, 1000 * X, null)).toBe(true)
  })

  it('is the contract rate divided by the rebate rate, rounded down, for every rate', () => {
    const whole = fc.integer({ min: 1, max: 1_000_000 })
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: X }),
        whole,
        whole,
        whole,
        whole,
        (contract, minor, points, ratePoints, perMinor) => {
          const cap = brandCap(rebating(minor, points, { points: ratePoints, perMinor }), contract)
          // Contract ÷ rebate in whole numbers, where rebate = minor ÷ points × ratePoints ÷ perMinor.
          const rebate = BigInt(minor) * BigInt(ratePoints)
          const kept = BigInt(contract) * BigInt(points) * BigInt(perMinor)
          const exact = kept / rebate
          expect(cap).toBe(exact > BigInt(Number.MAX_SAFE_INTEGER) ? null : Number(exact))
        },
      ),
    )
  })

  it('what counts is what was set, bounded: a setting within the cap is itself, one above it is the cap', () => {
    fc.assert(
      fc.property(scaled, fc.integer({ min: 0, max: X }), (multiplier, contract) => {
        const counts = boundedMultiplier(wanqian, multiplier, contract)
        expect(counts === multiplier).toBe(withinBrandCap(wanqian, multiplier, contract))
        expect(counts).toBeLessThanOrEqual(Math.max(contract * 100, X))
        expect(withinBrandCap(wanqian, counts, contract)).toBe(true)
      }),
    )
  })
})
