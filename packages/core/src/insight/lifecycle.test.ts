import { describe, expect, test } from 'vitest'
import fc from 'fast-check'
import { formatDay, parseDay } from '../calendar/day.ts'
import { lifecycleClass, lifecycleClasses, lifecycleOf } from './lifecycle.ts'

const day = (text: string) => parseDay(text)!

describe('the class of a member (S11)', () => {
  test.each([
    ['2026-01-15', '2026-01-15', 'active'],
    ['2026-01-15', '2026-04-14', 'active'],
    ['2026-01-15', '2026-04-15', 'edge'],
    ['2026-01-15', '2026-07-14', 'edge'],
    ['2026-01-15', '2026-07-15', 'sleeping'],
    ['2026-01-15', '2027-01-14', 'sleeping'],
    ['2026-01-15', '2027-01-15', 'lost'],
    // Clamped to the month's end, always from the day of the purchase.
    ['2026-11-30', '2027-02-27', 'active'],
    ['2026-11-30', '2027-02-28', 'edge'],
    ['2027-11-30', '2028-02-28', 'active'],
    ['2027-11-30', '2028-02-29', 'edge'],
    ['2026-08-31', '2026-11-29', 'active'],
    ['2026-08-31', '2026-11-30', 'edge'],
    ['2026-08-31', '2027-02-27', 'edge'],
    ['2026-08-31', '2027-02-28', 'sleeping'],
    ['2026-08-31', '2027-08-30', 'sleeping'],
    ['2026-08-31', '2027-08-31', 'lost'],
    ['2028-02-29', '2029-02-27', 'sleeping'],
    ['2028-02-29', '2029-02-28', 'lost'],
    // No day is told after the year 9999.
    ['9999-12-01', '9999-12-31', 'active'],
    ['9999-01-01', '9999-12-31', 'sleeping'],
  ])('of who bought last on %s is on %s %s', (lastOn, today, named) => {
    expect(lifecycleClass(day(lastOn), day(today))).toBe(named)
  })

  test('only ever goes on to the next one without a purchase', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 30_000 }), fc.integer({ min: 0, max: 500 }), (lastOn, days) => {
        const rank = (today: number) => lifecycleClasses.indexOf(lifecycleClass(lastOn, today))
        expect(rank(lastOn + days + 1) - rank(lastOn + days)).toBeOneOf([0, 1])
      }),
    )
  })
})

describe('since when a member is in a class', () => {
  const since = (days: readonly string[], today: string) => {
    const found = lifecycleOf(days.map(day), day(today))
    return found && [found.class, formatDay(found.since)]
  }

  test('who never bought has none', () => {
    expect(since([], '2026-04-14')).toBeNull()
  })

  test.each([
    [['2026-01-15'], '2026-04-14', 'active', '2026-01-15'],
    [['2025-12-31', '2026-01-15', '2026-04-14'], '2026-04-14', 'active', '2025-12-31'],
    // A gap with a day of another class in it begins anew.
    [['2025-12-31', '2026-01-15', '2026-04-15'], '2026-04-15', 'active', '2025-12-31'],
    [['2025-12-31', '2026-01-15', '2026-04-16'], '2026-04-16', 'active', '2026-04-16'],
    [['2026-01-15', '2026-02-15'], '2026-06-01', 'edge', '2026-05-15'],
    [['2026-01-15', '2026-02-15'], '2026-12-01', 'sleeping', '2026-08-15'],
    [['2026-01-15', '2026-02-15'], '2027-03-01', 'lost', '2027-02-15'],
  ])('after %j, on %s: %s since %s', (days, today, named, from) => {
    expect(since(days, today)).toEqual([named, from])
  })

  test('is the first day on which the class was that, with what was bought by then', () => {
    const days = fc.uniqueArray(fc.integer({ min: 0, max: 900 }), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(days, fc.integer({ min: 0, max: 400 }), (bought, later) => {
        const ordered = bought.toSorted((a, b) => a - b)
        const today = ordered.at(-1)! + later
        const { class: named, since: from } = lifecycleOf(ordered, today)!
        const classOn = (on: number) => {
          const last = ordered.findLast(one => one <= on)
          return last === undefined ? null : lifecycleClass(last, on)
        }
        for (let on = from; on <= today; on++) expect(classOn(on)).toBe(named)
        expect(classOn(from - 1)).not.toBe(named)
      }),
    )
  })
})
