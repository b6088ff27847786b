import { describe, expect, it, test } from 'vitest'
import { compiled, day, timelineOf } from '../../test/program.ts'
import { points } from '../../test/receipts.ts'
import { compileRules } from '../program/compile.ts'
import { presets, type PresetName } from '../program/presets/presets.ts'
import type { ProgramRules } from '../program/rules.schema.ts'
import type { DayActivity } from './activity.ts'
import { decideTierHistory, lastHolding } from './tier-history.ts'
import { tierProgress } from './tier-progress.ts'

const progressOf = (
  document: ProgramRules,
  activity: readonly DayActivity[],
  today: string,
  registeredOn = '2025-01-01',
) => {
  const facts = { registeredOn: day(registeredOn), activity }
  const held = lastHolding(decideTierHistory(timelineOf(document), facts, day(today)))
  return tierProgress(compileRules(document, 1), activity, held, day(today))
}
const progress = (preset: PresetName, activity: readonly DayActivity[], today: string) =>
  progressOf(presets[preset], activity, today)
const ways = (...of: Parameters<typeof progress>) =>
  progress(...of).map(
    goal =>
      `${goal.goal} ${goal.tier} ${goal.window} ${goal.measure} ${goal.current}/${goal.required} ${goal.effective}`,
  )

describe('progress in S1', () => {
  it('ME on the day of its card: the ways to WE and SVIP, and its own renewal', () => {
    const activity = [points('2026-03-10', 499, { spendMinor: 500_00 })]
    expect(progress('wangfujing', activity, '2026-03-10')).toEqual([
      {
        goal: 'upgrade',
        tier: 'WE',
        window: 'day',
        measure: 'qualifyingPoints',
        current: 499,
        required: 6_000,
        remaining: 5_501,
        endsOn: day('2026-03-10'),
        effective: 'atOnce',
      },
      {
        goal: 'upgrade',
        tier: 'WE',
        window: 'month',
        measure: 'qualifyingPoints',
        current: 499,
        required: 12_000,
        remaining: 11_501,
        endsOn: day('2026-03-31'),
        effective: 'atOnce',
      },
      {
        goal: 'upgrade',
        tier: 'WE',
        window: 'membershipYear',
        measure: 'qualifyingPoints',
        current: 499,
        required: 10_000,
        remaining: 9_501,
        endsOn: day('2026-07-31'),
        effective: 'atReview',
      },
      {
        goal: 'upgrade',
        tier: 'SVIP',
        window: 'day',
        measure: 'qualifyingPoints',
        current: 499,
        required: 30_000,
        remaining: 29_501,
        endsOn: day('2026-03-10'),
        effective: 'atOnce',
      },
      {
        goal: 'upgrade',
        tier: 'SVIP',
        window: 'month',
        measure: 'qualifyingPoints',
        current: 499,
        required: 60_000,
        remaining: 59_501,
        endsOn: day('2026-03-31'),
        effective: 'atOnce',
      },
      {
        goal: 'upgrade',
        tier: 'SVIP',
        window: 'membershipYear',
        measure: 'qualifyingPoints',
        current: 499,
        required: 60_000,
        remaining: 59_501,
        endsOn: day('2026-07-31'),
        effective: 'atReview',
      },
      {
        goal: 'renew',
        tier: 'ME',
        window: 'membershipYear',
        measure: 'qualifyingPoints',
        current: 499,
        required: 1_000,
        remaining: 501,
        endsOn: day('2026-07-31'),
        effective: 'atReview',
      },
    ])
  })

  it('nobody: the ways that are open without a card, ME by spend among them, and nothing to renew', () => {
    expect(ways('wangfujing', [points('2026-03-10', 300)], '2026-03-10')).toEqual([
      'upgrade ME day spend 30000/50000 atOnce',
      'upgrade WE day qualifyingPoints 300/6000 atOnce',
      'upgrade WE month qualifyingPoints 300/12000 atOnce',
      'upgrade SVIP day qualifyingPoints 300/30000 atOnce',
      'upgrade SVIP month qualifyingPoints 300/60000 atOnce',
    ])
  })

  it('each window holds its own days: yesterday’s points count for the month, last month’s for the year', () => {
    const activity = [
      points('2025-07-31', 1),
      points('2025-08-01', 1_000),
      points('2026-03-01', 200),
      points('2026-03-10', 30),
    ]
    expect(ways('wangfujing', activity, '2026-03-10')).toContain('upgrade WE day qualifyingPoints 30/6000 atOnce')
    expect(ways('wangfujing', activity, '2026-03-10')).toContain('upgrade WE month qualifyingPoints 230/12000 atOnce')
    expect(ways('wangfujing', activity, '2026-03-10')).toContain(
      'upgrade WE membershipYear qualifyingPoints 1230/10000 atReview',
    )
  })

  it('WE: the ways to SVIP only, and its renewal within its own validity', () => {
    const activity = [points('2026-03-09', 4_000), points('2026-03-10', 6_000), points('2026-04-10', 500)]
    expect(ways('wangfujing', activity, '2026-04-10')).toEqual([
      'upgrade SVIP day qualifyingPoints 500/30000 atOnce',
      'upgrade SVIP month qualifyingPoints 500/60000 atOnce',
      'upgrade SVIP membershipYear qualifyingPoints 10500/60000 atReview',
      'renew WE validity qualifyingPoints 6500/10000 atReview',
    ])
    expect(progress('wangfujing', activity, '2026-04-10').at(-1)).toMatchObject({
      remaining: 3_500,
      endsOn: day('2027-03-09'),
    })
  })

  it('SVIP: nothing but its renewal', () => {
    expect(ways('wangfujing', [points('2026-03-10', 30_000)], '2026-03-11')).toEqual([
      'renew SVIP validity qualifyingPoints 30000/60000 atReview',
    ])
  })

  it('a renewal that is reached already has nothing remaining', () => {
    expect(progress('wangfujing', [points('2026-03-10', 1_000)], '2026-03-10').at(-1)).toMatchObject({
      goal: 'renew',
      current: 1_000,
      remaining: 0,
    })
  })

  it('a raise that is only decided at the review is shown as reached, with nothing remaining', () => {
    const activity = [points('2026-02-10', 5_000), points('2026-03-10', 5_500)]
    expect(progress('wangfujing', activity, '2026-03-11')).toContainEqual(
      expect.objectContaining({ tier: 'WE', effective: 'atReview', current: 10_500, remaining: 0 }),
    )
  })
})

describe('progress in S2', () => {
  it('VIP: Supreme by spend within the calendar year', () => {
    expect(
      progress(
        'wanqian',
        [points('2025-12-31', 9), points('2026-05-05', 100, { spendMinor: 19_999_99 })],
        '2026-05-06',
      ),
    ).toEqual([
      {
        goal: 'upgrade',
        tier: 'SUPREME',
        window: 'membershipYear',
        measure: 'spend',
        current: 19_999_99,
        required: 20_000_00,
        remaining: 1,
        endsOn: day('2026-12-31'),
        effective: 'atOnce',
      },
    ])
  })

  it('Supreme: nothing, since it is the highest and never ends', () => {
    expect(progress('wanqian', [points('2026-05-05', 20_000)], '2026-05-06')).toEqual([])
  })

  it('who is no VIP is shown no way to Supreme: it is never given directly', () => {
    const nobody = { tier: null, from: 0, since: 0, through: null, because: 'void' as const }
    expect(tierProgress(compiled('wanqian'), [], nobody, day('2026-05-06'))).toEqual([])
  })
})

describe('progress in S3', () => {
  test('a class is bought by a plan, not earned: there is no progress toward it', () => {
    expect(progress('boutique', [points('2026-05-05', 1_000)], '2026-05-06')).toEqual([])
  })
})

describe('lifetime windows', () => {
  const lifetime = (decided: 'atOnce' | 'atReview'): ProgramRules => ({
    ...presets.wanqian,
    tiers: presets.wanqian.tiers.map(tier =>
      tier.code === 'SUPREME'
        ? {
            ...tier,
            entry: [{ on: 'threshold', decided, window: 'lifetime', measure: 'qualifyingPoints', atLeast: 100 }],
          }
        : tier,
    ),
  })
  const activity = [points('2020-01-01', 40), points('2026-05-05', 50)]

  it('count everything, and nothing ends them', () => {
    expect(progressOf(lifetime('atOnce'), activity, '2026-05-06')).toMatchObject([
      { window: 'lifetime', current: 90, remaining: 10, endsOn: null },
    ])
  })

  it('end with the year where a review looks at them', () => {
    expect(progressOf(lifetime('atReview'), activity, '2026-05-06')).toMatchObject([
      { current: 90, endsOn: day('2026-12-31'), effective: 'atReview' },
    ])
  })
})
