import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { day } from '../../test/program.ts'
import { formatDay } from '../calendar/day.ts'
import { lotExpiresOn } from './lot-expiry.ts'

const yearly = (month: number, dayOfMonth: number) => ({ kind: 'yearly' as const, on: { month, day: dayOfMonth } })
const rolling = (months: number) => ({ kind: 'rolling' as const, months })
const someDay = fc.integer({ min: day('2000-01-01'), max: day('2099-12-31') })

describe('when a lot expires (S5)', () => {
  test.each([
    ['on the last day of the year, the very next day', yearly(1, 1), '2026-12-31', '2027-01-01'],
    ['on the first day of the year, a whole year later', yearly(1, 1), '2027-01-01', '2028-01-01'],
    ['in the middle of the year', yearly(1, 1), '2026-06-18', '2027-01-01'],
    ['on the day of expiry itself, the next year’s', yearly(8, 1), '2026-08-01', '2027-08-01'],
    ['on its eve', yearly(8, 1), '2026-07-31', '2026-08-01'],
    ['before 29 February of a common year', yearly(2, 29), '2026-02-27', '2026-02-28'],
    ['on 28 February of a common year', yearly(2, 29), '2026-02-28', '2027-02-28'],
    ['on 28 February of a leap year', yearly(2, 29), '2028-02-28', '2028-02-29'],
    ['rolling, in a month that is long enough', rolling(12), '2026-03-10', '2027-03-10'],
    ['rolling from 31 August by 3 months', rolling(3), '2026-08-31', '2026-11-30'],
    ['rolling from 31 August by 6 months', rolling(6), '2026-08-31', '2027-02-28'],
    ['rolling from 31 August by 6 months into a leap year', rolling(6), '2027-08-31', '2028-02-29'],
    ['rolling from 31 August by 12 months', rolling(12), '2026-08-31', '2027-08-31'],
    ['rolling from 29 February', rolling(12), '2028-02-29', '2029-02-28'],
  ])('earned %s', (_, rule, earnedOn, expiresOn) => {
    expect(formatDay(lotExpiresOn(rule, day(earnedOn))!)).toBe(expiresOn)
  })

  test.each([{ kind: 'never' as const }, { kind: 'inactivity' as const, months: 6 }])(
    'no date ends it where the rule is %j',
    rule => {
      expect(lotExpiresOn(rule, day('2026-03-10'))).toBe(null)
    },
  )

  it('is always after the day it was earned on: nothing is born expired', () => {
    const rules = fc.oneof(
      fc.constant(yearly(1, 1)),
      fc.integer({ min: 1, max: 1200 }).map(rolling),
      fc
        .record({ month: fc.integer({ min: 1, max: 12 }), day: fc.integer({ min: 1, max: 28 }) })
        .map(on => yearly(on.month, on.day)),
    )
    fc.assert(
      fc.property(rules, someDay, (rule, on) => {
        expect(lotExpiresOn(rule, on)).toBeGreaterThan(on)
      }),
    )
  })

  it('comes no sooner for what was earned later', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(yearly(1, 1), yearly(2, 29), rolling(1), rolling(6), rolling(24)),
        someDay,
        someDay,
        (rule, a, b) => {
          const [first, second] = [Math.min(a, b), Math.max(a, b)]
          expect(lotExpiresOn(rule, first)!).toBeLessThanOrEqual(lotExpiresOn(rule, second)!)
        },
      ),
    )
  })
})
