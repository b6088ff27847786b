import { expect, test } from 'vitest'
import { maskName } from './mask.ts'
import { parsePhone } from './phone.ts'

test.each([
  ['13900001111', 'CNY', '+8613900001111'],
  ['+86 139 0000 1111', 'CNY', '+8613900001111'],
  ['0086 139-0000-1111', 'CNY', '+8613900001111'],
  ['(010) 6512 3456', 'CNY', '+861065123456'],
  ['+852 9123 4567', 'CNY', '+85291234567'],
  ['9123 4567', 'HKD', '+85291234567'],
  ['(212) 555-0123', 'USD', '+12125550123'],
  ['+49 30 901820', 'EUR', '+4930901820'],
])('"%s" in a program of %s is %s', (text, currency, expected) => {
  expect(parsePhone(text, currency)).toBe(expected)
})

test.each([
  ['12', 'CNY'],
  ['', 'CNY'],
  ['+', 'CNY'],
  ['phone', 'CNY'],
  ['139000011112222333', 'CNY'],
  // Without a country, and the currency is of many.
  ['30 901820', 'EUR'],
])('"%s" in a program of %s is no phone number', (text, currency) => {
  expect(parsePhone(text, currency)).toBeNull()
})

test.each([
  ['李雷', '李*'],
  ['欧阳娜娜', '欧***'],
  ['王', '王*'],
  ['Anna Schmidt', 'A*** S***'],
  ['김민수', '김**'],
  ['😀 smile', '😀*** s***'],
  ['李 Anna', '李* A***'],
])('%s is shown as %s', (name, masked) => {
  expect(maskName(name)).toBe(masked)
})

test('nobody has no name to mask', () => {
  expect(maskName(null)).toBeNull()
})
