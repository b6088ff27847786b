import { describe, expect, test } from 'vitest'
import { compiled, day } from '../../test/program.ts'
import { decideMovedInTier } from './decide-moved-in-tier.ts'

const wangfujing = compiled('wangfujing')
const decided = (tier: string | null, since: string | null, through: string | null, rules = wangfujing) => {
  const on = day('2026-03-10')
  const dayOf = (text: string | null) => (text === null ? null : day(text))
  const decision = decideMovedInTier(rules, { tier, since: dayOf(since), through: dayOf(through), on })
  return decision.accepted ? decision.value : decision.reason
}
const held = (since: string, from: string) => ({ since: day(since), from: day(from) })

describe('a tier that was held in an old system', () => {
  test('has a validity that began where its end and the rules say', () => {
    expect(decided('WE', '2020-05-01', '2026-08-31')).toEqual(held('2020-05-01', '2025-09-01'))
    expect(decided('ME', '2020-05-01', '2026-07-31')).toEqual(held('2020-05-01', '2025-08-01'))
  })

  test('has none that began before it was held, nor one that begins after today', () => {
    expect(decided('WE', '2025-12-01', '2026-08-31')).toEqual(held('2025-12-01', '2025-12-01'))
    expect(decided('WE', '2020-05-01', '2028-08-31')).toEqual(held('2020-05-01', '2026-03-10'))
  })

  test('without an end has a validity of today, and one that never ends counts since it was held', () => {
    expect(decided('WE', '2020-05-01', null)).toEqual(held('2020-05-01', '2026-03-10'))
    expect(decided('VIP', '2020-05-01', '2030-01-01', compiled('wanqian'))).toEqual(held('2020-05-01', '2020-05-01'))
  })

  test('may be none, and is refused where it cannot have been', () => {
    expect(decided(null, null, null)).toEqual(held('2026-03-10', '2026-03-10'))
    expect(decided('GOLD', null, null)).toBe('unknown_tier')
    expect(decided('WE', '2026-03-11', null)).toBe('held_in_future')
    expect(decided('WE', null, '2026-03-09')).toBe('validity_ended')
    expect(decided(null, null, '2026-07-31')).toBe('validity_ended')
  })
})
