import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { day, shanghai, timelineOf } from '../../test/program.ts'
import { points } from '../../test/receipts.ts'
import { presets } from '../program/presets/presets.ts'
import { addActivity } from '../purchases/decide-purchase.ts'
import type { DayActivity } from './activity.ts'
import { TierCourse } from './tier-course.ts'
import { decideTierHistory, lastHolding } from './tier-history.ts'

const { wangfujing, wanqian, boutique } = presets
const timelines = [
  timelineOf(wangfujing),
  timelineOf(
    wangfujing,
    { from: shanghai('2025-03-10 12:00:00'), document: wanqian },
    { from: shanghai('2025-08-01 00:00:00'), document: wangfujing },
  ),
  timelineOf(wanqian, { from: shanghai('2026-02-28 12:00:00'), document: boutique }),
]
const [first] = timelines

const someDay = fc.oneof(
  fc.integer({ min: day('2024-12-01'), max: day('2027-09-01') }),
  fc.constantFrom('2025-03-10', '2025-07-31', '2025-08-01', '2026-03-09', '2026-03-10', '2026-08-01').map(day),
)
const yuan = fc.oneof(fc.constantFrom(500, 6_000, 10_000, 12_000, 30_000, 60_000), fc.integer({ min: 1, max: 13_000 }))
/** Something bought, something asked, or all of an earlier day taken back; mostly a little later than before. */
const step = fc.record({
  kind: fc.constantFrom('buy' as const, 'buy' as const, 'ask' as const, 'takeBack' as const),
  on: fc.oneof({ weight: 3, arbitrary: fc.integer({ min: 0, max: 200 }) }, { weight: 1, arbitrary: someDay }),
  yuan,
  of: fc.nat(),
})

describe('the tier of who lives on', () => {
  it('is that of the whole history, whatever is added, how late, taken back or asked in between', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...timelines),
        someDay,
        fc.array(step, { maxLength: 40 }),
        (timeline, registeredOn, steps) => {
          const course = new TierCourse(timeline, registeredOn)
          let activity: readonly DayActivity[] = []
          const add = (added: DayActivity) => {
            activity = addActivity(activity, added)
            course.add(added)
          }
          const heldOn = (on: number) => lastHolding(decideTierHistory(timeline, { registeredOn, activity }, on))
          let today = registeredOn
          for (const { kind, on, yuan, of } of steps) {
            const at = on < 1_000 ? (today += on % 30) : on
            const earlier = activity[of % Math.max(1, activity.length)]
            if (kind === 'buy')
              add({
                day: at,
                rulesVersion: timeline.at(shanghai('2025-01-01 12:00:00') + (at - day('2025-01-01')) * 86_400_000)
                  .version,
                qualifyingPoints: yuan,
                spendMinor: yuan * 100,
              })
            else if (kind === 'takeBack' && earlier)
              add({ ...earlier, qualifyingPoints: -earlier.qualifyingPoints, spendMinor: -earlier.spendMinor })
            expect(course.heldOn(at)).toEqual(heldOn(at))
          }
          expect(course.activity).toEqual(activity.toSorted((a, b) => a.day - b.day || a.rulesVersion - b.rulesVersion))
        },
      ),
      { numRuns: 400 },
    )
  })

  it('knows a receipt of before the registration, by which an earlier review raises', () => {
    const registeredOn = day('2026-08-10')
    const course = new TierCourse(first!, registeredOn)
    course.heldOn(day('2026-05-01'))
    course.add(points('2026-05-30', 5_500))
    course.add(points('2026-06-30', 5_500))
    expect(course.heldOn(day('2026-08-12'))).toMatchObject({ from: day('2026-08-01'), because: 'review' })
  })

  it('goes over each day once while the days come to more, and once again where one behind them does', () => {
    let looks = 0
    const counting = { ...first!, version: (version: number) => (looks++, first!.version(version)) }
    const course = new TierCourse(counting, 0)
    const live = (from: number, through: number) => {
      for (let on = from; on <= through; on++) {
        course.heldOn(on)
        course.add(points(on, 1))
        course.heldOn(on)
      }
    }
    live(1, 100)
    // Each day as long as it is the present one, and when it is over.
    expect(looks).toBe(100 + 99)
    course.add(points(50, 1))
    live(101, 101)
    expect(looks).toBe(199 + 100 + 1)
  })

  it('is asked of earlier days, too, and of days that come to more since', () => {
    const course = new TierCourse(first!, day('2026-01-01'))
    const on = day('2026-03-10')
    course.add(points(on, 499))
    for (const day of [on + 1, on]) expect(course.heldOn(day).tier).toBe(null)
    course.add(points(on, 5_501))
    expect([on - 1, on].map(day => course.heldOn(day).tier)).toEqual([null, 'WE'])
  })
})
