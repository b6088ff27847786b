import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fromScaled, SCALE, toScaled } from './scaled.ts'

test.each([
  [0, 0],
  [-0, 0],
  [1, SCALE],
  [1.5, 15_000],
  [0.29, 2900],
  [0.0001, 1],
  [1.0001, 10_001],
  [8.8, 88_000],
  [25, 250_000],
  [900_719_925_474.0991, Number.MAX_SAFE_INTEGER],
])('%d is %d ten-thousandths', (decimal, scaled) => {
  expect(toScaled(decimal)).toBe(scaled)
})

test.each([
  0.1 + 0.2,
  0.00001,
  1.00005,
  1e-7,
  -1,
  -0.0001,
  NaN,
  Infinity,
  -Infinity,
  900_719_925_475,
  1e15,
  1e21,
  1e300,
])('%d is refused', decimal => {
  expect(toScaled(decimal)).toBeNull()
})

test('every decimal of four places is read exactly and given back', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10 ** 15 }), n => {
      const text = `${Math.floor(n / SCALE)}.${String(n % SCALE).padStart(4, '0')}`
      expect(toScaled(Number(text))).toBe(n)
      expect(fromScaled(n)).toBe(Number(text))
    }),
  )
})
