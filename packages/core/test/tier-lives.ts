import fc from 'fast-check'
import type { DayActivity } from '../src/tiers/activity.ts'
import { day } from './program.ts'
import type { CardReceipt } from './wangfujing-by-day.ts'

const yuan = fc.oneof(
  fc.constantFrom(1, 499, 500, 999, 1_000, 5_999, 6_000, 9_999, 10_000, 11_999, 12_000, 29_999, 30_000, 59_999, 60_000),
  fc.integer({ min: 1, max: 13_000 }),
)
const fen = fc.record({ yuan, more: fc.constantFrom(0, 1, 50, 99) }).map(({ yuan, more }) => yuan * 100 + more)
const edges = [
  '2024-02-29',
  '2024-07-31',
  '2024-08-01',
  '2025-02-28',
  '2025-03-01',
  '2025-07-31',
  '2025-08-01',
  '2026-08-01',
]

/** Where a receipt falls: anywhere, at an edge of the calendar, or around a year after another receipt, or beside it. */
type Place = { readonly at: number } | { readonly of: number; readonly after: number }
const place: fc.Arbitrary<Place> = fc.oneof(
  fc.integer({ min: day('2024-01-01'), max: day('2026-12-31') }).map(at => ({ at })),
  fc.constantFrom(...edges).map(date => ({ at: day(date) })),
  fc.record({ of: fc.nat(), after: fc.constantFrom(-1, 0, 0, 1, 10, 364, 365, 366, 367) }),
)

/** What a member buys over some years, with a taste for thresholds, ends of validities and 1 August. */
export const anyPurchases: fc.Arbitrary<readonly CardReceipt[]> = fc
  .array(fc.record({ place, fen }), { maxLength: 14 })
  .map(drawn => {
    const receipts: CardReceipt[] = []
    for (const { place, fen } of drawn) {
      const other = 'of' in place ? receipts[place.of % Math.max(1, receipts.length)]?.on : undefined
      const on = 'at' in place ? place.at : (other ?? day('2025-03-10')) + place.after
      receipts.push({ on, fen })
    }
    return receipts.toSorted((a, b) => a.on - b.on)
  })

export const anyRegistration = fc.oneof(
  fc.constant(day('2023-12-01')),
  fc.integer({ min: day('2023-12-01'), max: day('2026-12-31') }),
)

/** The same as the engine keeps it: one entry a day. */
export const activityOf = (
  receipts: readonly CardReceipt[],
  versionOn: (on: number) => number = () => 1,
): DayActivity[] => {
  const days = new Map<number, DayActivity>()
  for (const { on, fen } of receipts) {
    const before = days.get(on)
    days.set(on, {
      day: on,
      rulesVersion: versionOn(on),
      qualifyingPoints: (before?.qualifyingPoints ?? 0) + Math.floor(fen / 100),
      spendMinor: (before?.spendMinor ?? 0) + fen,
    })
  }
  return [...days.values()]
}
