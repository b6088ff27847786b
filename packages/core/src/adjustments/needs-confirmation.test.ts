import { expect, test } from 'vitest'
import { needsConfirmation } from './needs-confirmation.ts'

const limit = { perAct: 100, perDay: 250 }

test.each([
  [100, 0, false],
  [101, 0, true],
  [-100, 0, false],
  [-101, 0, true],
  [100, 150, false],
  [100, 151, true],
  [-100, 151, true],
  [1, 250, true],
])(
  'an adjustment of %i after %i of the day, where 100 and 250 are allowed, needs confirmation: %s',
  (amount, today, needed) => {
    expect(needsConfirmation(limit, amount, today)).toBe(needed)
  },
)

test('without a limit, and with one of nothing, all needs confirmation', () => {
  expect(needsConfirmation(undefined, 1, 0)).toBe(true)
  expect(needsConfirmation({ perAct: 0, perDay: 0 }, -1, 0)).toBe(true)
})

test('what cannot be counted exactly is beyond every limit', () => {
  const most = Number.MAX_SAFE_INTEGER
  expect(needsConfirmation({ perAct: most, perDay: most }, most, most)).toBe(true)
})
