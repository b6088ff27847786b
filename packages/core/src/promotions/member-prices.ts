import { addSafe } from '../money/safe.ts'
import type { PromotionReceipt } from './condition.ts'
import type { Promotion, PricedLine } from './promotion.ts'

/** What a line costs at a promotion's member-only price, altogether. */
export interface MemberPrice {
  readonly code: string
  readonly totalMinor: number
}

const pieces = (promotion: Promotion, lines: readonly PricedLine[]): number =>
  lines.reduce((sum, line) => (promotion.matches(line) ? addSafe(sum, line.quantity) : sum), 0)

/**
 * The lowest member-only price of each line at a receipt's instant (S29), null where there is none. Prices know no
 * threshold of money, since what is spent would follow from them. Throws RangeError beyond 2^53 − 1.
 */
export const memberPrices = (
  promotions: readonly Promotion[],
  receipt: PromotionReceipt & { readonly tier: string | null },
  lines: readonly PricedLine[],
): readonly (MemberPrice | null)[] => {
  const offering = promotions.filter(
    promotion =>
      promotion.isPriced &&
      promotion.holdsFor(receipt) &&
      promotion.isOpen(receipt.tier, receipt.occurredAt) &&
      promotion.missing({ spendMinor: 0, totalMinor: 0, quantity: pieces(promotion, lines) }) === null,
  )
  return lines.map(line =>
    offering.reduce<MemberPrice | null>((lowest, promotion) => {
      const totalMinor = promotion.matches(line) ? promotion.priceOf(line) : null
      return totalMinor !== null && (lowest === null || totalMinor < lowest.totalMinor)
        ? { code: promotion.code, totalMinor }
        : lowest
    }, null),
  )
}
