import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { mulDiv, type Rounding } from './mul-div.ts'

const MAX = Number.MAX_SAFE_INTEGER
const anyAmount = fc.oneof(fc.integer({ min: 0, max: 1_000_000 }), fc.integer({ min: 0, max: MAX }))

/** The same by BigInt alone: the fraction is added before the division instead of looked at after it. */
const exactly = (a: number, b: number, divisor: number, mode: Rounding): bigint => {
  const product = BigInt(a) * BigInt(b)
  const by = BigInt(divisor)
  if (mode === 'floor') return product / by
  return mode === 'ceil' ? (product + by - 1n) / by : (2n * product + by) / (2n * by)
}

describe('mulDiv', () => {
  test.each([
    [999, 1, 1000, 0, 1, 1],
    [499, 1, 1000, 0, 0, 1],
    [500, 1, 1000, 0, 1, 1],
    [501, 1, 1000, 0, 1, 1],
    [1000, 1, 1000, 1, 1, 1],
    [1001, 1, 1000, 1, 1, 2],
    [1, 1, 3, 0, 0, 1],
    [2, 1, 3, 0, 1, 1],
    [12_345, 15_000, 10_000, 18_517, 18_518, 18_518],
    [0, MAX, 7, 0, 0, 0],
    [MAX, MAX, MAX, MAX, MAX, MAX],
    [MAX, 1, 1, MAX, MAX, MAX],
    [MAX, 3, 4, 6_755_399_441_055_743, 6_755_399_441_055_743, 6_755_399_441_055_744],
  ])('%d × %d ÷ %d is %d floored, %d half up, %d ceiled', (a, b, divisor, floor, halfUp, ceil) => {
    expect(mulDiv(a, b, divisor, 'floor')).toBe(floor)
    expect(mulDiv(a, b, divisor, 'halfUp')).toBe(halfUp)
    expect(mulDiv(a, b, divisor, 'ceil')).toBe(ceil)
  })

  it('is exact wherever the result is a safe integer, and throws where it is not', () => {
    const anyMode = fc.constantFrom<Rounding>('floor', 'halfUp', 'ceil')
    fc.assert(
      fc.property(anyAmount, anyAmount, anyAmount, anyMode, (a, b, divisor, mode) => {
        fc.pre(divisor > 0)
        const exact = exactly(a, b, divisor, mode)
        if (exact <= BigInt(MAX)) expect(mulDiv(a, b, divisor, mode)).toBe(Number(exact))
        else expect(() => mulDiv(a, b, divisor, mode)).toThrow(RangeError)
      }),
      { numRuns: 1000 },
    )
  })

  test.each([
    [MAX, 2, 1],
    [MAX, MAX, 1],
    [-1, 1, 1],
    [1, -1, 1],
    [1, 1, -1],
    [1, 1, 0],
    [0.5, 2, 1],
    [MAX + 1, 1, 1],
    [NaN, 1, 1],
    [1, Infinity, 1],
  ])('%d × %d ÷ %d is refused', (a, b, divisor) => {
    expect(() => mulDiv(a, b, divisor, 'floor')).toThrow(RangeError)
  })

  it('is refused when rounding alone takes it past the safe integers', () => {
    // (2^53 − 1) + 1/2
    const a = 6_004_799_503_160_661 // (2^54 − 1) / 3
    expect(mulDiv(a, 3, 2, 'floor')).toBe(MAX)
    expect(() => mulDiv(a, 3, 2, 'halfUp')).toThrow(RangeError)
    expect(() => mulDiv(a, 3, 2, 'ceil')).toThrow(RangeError)
  })
})
