import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { points } from '../../test/receipts.ts'
import { activitySums } from './activity.ts'

const MAX = Number.MAX_SAFE_INTEGER
const someDay = fc.integer({ min: 0, max: 40 })
const someActivity = fc.array(
  fc.record({
    day: someDay,
    rulesVersion: fc.integer({ min: 1, max: 2 }),
    qualifyingPoints: fc.nat({ max: 1000 }),
    spendMinor: fc.nat({ max: 100_000 }),
  }),
  { maxLength: 40 },
)

describe('sums over a member’s days', () => {
  it('are those of adding one by one, for every range and measure', () => {
    const bound = fc.oneof(someDay, fc.constantFrom(-Infinity, Infinity))
    fc.assert(
      fc.property(someActivity, bound, bound, (activity, from, through) => {
        const within = activity.filter(entry => entry.day >= from && entry.day <= through)
        const { sum } = activitySums(activity)
        expect(sum('qualifyingPoints', { from, through })).toBe(
          within.reduce((sum, { qualifyingPoints }) => sum + qualifyingPoints, 0),
        )
        expect(sum('spend', { from, through })).toBe(within.reduce((sum, { spendMinor }) => sum + spendMinor, 0))
      }),
    )
  })

  it('of the first entries only leave out the others', () => {
    fc.assert(
      fc.property(someActivity, someDay, someDay, fc.nat({ max: 40 }), (activity, from, through, wish) => {
        const { sum, days } = activitySums(activity)
        const count = Math.min(wish, days.length)
        const within = days.slice(0, count).filter(entry => entry.day >= from && entry.day <= through)
        expect(sum('spend', { from, through }, count)).toBe(within.reduce((sum, { spendMinor }) => sum + spendMinor, 0))
      }),
    )
  })

  it('order days, and versions within a day, and leave what they were given as it was', () => {
    const activity = Object.freeze([points(3, 1), points(2, 1, { rulesVersion: 2 }), points(2, 1)])
    expect(activitySums(activity).days.map(({ day, rulesVersion }) => [day, rulesVersion])).toEqual([
      [2, 1],
      [2, 2],
      [3, 1],
    ])
  })

  it('are exact up to 2^53 − 1, and a RangeError beyond', () => {
    const first = points(1, 1, { spendMinor: MAX - 1 })
    expect(activitySums([first, points(2, 1, { spendMinor: 1 })]).sum('spend', { from: 2, through: 2 })).toBe(1)
    expect(() => activitySums([first, points(2, 1, { spendMinor: 2 })])).toThrow(RangeError)
  })
})
