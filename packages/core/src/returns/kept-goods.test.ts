import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { keptTenders, keptTotal } from './kept-goods.ts'

describe('what is kept of a line', () => {
  test.each([
    [10000, 3, 3, 10000],
    [10000, 3, 2, 6667],
    [10000, 3, 1, 3333],
    [10000, 3, 0, 0],
    [1, 2, 1, 1],
    [0, 5, 3, 0],
  ])('of %d for %d, %d cost %d: its share, half up', (total, quantity, kept, cost) => {
    expect(keptTotal(total, quantity, kept)).toBe(cost)
  })
})

describe('what stays paid', () => {
  test.each([
    ['everything', 20000, [15000, 5000], [15000, 5000]],
    ['half', 10000, [15000, 5000], [7500, 2500]],
    ['nothing', 0, [15000, 5000], [0, 0]],
    ['an odd fen, which the first tender takes', 1, [1, 1], [1, 0]],
    ['a part of three, each by its share of what is left', 5000, [3334, 3333, 3333], [1667, 1667, 1666]],
    ['nothing of a tender of nothing', 7, [0, 10], [0, 7]],
    ['nothing of a gift', 0, [0], [0]],
  ])('of a receipt of which %s is kept', (_, kept, tenders, paid) => {
    expect(keptTenders(kept, tenders)).toEqual(paid)
  })

  it('is the whole of what is kept, and no tender grows as less is kept', () => {
    const amounts = fc.array(fc.nat(100_000), { minLength: 1, maxLength: 6 })
    fc.assert(
      fc.property(amounts, fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 0, max: 1000 }), (tenders, a, b) => {
        const total = tenders.reduce((sum, amount) => sum + amount, 0)
        const [less, more] = [a, b].toSorted((x, y) => x - y).map(n => Math.floor((total * n) / 1000))
        const [small, large] = [keptTenders(less!, tenders), keptTenders(more!, tenders)]
        expect(large.reduce((sum, amount) => sum + amount, 0)).toBe(more)
        for (const [i, amount] of tenders.entries()) {
          expect(small[i]).toBeLessThanOrEqual(large[i]!)
          expect(large[i]).toBeLessThanOrEqual(amount)
        }
      }),
    )
  })
})
