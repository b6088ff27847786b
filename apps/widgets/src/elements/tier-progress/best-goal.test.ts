import { expect, test } from 'vitest'
import type { TierGoal } from '../../api/me.ts'
import { bestGoal, share } from './best-goal.ts'

const goal = (tier: string, current: number, required: number, kind: TierGoal['goal'] = 'upgrade'): TierGoal => ({
  goal: kind,
  tier,
  tierName: { en: tier },
  window: 'month',
  measure: 'qualifyingPoints',
  current,
  required,
  remaining: Math.max(0, required - current),
  endsOn: null,
  effective: 'atOnce',
})

test('the way up that is nearest to its end leads, and renewal comes last', () => {
  const { best, others } = bestGoal([goal('ME', 990, 1000, 'renew'), goal('far', 10, 100), goal('near', 60, 100)])
  expect([best?.tier, ...others.map(({ tier }) => tier)]).toEqual(['near', 'far', 'ME'])
})

test('of ways that are equally far along, the one that misses less leads', () => {
  expect(bestGoal([goal('much', 0, 12000), goal('less', 0, 6000)]).best?.tier).toBe('less')
})

test('renewal leads where there is no way up, and nothing where there is no goal', () => {
  expect(bestGoal([goal('SVIP', 1, 2, 'renew')]).best?.tier).toBe('SVIP')
  expect(bestGoal([]).best).toBeNull()
})

test('no goal is more than done', () => {
  expect([share(goal('a', 150, 100)), share(goal('a', 25, 100)), share(goal('a', 0, 100))]).toEqual([1, 0.25, 0])
})
