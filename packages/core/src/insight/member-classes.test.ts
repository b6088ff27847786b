import { describe, expect, test } from 'vitest'
import { parseDay } from '../calendar/day.ts'
import { usualInsight } from '../program/presets/insight.ts'
import { contributionOf } from './contribution.ts'
import { memberClasses, type JudgedBuyer } from './member-classes.ts'
import type { ProgramCuts } from './program-cuts.ts'

const day = (text: string) => parseDay(text)!
const TODAY = day('2026-07-01')

const cuts: ProgramCuts = {
  buyers: 10,
  receipts: 30,
  recency: [20_000, 20_100, 20_200, 20_300],
  frequency: [1, 1, 2, 5],
  monetary: [1000, 2000, 5000, 9000],
  importantFromMinor: 8000,
  rewardedFromMinor: 9000,
  heavyFromMinor: 4000,
  wasteThroughMinor: 400,
}

const buyer = (more: Partial<JudgedBuyer> = {}): JudgedBuyer => ({
  lastOn: day('2026-06-01'),
  purchaseDays: 3,
  salesMinor: 10_000,
  promotionalMinor: 0,
  returnedMinor: 0,
  points: 100,
  memberCashMinor: 0,
  promotionShare: 0,
  ...more,
})

const judge = (more: Partial<JudgedBuyer> = {}, insight = usualInsight, today = TODAY) =>
  memberClasses(insight, cuts, buyer(more), today)

describe('what a member brings', () => {
  test.each([
    ['regular goods bring their margin', {}, 4000, 0],
    ['goods on promotion bring less', { promotionalMinor: 10_000 }, 1000, 0],
    ['goods that come back cost', { returnedMinor: 5000 }, 3500, 500],
    ['member cash is given', { memberCashMinor: 100 }, 3900, 100],
    ['who mostly brings back costs more than they bring', { salesMinor: 1000, returnedMinor: 5000 }, -100, 500],
  ])('%s', (_, more, amountMinor, costToServeMinor) => {
    expect(contributionOf(usualInsight, buyer(more))).toEqual({ amountMinor, costToServeMinor })
  })

  test('a point costs what the rules say, fractions of a minor unit too', () => {
    expect(contributionOf({ ...usualInsight, pointCost: 0.5 }, buyer())).toEqual({
      amountMinor: 3950,
      costToServeMinor: 50,
    })
  })

  test('figures stop where numbers are exact no more', () => {
    const { amountMinor } = contributionOf(
      { ...usualInsight, pointCost: 1_000_000 },
      buyer({ points: Number.MAX_SAFE_INTEGER }),
    )
    expect(Number.isSafeInteger(amountMinor)).toBe(true)
  })
})

describe('the pyramid (S12)', () => {
  test.each([
    ['heavy, at regular price, loyal: platinum', {}, 'A'],
    ['heavy, wants discounts: gold', { promotionShare: 5000 }, 'B'],
    ['just below the share that is sensitive', { promotionShare: 4999 }, 'A'],
    ['heavy, less loyal: gold', { purchaseDays: 2 }, 'B'],
    ['heavy, away for six months: gold', { lastOn: day('2026-01-01') }, 'B'],
    ['heavy, away for a day less', { lastOn: day('2026-01-02') }, 'A'],
    ['a contribution just below the heavy: iron', { salesMinor: 9998 }, 'C'],
    ['costs what it brings: iron', { salesMinor: 1000, returnedMinor: 4000 }, 'C'],
    ['costs more than it brings: lead', { salesMinor: 1000, returnedMinor: 4010 }, 'D'],
  ])('%s', (_, more, expected) => {
    expect(judge(more).pyramid.class).toBe(expected)
  })

  test('says why, with each figure and what it was held against', () => {
    expect(judge({ promotionShare: 2500, returnedMinor: 100 }).pyramid.because).toEqual({
      contribution: { amountMinor: 3990, heavyFromMinor: 4000, heavy: false },
      costToServe: { amountMinor: 10 },
      priceSensitivity: { promotionShare: 0.25, sensitiveFrom: 0.5, sensitive: false },
      loyalty: { purchaseDays: 3, atLeast: 3, withinMonths: 6, loyal: true },
    })
  })

  test('goes by the thresholds of the rules', () => {
    expect(judge({}, { ...usualInsight, loyalPurchaseDays: 4 }).pyramid.class).toBe('B')
    expect(judge({}, { ...usualInsight, priceSensitiveFrom: 0 }).pyramid.class).toBe('B')
    expect(judge({}, { ...usualInsight, marginRate: 0.3 }).pyramid.class).toBe('C')
  })
})

describe('among the buyers of the program', () => {
  test('scores are fifths, and who equals a cut is below it', () => {
    expect(judge({ lastOn: 20_300, purchaseDays: 2, salesMinor: 1000 }).scores).toEqual({ r: 4, f: 3, m: 1 })
    expect(judge({ lastOn: 20_301, purchaseDays: 1, salesMinor: 1001 }).scores).toEqual({ r: 5, f: 1, m: 2 })
    expect(judge({ purchaseDays: 6 }).scores.f).toBe(5)
  })

  test.each([
    ['of those who make most of the sales', { salesMinor: 8000, purchaseDays: 1 }, 'extremelyImportant'],
    ['comes again', { salesMinor: 7999, purchaseDays: 2 }, 'regular'],
    ['came once', { salesMinor: 7999, purchaseDays: 1 }, 'occasional'],
    ['was not seen for a year', { salesMinor: 7999, lastOn: day('2025-07-01') }, 'occasional'],
    ['was seen within the year', { salesMinor: 7999, lastOn: day('2025-07-02') }, 'regular'],
  ])('who %s is %s', (_, more, expected) => {
    expect(judge(more).importance).toBe(expected)
  })

  test.each([
    [{}, 'win'],
    [{ salesMinor: 9000 }, 'keep'],
    [{ salesMinor: 1002 }, 'keep'],
    [{ salesMinor: 1000 }, 'waste'],
  ])('%j is worth the effort to %s', (more, expected) => {
    expect(judge(more).effort).toBe(expected)
  })

  test.each([
    ['absolute', {}],
    ['habitual', { promotionShare: 9000 }],
    ['potential', { purchaseDays: 1 }],
    ['none', { purchaseDays: 1, promotionShare: 9000 }],
  ])('loyalty is %s', (expected, more) => {
    expect(judge(more).loyalty).toBe(expected)
  })

  test('the top share by sales is worth special rewards', () => {
    expect([9000, 8999].map(salesMinor => judge({ salesMinor }).rewarded)).toEqual([true, false])
  })

  test('who was given everything for nothing is neither important nor rewarded, wherever the cuts are', () => {
    const nothing = { ...cuts, importantFromMinor: 0, rewardedFromMinor: 0, heavyFromMinor: 0 }
    const found = memberClasses(usualInsight, nothing, buyer({ salesMinor: 0 }), TODAY)
    expect([found.importance, found.rewarded, found.pyramid.class]).toEqual(['regular', false, 'C'])
  })
})
