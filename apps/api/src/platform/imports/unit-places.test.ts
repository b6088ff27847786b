import { expect, test } from 'vitest'
import { UnitPlaces } from './unit-places.ts'

test('the rows of one key are one unit wherever they stand, as a map of all keys would tell', () => {
  const places = new UnitPlaces()
  const told = new Map<string, { unit: number; rows: number }>()
  for (let row = 1; row <= 20_000; row++) {
    // Every key twice, far apart, and some many times over.
    const key = row % 7 === 0 ? `many-${row % 5}` : `小票-${row % 8_000}`
    const known = told.get(key) ?? { unit: row, rows: 0 }
    known.rows++
    told.set(key, known)
    expect(places.add(key, row)).toEqual(known)
  }
})

test('a unit that has too many rows keeps having too many', () => {
  const places = new UnitPlaces()
  for (let row = 1; row <= 70_000; row++) places.add('one', row)
  expect(places.add('one', 70_001)).toEqual({ unit: 1, rows: 65_535 })
})
