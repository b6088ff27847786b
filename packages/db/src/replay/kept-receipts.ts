import type { HistoryLine, Tender } from '@laurel/core'
import type { RowOf } from '../statement.ts'
import type { linesWithin, tendersWithin } from './replay.queries.ts'
import type { SettingAt } from './setting-at.ts'

/** Where the rows of each purchase begin; those of one lie together. */
const beginnings = (purchaseIds: readonly number[]): ReadonlyMap<number, number> => {
  const first = new Map<number, number>()
  for (let i = 0; i < purchaseIds.length; i++)
    if (i === 0 || purchaseIds[i] !== purchaseIds[i - 1]) first.set(purchaseIds[i]!, i)
  return first
}

/** What was bought and how it was paid, by purchase. */
export interface KeptReceipts {
  readonly lines: (purchaseId: number, store: string, at: number) => readonly HistoryLine[]
  readonly tenders: (purchaseId: number) => readonly Tender[]
}

/** Makes lines and tenders of their columns; with what brands had set then, where that is asked for. */
export const keptReceipts = (
  lines: RowOf<typeof linesWithin>,
  tenders: RowOf<typeof tendersWithin>,
  settingAt: SettingAt | null,
): KeptReceipts => {
  const { sku, brand, category, quantity, totalMinor, promotional, brandMultiplier } = lines
  const firstLine = beginnings(lines.purchaseId)
  const firstTender = beginnings(tenders.purchaseId)
  return {
    lines: (purchaseId, store, at) => {
      const found: HistoryLine[] = []
      for (let i = firstLine.get(purchaseId) ?? Infinity; lines.purchaseId[i] === purchaseId; i++) {
        const line = {
          sku: sku[i]!,
          brand: brand[i]!,
          category: category[i]!,
          quantity: quantity[i]!,
          totalMinor: totalMinor[i]!,
          promotional: promotional[i]!,
          brandMultiplier: brandMultiplier[i]!,
        }
        found.push(settingAt && line.brand !== null ? { ...line, setting: settingAt(line.brand, store, at) } : line)
      }
      return found
    },
    tenders: purchaseId => {
      const found: Tender[] = []
      for (let i = firstTender.get(purchaseId) ?? Infinity; tenders.purchaseId[i] === purchaseId; i++)
        found.push({ kind: tenders.kind[i]!, amountMinor: tenders.amountMinor[i]! })
      return found
    },
  }
}
