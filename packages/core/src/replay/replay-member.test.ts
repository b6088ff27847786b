import { describe, expect, test } from 'vitest'
import { adjusted, atRate, bought, history, toppedUpBy, under } from '../../test/histories.ts'
import { presets } from '../program/presets/presets.ts'

const { boutique } = presets

describe('a draft under which an amount leaves the exact integers throws RangeError', () => {
  const at = '2026-03-10 10:00:00'
  const most = Number.MAX_SAFE_INTEGER
  const plan = { ...boutique.topUpPlans[0]!, prepaidMinor: most }
  test.each([
    ['at a receipt', [bought(at, 90_000_000_00), bought(at, 90_000_000_00)], 'sum leaves the safe integers'],
    [
      'at a top-up',
      [adjusted(at, 'prepaid', 1), toppedUpBy(at, plan.code, 1, 1)],
      'a top-up beyond the exact integers',
    ],
    [
      'at an adjustment',
      [adjusted(at, 'points', 1), adjusted(at, 'points', most)],
      'an adjustment beyond the exact integers',
    ],
  ] as const)('%s', (_, events, message) => {
    const draft = { ...atRate(boutique, 1_000_000, 1), topUpPlans: [plan] }
    const replay = () => under(draft, history('2026-01-01 09:00:00', ...events), { of: boutique })
    expect(replay).toThrow(RangeError)
    expect(replay).toThrow(message)
  })
})
