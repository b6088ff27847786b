import { expect, test } from 'vitest'
import { basketCounts, programPairings } from './baskets.ts'

const receipt = (...categories: (string | null)[]) => ({
  store: 'beijing-1',
  occurredAt: 0,
  occurredOn: 0,
  spendMinor: 0,
  points: 0,
  memberCashMinor: 0,
  lines: categories.map(category => ({
    brand: null,
    category,
    size: null,
    color: null,
    style: null,
    promotional: false,
    units: 1,
    salesMinor: 100,
    unitPriceMinor: 100,
  })),
})

test('a basket counts each category once, and each two of them', () => {
  expect(basketCounts([receipt('shirts', 'coats', 'coats', null), receipt('coats')])).toEqual([
    { a: 'coats', b: 'coats', receipts: 2 },
    { a: 'shirts', b: 'shirts', receipts: 1 },
    { a: 'coats', b: 'shirts', receipts: 1 },
  ])
})

test('support, confidence and lift are of all receipts of the program', () => {
  const counts = [
    { a: 'coats', b: 'coats', receipts: 40 },
    { a: 'shirts', b: 'shirts', receipts: 25 },
    { a: 'hats', b: 'hats', receipts: 10 },
    { a: 'coats', b: 'shirts', receipts: 20 },
    { a: 'coats', b: 'hats', receipts: 2 },
  ]
  expect(programPairings(counts, 100, 10)).toEqual([
    { categories: ['coats', 'shirts'], receipts: 20, support: 0.2, confidence: [0.5, 0.8], lift: 2 },
    { categories: ['coats', 'hats'], receipts: 2, support: 0.02, confidence: [0.05, 0.2], lift: 0.5 },
  ])
  expect(programPairings(counts, 100, 1)).toHaveLength(1)
  expect(programPairings([], 0, 10)).toEqual([])
})
