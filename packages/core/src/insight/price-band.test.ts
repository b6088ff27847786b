import fc from 'fast-check'
import { expect, test } from 'vitest'
import { priceBand } from './price-band.ts'

const one = (unitPriceMinor: number) => ({ unitPriceMinor, units: 1 })
const band = (lowMinor: number, medianMinor: number, highMinor: number) => ({ lowMinor, medianMinor, highMinor })

test.each([
  ['one price', [one(100)], band(100, 100, 100)],
  ['two', [one(100), one(200)], band(125, 150, 175)],
  ['four, in any order', [one(90_000), one(30_000), one(50_000), one(40_000)], band(37_500, 45_000, 60_000)],
  ['five', [one(10), one(20), one(30), one(40), one(50)], band(20, 30, 40)],
  // A half of a minor unit goes up.
  ['a half between two', [one(1), one(2)], band(1, 2, 2)],
  ['three quarters', [one(0), one(1), one(1), one(1)], band(1, 1, 1)],
  ['each unit counts', [{ unitPriceMinor: 100, units: 3 }, one(900)], band(100, 100, 300)],
  ['the largest amounts', [one(0), one(Number.MAX_SAFE_INTEGER)], band(2 ** 51, 2 ** 52, 6_755_399_441_055_743)],
])('the quarters of %s', (_, paid, expected) => {
  expect(priceBand(paid)).toEqual(expected)
})

test('there is no band without a unit', () => {
  expect(priceBand([])).toBeNull()
})

test('is what interpolating between all units laid out in a row gives', () => {
  const line = fc.record({
    unitPriceMinor: fc.integer({ min: 0, max: 100_000 }),
    units: fc.integer({ min: 1, max: 5 }),
  })
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 12 }), paid => {
      const row = paid
        .flatMap(({ unitPriceMinor, units }) => Array.from({ length: units }, () => unitPriceMinor))
        .toSorted((a, b) => a - b)
      const at = (share: number) => {
        const place = (row.length - 1) * share
        const below = Math.floor(place)
        return Math.floor(row[below]! + ((row[below + 1] ?? 0) - row[below]!) * (place - below) + 0.5)
      }
      expect(priceBand(paid)).toEqual(band(at(0.25), at(0.5), at(0.75)))
    }),
  )
})
