import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { points } from '../../test/receipts.ts'
import { addActivity } from '../purchases/decide-purchase.ts'
import { activitySums, type DayActivity } from './activity.ts'
import { MemberDays } from './member-days.ts'

const MAX = Number.MAX_SAFE_INTEGER
const someDay = fc.integer({ min: 0, max: 20 })
const someAdded = fc.array(
  fc.record({
    day: someDay,
    rulesVersion: fc.integer({ min: 1, max: 3 }),
    qualifyingPoints: fc.integer({ min: -100, max: 1_000 }),
    spendMinor: fc.integer({ min: -100, max: 100_000 }),
  }),
  { maxLength: 40 },
)

describe('days to which more and more is added', () => {
  it('are at every time what the same days are at once, in order and summed up', () => {
    const bound = fc.oneof(someDay, fc.constantFrom(-Infinity, Infinity))
    fc.assert(
      fc.property(someAdded, bound, bound, fc.nat({ max: 40 }), (added, from, through, wish) => {
        const days = new MemberDays()
        let activity: readonly DayActivity[] = []
        for (const one of added) {
          days.add(one)
          activity = addActivity(activity, one)
          const known = activitySums(activity)
          expect(days.days).toEqual(known.days)
          const count = Math.min(wish, activity.length)
          for (const measure of ['qualifyingPoints', 'spend'] as const) {
            expect(days.sum(measure, { from, through })).toBe(known.sum(measure, { from, through }))
            expect(days.sum(measure, { from, through }, count)).toBe(known.sum(measure, { from, through }, count))
          }
        }
      }),
    )
  })

  it.each(['qualifyingPoints', 'spendMinor'] as const)(
    'are exact up to 2^53 − 1 of %s, and a RangeError beyond',
    of => {
      const days = new MemberDays()
      days.add(points(1, 0, { [of]: MAX - 1 }))
      days.add(points(2, 0, { [of]: 1 }))
      expect(() => days.add(points(0, 0, { [of]: 1 }))).toThrow(RangeError)
      expect(() => days.add(points(1, 0, { [of]: 2 }))).toThrow(RangeError)
    },
  )
})
