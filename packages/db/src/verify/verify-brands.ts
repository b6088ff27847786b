import { boundedMultiplier, SCALE, type RulesTimeline } from '@laurel/core'
import { and, eq, getTableColumns, isNotNull, ne } from 'drizzle-orm'
import { brandSettings } from '../brands/brands.tables.ts'
import type { Database } from '../database.ts'
import { transactions } from '../ledger/ledger.tables.ts'
import { purchaseLines, purchases } from '../purchases/purchases.tables.ts'
import { builder, readAll, select } from '../statement.ts'

const used = select<Record<string, never>>()(
  {
    brand: purchaseLines.brand,
    store: purchases.store,
    rulesVersion: transactions.rulesVersion,
    multiplier: purchaseLines.brandMultiplier,
  },
  f =>
    builder
      .selectDistinct(f)
      .from(purchaseLines)
      .innerJoin(purchases, eq(purchases.id, purchaseLines.purchaseId))
      .innerJoin(transactions, eq(transactions.id, purchases.id))
      .where(and(isNotNull(purchaseLines.brand), ne(purchaseLines.brandMultiplier, SCALE))),
)

const settings = select<Record<string, never>>()(getTableColumns(brandSettings), f =>
  builder.select(f).from(brandSettings),
)

/**
 * The multipliers that receipts had of a brand, and that the brand never set, in the store or in the whole program,
 * under the cap of their rules (S2).
 */
export const verifyBrands = async (database: Database, timeline: RulesTimeline): Promise<string[]> => {
  const [lines, set] = await readAll(database, [used({}), settings({})])
  const settingsOf = Map.groupBy(set, row => row.brand)
  return lines.flatMap(({ brand, store, rulesVersion, multiplier }) => {
    const { document } = timeline.version(rulesVersion)
    const wasSet = (settingsOf.get(brand!) ?? []).some(
      row =>
        (row.store === '' || row.store === store) &&
        boundedMultiplier(document, row.multiplier, row.contractRate) === multiplier,
    )
    return wasSet ? [] : [`receipts of ${store} have ×${multiplier / SCALE} of brand ${brand}, which never set it`]
  })
}
