import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { splitProportionally } from './split.ts'

const MAX = Number.MAX_SAFE_INTEGER
const anyAmount = fc.oneof(fc.integer({ min: 0, max: 100_000 }), fc.integer({ min: 0, max: MAX }))
const anyWeights = fc.array(anyAmount, { minLength: 1, maxLength: 12 }).filter(weights => weights.some(w => w > 0))

describe('splitProportionally', () => {
  test.each([
    [100, [1, 1, 1], [34, 33, 33]],
    [101, [1, 1, 1], [34, 34, 33]],
    [99, [1, 1, 1], [33, 33, 33]],
    [1, [1, 1], [1, 0]],
    [1, [1, 2], [0, 1]],
    [2, [1, 1, 1], [1, 1, 0]],
    [10, [0, 3, 7], [0, 3, 7]],
    [10, [0, 1, 0, 2], [0, 3, 0, 7]],
    [5, [7], [5]],
    [7, [50, 30, 20], [4, 2, 1]],
    [0, [3, 4], [0, 0]],
    [0, [0, 0], [0, 0]],
    [0, [], []],
    [MAX, [1, 1], [(MAX + 1) / 2, (MAX - 1) / 2]],
    [MAX, [MAX, MAX], [(MAX + 1) / 2, (MAX - 1) / 2]],
    [MAX, [MAX, 0], [MAX, 0]],
    [1, [MAX, MAX, MAX], [1, 0, 0]],
    [3, [MAX - 1, MAX], [1, 2]],
  ])('%d by %j gives %j', (total, weights, parts) => {
    expect(splitProportionally(total, weights)).toEqual(parts)
  })

  it('sums to the total exactly', () => {
    fc.assert(
      fc.property(anyAmount, anyWeights, (total, weights) => {
        const sum = splitProportionally(total, weights).reduce((acc, part) => acc + BigInt(part), 0n)
        expect(sum).toBe(BigInt(total))
      }),
    )
  })

  it('keeps every part within one of its exact share, and gives nothing to no weight', () => {
    fc.assert(
      fc.property(anyAmount, anyWeights, (total, weights) => {
        const sum = weights.reduce((acc, weight) => acc + BigInt(weight), 0n)
        splitProportionally(total, weights).forEach((part, index) => {
          const product = BigInt(total) * BigInt(weights[index] ?? 0)
          const floor = product / sum
          expect([floor, product % sum === 0n ? floor : floor + 1n]).toContain(BigInt(part))
        })
      }),
    )
  })

  it('gives what is left over to the largest fractions, ties to the lower index', () => {
    fc.assert(
      fc.property(anyAmount, anyWeights, (total, weights) => {
        const sum = weights.reduce((acc, weight) => acc + BigInt(weight), 0n)
        const shares = splitProportionally(total, weights).map((part, index) => {
          const product = BigInt(total) * BigInt(weights[index] ?? 0)
          return { fraction: product % sum, index, gotMore: BigInt(part) > product / sum }
        })
        for (const one of shares) {
          for (const other of shares) {
            const goesFirst =
              one.fraction > other.fraction || (one.fraction === other.fraction && one.index < other.index)
            if (goesFirst && other.gotMore) expect(one.gotMore).toBe(true)
          }
        }
      }),
    )
  })

  it('is the same in small numbers and in large: scaling every weight changes nothing', () => {
    const small = fc.integer({ min: 0, max: 1000 })
    const weights = fc.array(small, { minLength: 1, maxLength: 8 }).filter(all => all.some(w => w > 0))
    fc.assert(
      fc.property(small, weights, (total, weights) => {
        const large = weights.map(weight => weight * 2 ** 42)
        expect(splitProportionally(total, large)).toEqual(splitProportionally(total, weights))
      }),
    )
  })

  it('leaves the weights as they are', () => {
    const weights = Object.freeze([3, 1, 2])
    expect(splitProportionally(7, weights)).toEqual([4, 1, 2])
    expect(weights).toEqual([3, 1, 2])
  })

  test.each([
    [1, []],
    [1, [0, 0]],
    [-1, [1]],
    [1, [-1, 2]],
    [0.5, [1]],
    [1, [0.5]],
    [MAX + 1, [1]],
    [1, [MAX + 1]],
    [NaN, [1]],
  ])('%d by %j is refused', (total, weights) => {
    expect(() => splitProportionally(total, weights)).toThrow(RangeError)
  })
})
