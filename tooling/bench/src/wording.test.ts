import { expect, test } from 'vitest'
import { figure } from './bench.ts'
import { goalText, valueText, verdictText } from './wording.ts'

test.each([
  [
    figure('rate', 1_234_567, 'receipts/s', { atLeast: 1_000_000 }),
    '1,234,567 receipts/s',
    '≥ 1,000,000 receipts/s',
    'met',
  ],
  [figure('rate', 800, 'a second', { atLeast: 1000 }), '800 a second', '≥ 1,000 a second', 'missed: 0.80 of it'],
  [figure('p99', 30, 'ms', { atMost: 15 }), '30 ms', '≤ 15 ms', 'missed: 2 of it'],
  [figure('share', 0.756, '×', { atLeast: 0.7 }), '0.76 ×', '≥ 0.70 ×', 'met'],
  [figure('count', 3, ''), '3', '', ''],
])('a figure says what it is, what it should be, and how far it is from it', (one, value, goal, verdict) => {
  expect([valueText(one), goalText(one.goal, one.unit), verdictText(one)]).toEqual([value, goal, verdict])
})

test('what is no number is no figure', () => {
  expect(() => figure('rate', 1 / 0, 'receipts/s')).toThrow('rate came to Infinity')
})
