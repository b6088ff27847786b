import type { Day } from '../calendar/day.ts'
import { preferencesOf, type HalfLifeDays, type Preferences } from './preferences.ts'
import { keptReceipts, sumUpTo, type SoldReceipt } from './sold-receipt.ts'

/** What a member's receipts come to: what was returned is left out (S10). */
export interface MemberFacts {
  readonly receipts: number
  /** The days with a purchase, in order, each once. */
  readonly purchaseDays: readonly Day[]
  /** What the kept goods were sold for, by whatever tenders, in minor units. */
  readonly salesMinor: number
  /** The cash part of it: what thresholds count. */
  readonly spendMinor: number
  readonly units: number
  readonly preferences: Preferences
}

/** A member's receipts in the order of their instants, as facts; the same whether asked now or computed by night. */
export const memberFacts = (
  timeZone: string,
  receipts: readonly SoldReceipt[],
  halfLife: HalfLifeDays = null,
): MemberFacts => {
  const kept = keptReceipts(receipts)
  const lines = kept.flatMap(receipt => receipt.lines)
  const purchaseDays = [...new Set(kept.map(receipt => receipt.occurredOn))].toSorted((a, b) => a - b)
  return {
    receipts: kept.length,
    purchaseDays,
    salesMinor: sumUpTo(lines.map(line => line.salesMinor)),
    spendMinor: sumUpTo(kept.map(receipt => receipt.spendMinor)),
    units: lines.reduce((sum, line) => sum + line.units, 0),
    preferences: preferencesOf(timeZone, kept, purchaseDays, halfLife),
  }
}
