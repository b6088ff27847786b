import { expect, test } from 'vitest'
import { addSafe, isSafeAmount } from './safe.ts'

const MAX = Number.MAX_SAFE_INTEGER

test.each([0, 1, MAX])('%d can stand in the books', n => {
  expect(isSafeAmount(n)).toBe(true)
})

test.each([-1, MAX + 1, 0.5, NaN, Infinity, '1', 1n, null, undefined])('%s cannot stand in the books', n => {
  expect(isSafeAmount(n)).toBe(false)
})

test.each([
  [1, 2, 3],
  [MAX - 1, 1, MAX],
  [MAX, 0, MAX],
  [-MAX, 0, -MAX],
  [-5, 2, -3],
  [MAX, -MAX, 0],
])('%d + %d is %d', (a, b, sum) => {
  expect(addSafe(a, b)).toBe(sum)
})

test.each([
  [MAX, 1],
  [MAX, MAX],
  [-MAX, -1],
  [MAX + 1, -1],
  [-1, MAX + 1],
  [0.5, 0.5],
  [NaN, 1],
])('%d + %d is refused rather than wrong', (a, b) => {
  expect(() => addSafe(a, b)).toThrow(RangeError)
})
