import { describe, expect, it } from 'vitest'
import { day, timelineOf } from '../../test/program.ts'
import { presets } from '../program/presets/presets.ts'
import { tierFallAhead } from './tier-fall.ts'

const timeline = timelineOf(presets.wangfujing)
const facts = (date: string, points: number) => ({
  registeredOn: day('2026-01-01'),
  activity: [{ day: day(date), rulesVersion: 1, qualifyingPoints: points, spendMinor: points * 100 }],
})

describe('the notice that a card falls', () => {
  it('names the day, the card that follows and what would keep it (S1)', () => {
    expect(tierFallAhead(timeline, facts('2026-03-10', 6000), day('2026-04-01'))).toEqual({
      on: day('2027-03-10'),
      tier: 'WE',
      to: 'ME',
      unless: { measure: 'qualifyingPoints', window: 'validity', required: 10000, remaining: 4000 },
    })
  })

  it('says that a card will be void', () => {
    expect(tierFallAhead(timeline, facts('2026-03-10', 999), day('2026-04-01'))).toMatchObject({
      on: day('2026-08-01'),
      to: null,
      unless: { remaining: 1 },
    })
  })

  it('is silent where the card is renewed, raised by the review, or never ends', () => {
    expect(tierFallAhead(timeline, facts('2026-03-10', 1000), day('2026-04-01'))).toBe(null)
    const wanqian = timelineOf(presets.wanqian)
    expect(tierFallAhead(wanqian, facts('2026-03-10', 1000), day('2026-04-01'))).toBe(null)
    const twice = { ...facts('2026-02-10', 5000) }
    const raised = { ...twice, activity: [...twice.activity, ...facts('2026-03-10', 5000).activity] }
    expect(tierFallAhead(timeline, raised, day('2026-04-01'))).toBe(null)
  })
})
