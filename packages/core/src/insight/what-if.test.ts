import { expect, test } from 'vitest'
import { ordersOf } from './what-if.ts'

const traffic = { visits: 5000, regulars: 1000, regularConversion: 6000, otherConversion: 1000 }

test.each([
  ['1,000 regulars among 5,000 visits', traffic, 1000],
  ['2,000 regulars at the same traffic', { ...traffic, regulars: 2000 }, 1500],
  ['nobody', { ...traffic, visits: 0, regulars: 0 }, 0],
  ['only regulars', { ...traffic, regulars: 5000 }, 3000],
  ['half an order', { ...traffic, visits: 5, regulars: 0 }, 1],
  ['less than half an order', { ...traffic, visits: 4, regulars: 0 }, 0],
])('the orders of %s (S26)', (_, given, orders) => {
  expect(ordersOf(given)).toBe(orders)
})
