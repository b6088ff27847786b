import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { amountText, currencyDigits, decimalOf } from './decimals.ts'

describe('amounts as decimals', () => {
  test.each([
    [1290, 2, '12.90'],
    [-1290, 2, '-12.90'],
    [5, 2, '0.05'],
    [-5, 2, '-0.05'],
    [0, 2, '0.00'],
    [0, 0, '0'],
    [1290, 0, '1290'],
    [1, 3, '0.001'],
    [Number.MAX_SAFE_INTEGER, 2, '90071992547409.91'],
  ])('%d with %d digits is %s', (minor, digits, text) => {
    expect(decimalOf(minor, digits)).toBe(text)
  })

  test('without its point it is the integer again', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.integer({ min: 0, max: 4 }), (minor, digits) => {
        expect(BigInt(decimalOf(minor, digits).replace('.', ''))).toBe(BigInt(minor))
      }),
    )
  })

  test('money has its currency’s digits, points have none', () => {
    expect(['CNY', 'JPY', 'KWD'].map(currencyDigits)).toEqual([2, 0, 3])
    expect(amountText('points', 120, 2)).toBe('120')
    expect(amountText('memberCash', 120, 2)).toBe('1.20')
  })
})
