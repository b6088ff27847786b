import { describe, expect, it, test } from 'vitest'
import { day, shanghai, timelineOf } from '../../test/program.ts'
import { points } from '../../test/receipts.ts'
import { textOf } from '../../test/tier-text.ts'
import { presets } from '../program/presets/presets.ts'
import type { EntryRule, ProgramRules, TierRules } from '../program/rules.schema.ts'
import type { RulesTimeline } from '../program/timeline.ts'
import type { DayActivity } from './activity.ts'
import { decideTierHistory, lastHolding, nextTierDecisionOn } from './tier-history.ts'

const { wangfujing } = presets
const withTier = (code: string, change: (tier: TierRules) => TierRules): ProgramRules => ({
  ...wangfujing,
  tiers: wangfujing.tiers.map(tier => (tier.code === code ? change(tier) : tier)),
})
const me = (atLeast: number) =>
  withTier('ME', tier => ({
    ...tier,
    entry: [{ on: 'threshold', decided: 'atOnce', window: 'day', measure: 'spend', atLeast }],
  }))
const isReview = (rule: EntryRule) => rule.on === 'threshold' && rule.decided === 'atReview'
const withoutReview: ProgramRules = {
  ...wangfujing,
  tiers: wangfujing.tiers.map(tier => ({ ...tier, entry: tier.entry.filter(rule => !isReview(rule)) })),
}
const startingOn = (month: number, dayOfMonth: number): ProgramRules => ({
  ...wangfujing,
  membershipYear: { startsOn: { month, day: dayOfMonth } },
})
const history = (timeline: RulesTimeline, activity: readonly DayActivity[], through: string) =>
  decideTierHistory(timeline, { registeredOn: day('2025-01-01'), activity }, day(through))
    .slice(1)
    .map(textOf)

describe('entry goes by the version under which each receipt was judged', () => {
  const timeline = timelineOf(me(500_00), { from: shanghai('2026-03-10 12:00:00'), document: me(800_00) })

  test.each([
    ['before the change', points('2026-03-09', 500), 'ME'],
    ['on the day of the change, judged before it', points('2026-03-10', 500), 'ME'],
    ['on the day of the change, judged after it', points('2026-03-10', 500, { rulesVersion: 2 }), null],
    ['after the change', points('2026-03-11', 500, { rulesVersion: 2 }), null],
    ['after the change, for more', points('2026-03-11', 800, { rulesVersion: 2 }), 'ME'],
  ])('%s', (_, entry, card) => {
    const decided = decideTierHistory(
      timeline,
      { registeredOn: day('2025-01-01'), activity: [entry] },
      day('2026-07-31'),
    )
    expect(lastHolding(decided).tier).toBe(card)
  })

  it('both parts of such a day count toward its window', () => {
    const split = [points('2026-03-10', 400), points('2026-03-10', 400, { rulesVersion: 2 })]
    expect(history(timeline, split, '2026-07-31')).toEqual(['ME 2026-03-10..2026-07-31 since 2026-03-10 (atOnce)'])
    expect(history(timeline, [split[0]!, points('2026-03-10', 399, { rulesVersion: 2 })], '2026-07-31')).toEqual([])
  })
})

describe('renewal and fall go by the version in force when the validity ends', () => {
  const stricter = withTier('ME', tier => ({
    ...tier,
    renewal: { window: 'membershipYear', measure: 'qualifyingPoints', atLeast: 2_000 },
  }))

  test.each([
    ['one from the very instant', '2026-08-01 00:00:00', 'none 2026-08-01.. since 2026-08-01 (void)'],
    ['one from a moment later', '2026-08-01 00:00:01', 'ME 2026-08-01..2027-07-31 since 2026-03-10 (renewal)'],
  ])('%s', (_, from, after) => {
    const timeline = timelineOf(wangfujing, { from: shanghai(from), document: stricter })
    expect(history(timeline, [points('2026-03-10', 1_999)], '2026-08-01').at(-1)).toBe(after)
  })

  it('a tier that the new rules no longer have is void when it ends', () => {
    const fewer = { ...wangfujing, tiers: wangfujing.tiers.filter(tier => tier.code !== 'SVIP') }
    const timeline = timelineOf(wangfujing, { from: shanghai('2026-06-01 00:00:00'), document: fewer })
    expect(history(timeline, [points('2026-03-10', 30_000)], '2027-03-10')).toEqual([
      'SVIP 2026-03-10..2027-03-09 since 2026-03-10 (atOnce)',
      'none 2027-03-10.. since 2027-03-10 (void)',
    ])
  })
})

describe('reviews go by the version in force at their instant', () => {
  const activity = [points('2026-02-10', 5_000), points('2026-03-10', 5_000)]
  const raised = 'WE 2026-08-01..2027-07-31 since 2026-08-01 (review)'

  it('a version that brings a review is reviewed by, though the first had none', () => {
    const timeline = timelineOf(withoutReview, { from: shanghai('2026-06-01 00:00:00'), document: wangfujing })
    expect(history(timeline, activity, '2026-08-01').at(-1)).toBe(raised)
    expect(history(timelineOf(withoutReview), activity, '2026-08-01').at(-1)).not.toBe(raised)
  })

  it('a version that takes the review away takes it away', () => {
    const timeline = timelineOf(wangfujing, { from: shanghai('2026-06-01 00:00:00'), document: withoutReview })
    expect(history(timeline, activity, '2027-07-31')).not.toContain(raised)
  })

  test.each([
    ['at the very instant', '2026-08-01 00:00:00', true],
    ['a moment too late', '2026-08-01 00:00:01', false],
  ])('a version in force %s', (_, from, isRaised) => {
    const timeline = timelineOf(withoutReview, { from: shanghai(from), document: wangfujing })
    expect(history(timeline, activity, '2026-08-01').includes(raised)).toBe(isRaised)
  })

  it('a year that now starts in January is reviewed in January, and no more in August', () => {
    const timeline = timelineOf(wangfujing, { from: shanghai('2026-06-01 00:00:00'), document: startingOn(1, 1) })
    const autumn = [
      points('2026-02-10', 1_000),
      points('2026-09-10', 4_500, { rulesVersion: 2 }),
      points('2026-10-10', 4_500, { rulesVersion: 2 }),
    ]
    expect(history(timeline, autumn, '2027-01-01')).toEqual([
      'ME 2026-02-10..2026-07-31 since 2026-02-10 (atOnce)',
      // The card ends as it was given; the version of that day looks at its own year, the calendar's.
      'ME 2026-08-01..2026-12-31 since 2026-02-10 (renewal)',
      'ME 2027-01-01..2027-12-31 since 2026-02-10 (renewal)',
      'WE 2027-01-01..2027-12-31 since 2027-01-01 (review)',
    ])
  })

  it('the next decision foresees a version that is already published', () => {
    const open: ProgramRules = {
      ...startingOn(10, 1),
      tiers: wangfujing.tiers.map(tier => ({
        ...tier,
        entry: tier.entry.map(rule => (isReview(rule) ? { ...rule, fromTiers: undefined } : rule)),
      })),
    }
    const timeline = timelineOf(withoutReview, { from: shanghai('2026-06-01 00:00:00'), document: open })
    // Too little on each day for a card at once, and on all of them enough for the review.
    const often = Array.from({ length: 25 }, (_, i) => points(`2026-02-${String(i + 1).padStart(2, '0')}`, 400))
    const facts = { registeredOn: day('2025-01-01'), activity: often }
    const held = lastHolding(decideTierHistory(timeline, facts, day('2026-03-10')))
    expect(nextTierDecisionOn(timeline, held, day('2026-03-10'), often)).toBe(day('2026-10-01'))
    expect(nextTierDecisionOn(timeline, held, day('2026-03-10'), often.slice(1))).toBe(null)
  })

  it('no review is ever decided where no version has one', () => {
    const timeline = timelineOf(withoutReview, { from: shanghai('2026-06-01 00:00:00'), document: withoutReview })
    const nobody = decideTierHistory(timeline, { registeredOn: day('2025-01-01'), activity: [] }, day('2026-03-10'))
    expect(nextTierDecisionOn(timeline, lastHolding(nobody), day('2026-03-10'), [])).toBe(null)
  })
})

describe('a validity that is renewed by the membership year', () => {
  const byYear = withTier('WE', tier => ({
    ...tier,
    renewal: { window: 'membershipYear', measure: 'qualifyingPoints', atLeast: 1_000 },
  }))

  test.each([
    ['in the year in which it ends', '2026-08-01', 'WE 2027-03-10..2028-03-09 since 2026-03-10 (renewal)'],
    ['in the year before', '2026-07-31', 'ME 2027-03-10..2027-07-31 since 2027-03-10 (fall)'],
  ])('looks at the points %s', (_, on, after) => {
    const activity = [points('2026-03-10', 6_000), points(on, 1_000)]
    expect(history(timelineOf(byYear), activity, '2027-03-10').at(-1)).toBe(after)
  })
})

describe('lifetime windows', () => {
  const lifetime = (decided: 'atOnce' | 'atReview') =>
    withTier('WE', tier => ({
      ...tier,
      entry: [{ on: 'threshold', decided, window: 'lifetime', measure: 'qualifyingPoints', atLeast: 10_000 }],
    }))
  const years = [points('2023-03-10', 5_000), points('2024-03-10', 4_999), points('2026-03-10', 1)]

  it('count everything before', () => {
    expect(history(timelineOf(lifetime('atOnce')), years, '2026-03-10').at(-1)).toBe(
      'WE 2026-03-10..2027-03-09 since 2026-03-10 (atOnce)',
    )
    expect(history(timelineOf(lifetime('atReview')), years, '2026-08-01').at(-1)).toBe(
      'WE 2026-08-01..2027-07-31 since 2026-08-01 (review)',
    )
  })

  it('count nothing of what comes after', () => {
    expect(history(timelineOf(lifetime('atOnce')), years, '2026-03-09').join()).not.toContain('WE')
    expect(history(timelineOf(lifetime('atReview')), years, '2026-07-31').join()).not.toContain('WE')
  })
})
