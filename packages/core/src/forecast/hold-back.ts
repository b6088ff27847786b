import type { BgNbd } from './bg-nbd.ts'
import type { BuyingHistories } from './buying-histories.ts'
import { expectedPurchases } from './expected-purchases.ts'

/** Members with so many repeat purchases before the cut, and what they bought after it, in days with a purchase. */
export interface HeldBackRow {
  readonly repeats: number
  readonly members: number
  readonly predicted: number
  readonly actual: number
}

/** Who bought again this often is told with those who did so more often. */
export const MOST_REPEATS_TOLD = 7

/**
 * What a model that knows the histories up to a cut predicts of the days after it, beside what came (`actual`, a
 * number of days with a purchase for each row of the histories, its members together).
 */
export const holdBack = (
  model: BgNbd,
  histories: BuyingHistories,
  actual: Uint32Array,
  heldBackDays: number,
): HeldBackRow[] => {
  const rows = Array.from({ length: MOST_REPEATS_TOLD + 1 }, () => ({ members: 0, predicted: 0, actual: 0 }))
  const { repeats, lastAfterDays, ageDays, members } = histories
  for (let i = 0; i < members.length; i++) {
    const history = { repeats: repeats[i] ?? 0, lastAfterDays: lastAfterDays[i] ?? 0, ageDays: ageDays[i] ?? 0 }
    const row = rows[Math.min(history.repeats, MOST_REPEATS_TOLD)]
    if (!row) continue
    row.members += members[i] ?? 0
    row.predicted += (members[i] ?? 0) * expectedPurchases(model, history, heldBackDays)
    row.actual += actual[i] ?? 0
  }
  return rows.map((row, repeats) => ({ repeats, ...row }))
}
