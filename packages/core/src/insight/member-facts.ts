import type { Day } from '../calendar/day.ts'
import { basketCounts, type BasketCount } from './baskets.ts'
import type { Served } from './contribution.ts'
import { preferencesOf, type HalfLifeDays, type Preferences } from './preferences.ts'
import { keptReceipts, sumUpTo, type SoldReceipt } from './sold-receipt.ts'

/** What a member's receipts come to: what was returned is left out (S10). Money in minor units. */
export interface MemberFacts extends Served {
  readonly receipts: number
  /** The days with a purchase, in order, each once. */
  readonly purchaseDays: readonly Day[]
  /** The cash part of the sales: what thresholds count. */
  readonly spendMinor: number
  /** What the kept goods of the first day of purchase were sold for. */
  readonly firstDayMinor: number
  readonly units: number
  readonly preferences: Preferences
  readonly baskets: readonly BasketCount[]
}

/** What goods that came back had been sold for. */
const returnedMinor = (all: readonly SoldReceipt[], keptMinor: number): number =>
  Math.max(0, sumUpTo(all.flatMap(({ lines }) => lines.map(line => line.totalMinor))) - keptMinor)

/** A member's receipts in the order of their instants, as facts; the same whether asked now or computed by night. */
export const memberFacts = (
  timeZone: string,
  receipts: readonly SoldReceipt[],
  halfLife: HalfLifeDays = null,
): MemberFacts => {
  const kept = keptReceipts(receipts)
  const lines = kept.flatMap(receipt => receipt.lines)
  const purchaseDays = [...new Set(kept.map(receipt => receipt.occurredOn))].toSorted((a, b) => a - b)
  const salesMinor = sumUpTo(lines.map(line => line.salesMinor))
  return {
    receipts: kept.length,
    purchaseDays,
    salesMinor,
    promotionalMinor: sumUpTo(lines.map(line => (line.promotional ? line.salesMinor : 0))),
    returnedMinor: returnedMinor(receipts, salesMinor),
    points: sumUpTo(kept.map(receipt => receipt.points)),
    memberCashMinor: sumUpTo(kept.map(receipt => receipt.memberCashMinor)),
    spendMinor: sumUpTo(kept.map(receipt => receipt.spendMinor)),
    firstDayMinor: sumUpTo(
      kept.flatMap(({ occurredOn, lines }) =>
        occurredOn === purchaseDays[0] ? lines.map(line => line.salesMinor) : [],
      ),
    ),
    units: lines.reduce((sum, line) => sum + line.units, 0),
    preferences: preferencesOf(timeZone, kept, purchaseDays, halfLife),
    baskets: basketCounts(kept),
  }
}
