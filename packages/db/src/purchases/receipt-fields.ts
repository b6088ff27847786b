import { purchaseLines, purchaseTenders } from './purchases.tables.ts'

/** What decides an award of a line, as replay and verify read it. */
export const awardedLineFields = {
  purchaseId: purchaseLines.purchaseId,
  sku: purchaseLines.sku,
  brand: purchaseLines.brand,
  category: purchaseLines.category,
  quantity: purchaseLines.quantity,
  totalMinor: purchaseLines.totalMinor,
  promotional: purchaseLines.promotional,
  brandMultiplier: purchaseLines.brandMultiplier,
}

/** A tender, as replay and verify read it. */
export const tenderFields = {
  purchaseId: purchaseTenders.purchaseId,
  kind: purchaseTenders.kind,
  amountMinor: purchaseTenders.amountMinor,
}
