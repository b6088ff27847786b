import { describe, expect, it, test } from 'vitest'
import { day, timelineOf } from '../../test/program.ts'
import { points } from '../../test/receipts.ts'
import { textOf } from '../../test/tier-text.ts'
import { presets } from '../program/presets/presets.ts'
import type { ProgramRules } from '../program/rules.schema.ts'
import type { DayActivity } from './activity.ts'
import { decideTierHistory, lastHolding, nextTierDecisionOn } from './tier-history.ts'

const wangfujing = timelineOf(presets.wangfujing)
const wanqian = timelineOf(presets.wanqian)

/** Every holding after registration, in lines. */
const history = (activity: readonly DayActivity[], through: string, registeredOn = '2025-01-01') =>
  decideTierHistory(wangfujing, { registeredOn: day(registeredOn), activity }, day(through))
    .slice(1)
    .map(textOf)
const cardOf = (activity: readonly DayActivity[], on: string, timeline = wangfujing, registeredOn = '2025-01-01') =>
  lastHolding(decideTierHistory(timeline, { registeredOn: day(registeredOn), activity }, day(on))).tier
const spend = (on: string, spendMinor: number) => points(on, Math.floor(spendMinor / 100), { spendMinor })

describe('S1, at once', () => {
  test.each([
    ['¥499.99 in a day', [spend('2026-03-10', 499_99)], null],
    ['¥500 in a day', [spend('2026-03-10', 500_00)], 'ME'],
    ['¥500 in a day, 499 points only', [points('2026-03-10', 499, { spendMinor: 500_00 })], 'ME'],
    ['¥499 on one day and ¥499 on the next', [spend('2026-03-10', 499_00), spend('2026-03-11', 499_00)], null],
    ['5,999 points in a day', [points('2026-03-10', 5_999)], 'ME'],
    ['6,000 points in a day', [points('2026-03-10', 6_000)], 'WE'],
    ['3,000 points on each of two days', [points('2026-03-10', 3_000), points('2026-03-11', 3_000)], 'ME'],
    [
      '11,999 points in a month',
      [points('2026-03-01', 5_999), points('2026-03-15', 5_999), points('2026-03-31', 1)],
      'ME',
    ],
    [
      '12,000 points in a month',
      [points('2026-03-01', 5_999), points('2026-03-15', 5_999), points('2026-03-31', 2)],
      'WE',
    ],
    [
      '12,000 points in two months',
      [points('2026-03-31', 5_999), points('2026-04-01', 5_999), points('2026-04-30', 2)],
      'ME',
    ],
    [
      '12,000 points in 30 days of two months',
      [points('2026-03-20', 5_999), points('2026-03-31', 2), points('2026-04-10', 5_999)],
      'ME',
    ],
    ['29,999 points in a day', [points('2026-03-10', 29_999)], 'WE'],
    ['30,000 points in a day', [points('2026-03-10', 30_000)], 'SVIP'],
    [
      '59,999 points in a month',
      [points('2026-03-01', 29_999), points('2026-03-15', 29_999), points('2026-03-31', 1)],
      'WE',
    ],
    [
      '60,000 points in a month',
      [points('2026-03-01', 29_999), points('2026-03-15', 29_999), points('2026-03-31', 2)],
      'SVIP',
    ],
    [
      '60,000 points in a year, before its review',
      [points('2026-01-10', 29_999), points('2026-02-10', 29_999), points('2026-03-10', 2)],
      'WE',
    ],
  ] as const)('%s', (_, activity, card) => {
    expect(cardOf(activity, '2026-07-31')).toBe(card)
  })

  it('counts from the day on which the rule first held, and says so', () => {
    expect(
      history([points('2026-03-05', 5_999), points('2026-03-12', 5_999), points('2026-03-26', 2)], '2026-03-31'),
    ).toEqual([
      'ME 2026-03-05..2026-07-31 since 2026-03-05 (atOnce)',
      'WE 2026-03-26..2027-03-25 since 2026-03-26 (atOnce)',
    ])
  })

  it('only raises: reaching an equal or lower card again re-dates nothing', () => {
    const again = [points('2026-03-10', 6_000), points('2026-04-10', 6_000), points('2026-05-10', 700)]
    expect(history(again, '2026-07-31')).toEqual(['WE 2026-03-10..2027-03-09 since 2026-03-10 (atOnce)'])
  })

  it('gives the highest card at once, not one after the other', () => {
    expect(history([points('2026-03-10', 60_000)], '2026-07-31')).toEqual([
      'SVIP 2026-03-10..2027-03-09 since 2026-03-10 (atOnce)',
    ])
  })

  it('a card given on 31 July is valid for that day, one given on 1 August for the whole year', () => {
    expect(history([points('2026-07-31', 500)], '2026-07-31')).toEqual([
      'ME 2026-07-31..2026-07-31 since 2026-07-31 (atOnce)',
    ])
    expect(history([points('2026-08-01', 500)], '2026-08-01')).toEqual([
      'ME 2026-08-01..2027-07-31 since 2026-08-01 (atOnce)',
    ])
  })
})

describe('S1, on 1 August', () => {
  const yearOf = (total: number) => [points('2026-02-10', 500), points('2026-03-10', total - 500)]

  test.each([
    [999, null],
    [1_000, 'ME'],
    [5_999, 'ME'],
  ])('ME with %d points in the year becomes %s', (total, card) => {
    expect(cardOf(yearOf(total), '2026-07-31')).toBe('ME')
    expect(cardOf(yearOf(total), '2026-08-01')).toBe(card)
  })

  test.each([
    [9_999, 'ME'],
    [10_000, 'WE'],
    [59_999, 'WE'],
    [60_000, 'SVIP'],
  ])('ME with %d points in the year becomes %s', (total, card) => {
    // Months of fewer than 6,000 a day and 12,000 altogether, so that nothing is reached at once.
    const days = ['2025-09', '2025-10', '2025-11', '2025-12', '2026-01', '2026-02'].flatMap(month => [
      `${month}-05`,
      `${month}-15`,
    ])
    const activity = days.map((on, i) => points(on, Math.min(5_000, Math.max(0, total - i * 5_000))))
    expect(cardOf(activity, '2026-07-31')).toBe('ME')
    expect(cardOf(activity, '2026-08-01')).toBe(card)
  })

  test.each([
    [59_999, 'WE'],
    [60_000, 'SVIP'],
  ])('WE with %d points in the year becomes %s', (total, card) => {
    const activity = [points('2026-01-10', 29_999), points('2026-02-10', 29_999), points('2026-03-10', total - 59_998)]
    expect(cardOf(activity, '2026-07-31')).toBe('WE')
    expect(cardOf(activity, '2026-08-01')).toBe(card)
  })

  it('a raise counts from 1 August, and its year with it', () => {
    const activity = [points('2026-02-10', 5_000), points('2026-03-10', 5_000)]
    expect(history(activity, '2026-08-01')).toEqual([
      'ME 2026-02-10..2026-07-31 since 2026-02-10 (atOnce)',
      'ME 2026-08-01..2027-07-31 since 2026-02-10 (renewal)',
      'WE 2026-08-01..2027-07-31 since 2026-08-01 (review)',
    ])
  })

  it('looks at the year that ended: points of 31 July count, points of 1 August and of the year before do not', () => {
    const ended = [
      points('2025-07-31', 5_000),
      points('2025-08-01', 5_000),
      points('2026-07-31', 4_999),
      points('2026-08-01', 5_000),
    ]
    expect(cardOf(ended, '2026-08-01')).toBe('ME')
    expect(cardOf([...ended, points('2026-07-30', 1)], '2026-08-01')).toBe('WE')
  })

  it('raises nobody who has no card, however many points', () => {
    const cardless = ['2025-09-01', '2025-10-01', '2025-11-01'].map(on => points(on, 5_000, { spendMinor: 1 }))
    expect(cardOf(cardless, '2026-08-01')).toBe(null)
  })

  it('voids a card of which too little came; points stay, and ¥500 bring it again', () => {
    expect(history([points('2026-03-10', 999), points('2026-08-01', 500)], '2026-08-01')).toEqual([
      'ME 2026-03-10..2026-07-31 since 2026-03-10 (atOnce)',
      'none 2026-08-01.. since 2026-08-01 (void)',
      'ME 2026-08-01..2027-07-31 since 2026-08-01 (atOnce)',
    ])
  })

  it('counts the whole membership year for the ME check, whatever card was held in it', () => {
    // WE until March; its points of autumn count for the ME card of spring.
    const activity = [points('2025-03-10', 6_000), points('2025-09-10', 1_000)]
    expect(history(activity, '2026-08-01')).toEqual([
      'WE 2025-03-10..2026-03-09 since 2025-03-10 (atOnce)',
      'ME 2026-03-10..2026-07-31 since 2026-03-10 (fall)',
      'ME 2026-08-01..2027-07-31 since 2026-03-10 (renewal)',
    ])
  })

  it('counts points from before the card, too', () => {
    expect(cardOf([points('2025-09-01', 600, { spendMinor: 100 }), points('2026-07-01', 500)], '2026-08-01')).toBe('ME')
  })

  it('checks a card that fell in March this August', () => {
    expect(cardOf([points('2025-03-10', 6_000)], '2026-07-31')).toBe('ME')
    expect(cardOf([points('2025-03-10', 6_000)], '2026-08-01')).toBe(null)
  })

  it('checks a card that falls to ME on 1 August next August only', () => {
    expect(history([points('2025-08-01', 6_000)], '2027-08-01')).toEqual([
      'WE 2025-08-01..2026-07-31 since 2025-08-01 (atOnce)',
      'ME 2026-08-01..2027-07-31 since 2026-08-01 (fall)',
      'none 2027-08-01.. since 2027-08-01 (void)',
    ])
  })
})

describe('S1, at the end of a validity', () => {
  test.each([
    [3_999, 'ME'],
    [4_000, 'WE'],
  ])('WE given for 6,000 points, with %d more within its validity, becomes %s', (more, card) => {
    const activity = [points('2026-03-10', 6_000), points('2027-03-09', more)]
    expect(cardOf(activity, '2027-03-09')).toBe('WE')
    expect(cardOf(activity, '2027-03-10')).toBe(card)
  })

  test.each([
    ['the day it was given counts', ['2026-03-10', '2026-05-01'], 'WE'],
    ['the day before does not', ['2026-03-09', '2026-05-01'], 'ME'],
    ['the last day counts', ['2026-05-01', '2027-03-09'], 'WE'],
    ['the day after does not', ['2026-05-01', '2027-03-10'], 'ME'],
  ])('%s toward the renewal', (_, days, card) => {
    const given = points('2026-03-10', 6_000)
    expect(cardOf([given, ...days.map(on => points(on, 2_000))], '2027-03-10')).toBe(card)
  })

  it('renews for one year more from the day of the change, and keeps since', () => {
    expect(history([points('2026-03-10', 10_000)], '2027-03-10')).toEqual([
      'WE 2026-03-10..2027-03-09 since 2026-03-10 (atOnce)',
      'WE 2027-03-10..2028-03-09 since 2026-03-10 (renewal)',
    ])
  })

  it('judges each validity by its own points', () => {
    expect(history([points('2026-03-10', 16_000)], '2028-03-10').at(-1)).toBe(
      'ME 2028-03-10..2028-07-31 since 2028-03-10 (fall)',
    )
  })

  test.each([
    [9_999, 'ME 2027-03-10..2027-07-31 since 2027-03-10 (fall)'],
    [10_000, 'WE 2027-03-10..2028-03-09 since 2027-03-10 (fall)'],
    [59_999, 'WE 2027-03-10..2028-03-09 since 2027-03-10 (fall)'],
    [60_000, 'SVIP 2027-03-10..2028-03-09 since 2026-03-10 (renewal)'],
  ])('SVIP with %d points within its validity: %s', (total, after) => {
    // By a month's 60,000 points, of which all but `total` lie before the day that reached them; or by one day's 30,000.
    const before = (60_000 - total) / 2
    const activity =
      total < 30_000
        ? [
            points('2026-03-08', Math.floor(before)),
            points('2026-03-09', Math.ceil(before)),
            points('2026-03-10', total),
          ]
        : [points('2026-03-10', 30_000), points('2026-05-10', total - 30_000)]
    const decided = history(activity, '2027-03-10')
    expect(decided.at(-2)).toBe('SVIP 2026-03-10..2027-03-09 since 2026-03-10 (atOnce)')
    expect(decided.at(-1)).toBe(after)
  })

  it('from 29 February ends on 27 February, and the next year begins on the 28th', () => {
    expect(history([points('2028-02-29', 10_000)], '2029-02-28', '2028-01-01')).toEqual([
      'WE 2028-02-29..2029-02-27 since 2028-02-29 (atOnce)',
      'WE 2029-02-28..2030-02-27 since 2028-02-29 (renewal)',
    ])
  })

  it('from 28 February of the year before a leap year ends on its 27th', () => {
    expect(history([points('2027-02-28', 6_000)], '2027-03-01')).toEqual([
      'WE 2027-02-28..2028-02-27 since 2027-02-28 (atOnce)',
    ])
  })

  it('falls first, then receipts of that day raise: the card is held since that day', () => {
    expect(history([points('2026-03-10', 6_000), points('2027-03-10', 6_000)], '2027-03-10').slice(1)).toEqual([
      'ME 2027-03-10..2027-07-31 since 2027-03-10 (fall)',
      'WE 2027-03-10..2028-03-09 since 2027-03-10 (atOnce)',
    ])
  })
})

describe('a late receipt or a return re-decides what followed', () => {
  it('a late receipt saves the card that would have fallen', () => {
    const known = [points('2026-03-10', 6_000), points('2026-05-01', 3_999)]
    expect(history(known, '2027-04-01').at(-1)).toContain('ME')
    expect(history([...known, points('2027-03-09', 1)], '2027-04-01').at(-1)).toBe(
      'WE 2027-03-10..2028-03-09 since 2026-03-10 (renewal)',
    )
  })

  it('a late receipt dates a card back to its own day', () => {
    expect(history([points('2026-03-20', 500), points('2026-03-10', 500)], '2026-07-31')).toEqual([
      'ME 2026-03-10..2026-07-31 since 2026-03-10 (atOnce)',
    ])
  })

  it('a return takes back the card, and the review that rested on it', () => {
    const kept = [points('2026-02-10', 5_000), points('2026-03-10', 4_999)]
    expect(history(kept, '2026-08-01').at(-1)).toBe('ME 2026-08-01..2027-07-31 since 2026-02-10 (renewal)')
  })
})

describe('registration', () => {
  it('gives the tier that the rules name, from that day, without end (S2)', () => {
    expect(
      decideTierHistory(wanqian, { registeredOn: day('2026-03-10'), activity: [] }, day('2036-01-01')).map(textOf),
    ).toEqual(['VIP 2026-03-10.. since 2026-03-10 (registration)'])
  })

  it('gives nothing where none is named (S1)', () => {
    expect(
      decideTierHistory(wangfujing, { registeredOn: day('2026-03-10'), activity: [] }, day('2036-01-01')).map(textOf),
    ).toEqual(['none 2026-03-10.. since 2026-03-10 (registration)'])
  })

  it('counts receipts from before it: the card is dated to the receipt', () => {
    expect(history([points('2026-03-09', 500)], '2026-03-10', '2026-03-10')).toEqual([
      'ME 2026-03-09..2026-07-31 since 2026-03-09 (atOnce)',
    ])
  })

  it('a review between a receipt and registration is not lost', () => {
    expect(history([points('2026-07-01', 999)], '2026-09-01', '2026-09-01').at(-1)).toBe(
      'none 2026-08-01.. since 2026-08-01 (void)',
    )
  })

  it('lets a tier end that is given with it, like every other', () => {
    const yearly: ProgramRules = {
      ...presets.wangfujing,
      tiers: presets.wangfujing.tiers.map(tier =>
        tier.code === 'ME' ? { ...tier, entry: [{ on: 'registration' }] } : tier,
      ),
    }
    const decided = decideTierHistory(
      timelineOf(yearly),
      { registeredOn: day('2026-03-10'), activity: [] },
      day('2026-08-01'),
    )
    expect(decided.map(textOf)).toEqual([
      'ME 2026-03-10..2026-07-31 since 2026-03-10 (registration)',
      'none 2026-08-01.. since 2026-08-01 (void)',
    ])
  })
})

describe('S2, Supreme', () => {
  const supreme = (activity: readonly DayActivity[], on: string, registeredOn = '2026-01-01') =>
    cardOf(activity, on, wanqian, registeredOn)

  test.each([
    ['¥19,999.99 in the year', [spend('2026-05-05', 19_999_99)], 'VIP'],
    ['¥20,000 in the year', [spend('2026-05-05', 19_999_99), spend('2026-12-31', 1)], 'SUPREME'],
    ['¥20,000 over the turn of the year', [spend('2026-12-31', 19_999_99), spend('2027-01-01', 1)], 'VIP'],
    ['many points, little spent', [points('2026-05-05', 500_000, { spendMinor: 19_999_99 })], 'VIP'],
    ['much spent, no points', [points('2026-05-05', 0, { spendMinor: 20_000_00 })], 'SUPREME'],
  ])('%s', (_, activity, card) => {
    expect(supreme(activity, '2027-01-31')).toBe(card)
  })

  it('never expires', () => {
    expect(supreme([spend('2026-05-05', 20_000_00)], '2046-01-01')).toBe('SUPREME')
  })

  it('is open to whoever buys before the registration arrives, since registration gives VIP', () => {
    expect(supreme([spend('2026-05-05', 20_000_00)], '2026-06-01', '2026-06-01')).toBe('SUPREME')
  })

  it('is never given directly to an ordinary customer: with VIP to be earned, the first look gives VIP alone', () => {
    const earned: ProgramRules = {
      ...presets.wanqian,
      tiers: presets.wanqian.tiers.map(tier =>
        tier.code === 'VIP'
          ? {
              ...tier,
              entry: [{ on: 'threshold', decided: 'atOnce', window: 'day', measure: 'spend', atLeast: 500_00 }],
            }
          : tier,
      ),
    }
    const timeline = timelineOf(earned)
    const big = spend('2026-05-05', 20_000_00)
    expect(cardOf([big], '2026-05-05', timeline)).toBe('VIP')
    expect(cardOf([big, spend('2026-05-06', 1)], '2026-05-06', timeline)).toBe('SUPREME')
    expect(cardOf([spend('2026-05-05', 499_99), spend('2026-05-06', 499_99)], '2026-05-06', timeline)).toBe(null)
  })
})

describe('the next day on which time alone may decide', () => {
  const nextOf = (activity: readonly DayActivity[], today: string, timeline = wangfujing) => {
    const held = lastHolding(decideTierHistory(timeline, { registeredOn: day('2025-01-01'), activity }, day(today)))
    return nextTierDecisionOn(timeline, held, day(today), activity)
  }

  const twoMonths = [points('2026-03-10', 29_000), points('2026-04-10', 29_000)]

  test.each([
    ['ME: the check', [points('2026-03-10', 500)], '2026-03-10', '2026-08-01'],
    ['on the eve of the check', [points('2026-03-10', 500)], '2026-07-31', '2026-08-01'],
    ['WE: the end of its validity, where no review raises', [points('2026-03-10', 6_000)], '2026-03-10', '2027-03-10'],
    ['WE: the review that raises', [...twoMonths, points('2026-05-10', 2_000)], '2026-05-10', '2026-08-01'],
    ['WE: one short of what the review asks', [...twoMonths, points('2026-05-10', 1_999)], '2026-05-10', '2027-03-10'],
  ])('%s', (_, activity, today, next) => {
    expect(nextOf(activity, today)).toBe(day(next))
  })

  it('is none for nobody: a review finds nothing to raise', () => {
    expect(nextOf([], '2026-03-10')).toBe(null)
  })

  it('is none where nothing ends and nothing is reviewed', () => {
    expect(nextOf([], '2026-03-10', wanqian)).toBe(null)
  })
})
