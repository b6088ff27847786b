import { expect, test } from 'vitest'
import { MOST_ATTEMPTS, nextAttemptAt } from './retry-schedule.ts'

const HOUR = 3_600_000
const drawing = (byte: number) => () => new Uint8Array([byte])

test('an event is tried for more than three days, later and later, and then given up', () => {
  let now = 0
  let before = 0
  for (let attempts = 1; attempts < MOST_ATTEMPTS; attempts++) {
    const next = nextAttemptAt(drawing(0), now, attempts, null)!
    expect(next - now).toBeGreaterThanOrEqual(before)
    before = next - now
    now = next
  }
  expect(now).toBeGreaterThan(72 * HOUR)
  expect(nextAttemptAt(drawing(0), now, MOST_ATTEMPTS, null)).toBeNull()
})

test('what failed together comes back apart: up to a fifth is added by chance', () => {
  expect(nextAttemptAt(drawing(0), 0, 6, null)).toBe(HOUR)
  expect(nextAttemptAt(drawing(128), 0, 6, null)).toBe(66 * 60_000)
  expect(nextAttemptAt(drawing(255), 0, 6, null)).toBeLessThan(1.2 * HOUR)
})

test('an endpoint may ask for more time, but not for less, nor for more than a day', () => {
  expect(nextAttemptAt(drawing(0), 0, 1, HOUR)).toBe(HOUR)
  expect(nextAttemptAt(drawing(0), 0, 6, 1_000)).toBe(HOUR)
  expect(nextAttemptAt(drawing(0), 0, 1, 900 * HOUR)).toBe(24 * HOUR)
})
