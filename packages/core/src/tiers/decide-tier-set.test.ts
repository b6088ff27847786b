import { describe, expect, test } from 'vitest'
import { compiled, day } from '../../test/program.ts'
import { decideTierSet } from './decide-tier-set.ts'

const on = day('2026-03-10')
const outcome = (
  preset: 'wangfujing' | 'wanqian',
  held: string | null,
  tier: string | null,
  through: string | null = null,
) => {
  const decision = decideTierSet(compiled(preset), held, { tier, through: through === null ? null : day(through), on })
  return decision.accepted ? 'accepted' : decision.reason
}

describe('setting a tier by hand', () => {
  test.each([
    ['a tier that the rules have', 'wangfujing', null, 'SVIP', 'accepted'],
    ['none', 'wangfujing', 'SVIP', null, 'accepted'],
    ['a tier that the rules have not', 'wangfujing', null, 'GOLD', 'unknown_tier'],
    ['one that is given on registration only, from above', 'wanqian', 'SUPREME', 'VIP', 'accepted'],
    ['one that is given on registration only, from below', 'wanqian', null, 'VIP', 'tier_not_by_hand'],
    ['one that is given on registration only, again', 'wanqian', 'VIP', 'VIP', 'accepted'],
  ] as const)('takes what the rules let the hand give: %s', (_, preset, held, tier, said) => {
    expect(outcome(preset, held, tier)).toBe(said)
  })

  test.each([
    ['yesterday', 'WE', '2026-03-09', 'validity_ended'],
    ['today', 'WE', '2026-03-10', 'accepted'],
    ['of no tier', null, '2027-03-10', 'validity_ended'],
  ] as const)('takes a validity that includes the day itself: through %s', (_, tier, through, said) => {
    expect(outcome('wangfujing', null, tier, through)).toBe(said)
  })
})
