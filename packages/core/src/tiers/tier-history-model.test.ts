import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { day, shanghai, timelineOf } from '../../test/program.ts'
import { activityOf, anyPurchases, anyRegistration } from '../../test/tier-lives.ts'
import { wangfujingByDay, type CardPage } from '../../test/wangfujing-by-day.ts'
import { formatDay } from '../calendar/day.ts'
import { presets } from '../program/presets/presets.ts'
import type { DayActivity } from './activity.ts'
import { decideTierHistory, lastHolding, nextTierDecisionOn } from './tier-history.ts'
import type { TierHolding } from './tier-steps.ts'

const timeline = timelineOf(presets.wangfujing)
const through = day('2029-12-31')
const historyOf = (registeredOn: number, activity: readonly DayActivity[], until = through) =>
  decideTierHistory(timeline, { registeredOn, activity }, until)
const isSame = (a: CardPage, b: CardPage) => a.card === b.card && a.since === b.since && a.through === b.through
const heldOn = (history: readonly TierHolding[], on: number) => history.findLast(holding => holding.from <= on)

describe('the tier history of S1, over random years', () => {
  it('is what a clerk finds who keeps the card day by day and receipt by receipt', () => {
    fc.assert(
      fc.property(anyRegistration, anyPurchases, (registeredOn, receipts) => {
        const history = historyOf(registeredOn, activityOf(receipts))
        const pageOf = (on: number): CardPage => {
          const { tier, since, through } = heldOn(history, on)!
          return { card: tier as CardPage['card'], since, through }
        }
        const wrong = [...wangfujingByDay(registeredOn, receipts, through)].find(
          ([on, page]) => on >= registeredOn && !isSame(page, pageOf(on)),
        )
        expect(wrong && { on: formatDay(wrong[0]), clerk: wrong[1], engine: pageOf(wrong[0]) }).toBe(undefined)
      }),
      { numRuns: 300 },
    )
  })

  it('is the same in whatever order receipts became known: a late one counts as if known in time', () => {
    fc.assert(
      fc.property(
        anyRegistration,
        anyPurchases.chain(receipts => {
          const activity = activityOf(receipts)
          return fc.tuple(fc.constant(activity), fc.shuffledSubarray(activity, { minLength: activity.length }))
        }),
        (registeredOn, [inTime, late]) => {
          expect(historyOf(registeredOn, late)).toEqual(historyOf(registeredOn, inTime))
        },
      ),
    )
  })

  it('of a day is not changed by anything later', () => {
    fc.assert(
      fc.property(
        anyRegistration,
        anyPurchases,
        fc.integer({ min: day('2023-12-01'), max: through }),
        (registeredOn, receipts, until) => {
          const activity = activityOf(receipts)
          const known = activity.filter(entry => entry.day <= until)
          expect(historyOf(registeredOn, activity, until)).toEqual(historyOf(registeredOn, known, until))
          expect(historyOf(registeredOn, known, until)).toEqual(
            historyOf(registeredOn, activity).slice(0, historyOf(registeredOn, known, until).length),
          )
        },
      ),
    )
  })

  it('is as if only the kept goods had been bought: a day of which all was returned leaves no trace', () => {
    fc.assert(
      fc.property(
        anyRegistration,
        anyPurchases,
        fc.array(fc.integer({ min: day('2024-01-01'), max: through })),
        (registeredOn, receipts, days) => {
          const activity = activityOf(receipts)
          const returned = days.map(day => ({ day, rulesVersion: 1, qualifyingPoints: 0, spendMinor: 0 }))
          expect(historyOf(registeredOn, [...returned, ...activity])).toEqual(historyOf(registeredOn, activity))
        },
      ),
    )
  })

  it('never falls by one more purchase: nobody ranks lower on any day for having bought more', () => {
    const rank = (holding: TierHolding | undefined) => ['ME', 'WE', 'SVIP'].indexOf(holding?.tier ?? '')
    // Within the reach of one membership year; later a lower card in time may outlive a higher one that fell.
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 70_000 }),
        fc.integer({ min: 1, max: 70_000 }),
        fc.integer({ min: 0, max: 300 }),
        (a, b, after) => {
          const first = { on: day('2025-08-05'), fen: a * 100 }
          const more = { on: day('2025-08-05') + after, fen: b * 100 }
          const [less, all] = [historyOf(first.on, activityOf([first])), historyOf(first.on, activityOf([first, more]))]
          for (const { from } of [...less, ...all])
            if (from < day('2026-08-01'))
              expect(rank(heldOn(all, from))).toBeGreaterThanOrEqual(rank(heldOn(less, from)))
        },
      ),
      { numRuns: 100 },
    )
  })

  it('is not changed by publishing the same rules again', () => {
    const again = timelineOf(
      presets.wangfujing,
      { from: shanghai('2024-08-01 00:00:00'), document: presets.wangfujing },
      { from: shanghai('2025-03-10 12:00:00'), document: presets.wangfujing },
    )
    const versionOn = (on: number) => (on < day('2024-08-01') ? 1 : on <= day('2025-03-10') ? 2 : 3)
    fc.assert(
      fc.property(anyRegistration, anyPurchases, (registeredOn, receipts) => {
        const facts = { registeredOn, activity: activityOf(receipts, versionOn) }
        expect(decideTierHistory(again, facts, through)).toEqual(historyOf(registeredOn, activityOf(receipts)))
      }),
    )
  })

  it('changes by time alone on the day that it names, and on none before', () => {
    fc.assert(
      fc.property(
        anyRegistration,
        anyPurchases,
        fc.integer({ min: day('2027-01-01'), max: day('2028-12-31') }),
        (registeredOn, receipts, today) => {
          const activity = activityOf(receipts.filter(({ on }) => on <= today))
          const held = lastHolding(historyOf(registeredOn, activity, today))
          const next = nextTierDecisionOn(timeline, held, today, activity)
          expect(next ?? Infinity).toBeGreaterThan(today)
          expect(lastHolding(historyOf(registeredOn, activity, (next ?? day('2040-01-01')) - 1))).toEqual(held)
          if (next !== null) expect(lastHolding(historyOf(registeredOn, activity, next))).not.toEqual(held)
        },
      ),
    )
  })
})
