import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import type { Rounding } from '../money/mul-div.ts'
import { roundByLine, roundOverReceipt } from './round-points.ts'

const roundings: readonly Rounding[] = ['floor', 'halfUp', 'ceil']
const lines = (...cash: readonly number[]) => cash.map(cashMinor => ({ cashMinor, weight: 1 }))
const inBigInts = (all: readonly { cashMinor: number; weight: number | bigint }[]) =>
  all.map(({ cashMinor, weight }) => ({ cashMinor, weight: BigInt(weight) }))

describe('points of each line, rounded for itself', () => {
  test.each([
    ['floor', [0, 0, 0, 1]],
    ['halfUp', [0, 1, 1, 1]],
    ['ceil', [1, 1, 1, 1]],
  ] as const)('%s', (rounding, points) => {
    expect(roundByLine(lines(49, 50, 99, 100), 100, rounding)).toEqual(points)
    expect(roundByLine(inBigInts(lines(49, 50, 99, 100)), 100n, rounding)).toEqual(points)
  })
})

describe('points of a receipt, rounded once', () => {
  test.each([
    ['floor', [150, 150, 199], [1, 1, 2]],
    ['floor', [99, 99, 99], [1, 1, 0]],
    ['floor', [10, 90, 60, 40], [0, 1, 1, 0]],
    ['halfUp', [25, 24], [0, 0]],
    ['halfUp', [25, 25], [1, 0]],
    ['ceil', [1, 0, 1], [1, 0, 0]],
    ['ceil', [100, 100], [1, 1]],
  ] as const)(
    '%s: of %j the lines get %j, the rest to the largest fractions, the first of equals',
    (rounding, cash, points) => {
      expect(roundOverReceipt(lines(...cash), 100, rounding)).toEqual(points)
      expect(roundOverReceipt(inBigInts(lines(...cash)), 100n, rounding)).toEqual(points)
    },
  )

  it('come to the rounded sum, and each line to its whole part or one more', () => {
    const line = fc.record({ cashMinor: fc.nat({ max: 100_000 }), weight: fc.nat({ max: 30_000 }) })
    const divisor = fc.integer({ min: 1, max: 1_000_000 })
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 6 }),
        divisor,
        fc.constantFrom(...roundings),
        (all, divisor, rounding) => {
          const points = roundOverReceipt(all, divisor, rounding)
          const cash = all.reduce((sum, { cashMinor, weight }) => sum + cashMinor * weight, 0)
          expect(points.reduce((sum, n) => sum + n, 0)).toBe(roundByLine(lines(cash), divisor, rounding)[0])
          for (const [i, { cashMinor, weight }] of all.entries()) {
            const whole = Math.floor((cashMinor * weight) / divisor)
            expect([whole, whole + 1]).toContain(points[i])
          }
          expect(roundOverReceipt(inBigInts(all), BigInt(divisor), rounding)).toEqual(points)
          expect(roundByLine(inBigInts(all), BigInt(divisor), rounding)).toEqual(roundByLine(all, divisor, rounding))
        },
      ),
    )
  })

  const most = Number.MAX_SAFE_INTEGER
  it('are exact where the products leave the exact integers and the points do not', () => {
    const large = [
      { cashMinor: most, weight: 3 },
      { cashMinor: most, weight: 4 },
      { cashMinor: 2, weight: 1 },
    ]
    const points = roundOverReceipt(large, 11, 'floor')
    const exact = large.map(({ cashMinor, weight }) => (BigInt(cashMinor) * BigInt(weight)) / 11n)
    const sum = (7n * BigInt(most) + 2n) / 11n
    expect(points.reduce((total, n) => total + BigInt(n), 0n)).toBe(sum)
    for (const [i, n] of points.entries()) expect([exact[i]!, exact[i]! + 1n]).toContain(BigInt(n))
  })

  test.each([
    ['one line', [{ cashMinor: most, weight: 2n }], 1n],
    [
      'several lines together',
      [
        { cashMinor: most, weight: 1n },
        { cashMinor: 1, weight: 1n },
      ],
      1n,
    ],
    ['one line in numbers', [{ cashMinor: most, weight: 2 }], 1],
    [
      'several lines together in numbers',
      [
        { cashMinor: most, weight: 1 },
        { cashMinor: 1, weight: 1 },
      ],
      1,
    ],
  ] as const)('beyond the exact integers are refused: %s', (_, all, divisor) => {
    expect(() => roundOverReceipt(all, divisor, 'floor')).toThrow(RangeError)
    expect(() => roundOverReceipt(inBigInts(all), BigInt(divisor), 'floor')).toThrow(
      'more points than can be counted exactly',
    )
  })

  it('up to the largest exact integer are counted', () => {
    expect(roundOverReceipt([{ cashMinor: most, weight: 1n }], 1n, 'floor')).toEqual([most])
    expect(
      roundOverReceipt(
        [
          { cashMinor: most - 1, weight: 1n },
          { cashMinor: 1, weight: 1n },
        ],
        1n,
        'floor',
      ),
    ).toEqual([most - 1, 1])
  })

  test.each([0.5, Number.NaN, most + 1])('refuse the weight %d', weight => {
    const message = `not a safe weight: ${weight}`
    expect(() => roundByLine([{ cashMinor: 1, weight }], 100n, 'floor')).toThrow(message)
    expect(() => roundOverReceipt([...lines(most), { cashMinor: 1, weight }], 100, 'floor')).toThrow(message)
  })

  it('of no line are none', () => {
    expect(roundOverReceipt([], 100, 'ceil')).toEqual([])
  })
})
