import {
  formatInstant,
  fromScaled,
  mulDiv,
  type Award,
  type LocalizedText,
  type Promotion,
  type RulesTimeline,
} from '@laurel/core'
import { keptAwardFacts, type CouponUseRow, type KeptPurchase, type ListedPromotionGift } from '@laurel/db'
import { encodeId } from '../../platform/ids.ts'
import { renderGiven } from '../../platform/promotion-gifts.ts'
import { renderReturn, returnedQuantities, type JudgedReturn } from './kept-return.ts'
import type { PurchaseView } from './purchases.schemas.ts'

/** A kept purchase with the rules version it was judged under and the time of its record. */
export interface JudgedPurchase extends KeptPurchase {
  readonly rulesVersion: number
  readonly recordedAt: number
  /** Whether it came from an old system, and gave nothing here. */
  readonly isPast: boolean
  readonly promotions: readonly Promotion[]
  /** The coupons it used. */
  readonly coupons: readonly CouponUseRow[]
  /** What became of the things that promotions give with it. */
  readonly gifts: readonly ListedPromotionGift[]
}

/** A purchase on the wire, with its returns; without them as it was first answered. The explanation is the award made again from the kept facts under the version of then. */
export const renderPurchase = (
  timeline: RulesTimeline,
  kept: JudgedPurchase,
  returns: readonly JudgedReturn[],
  award: Award = timeline.version(kept.rulesVersion).award(keptAwardFacts(kept, kept.promotions)),
): PurchaseView => {
  const { purchase, lines, tenders } = kept
  const returned = returnedQuantities(lines.length, returns)
  const pointsReversed = returns.reduce((sum, one) => sum + one.return.pointsReversed, 0)
  const { earning } = timeline.version(kept.rulesVersion).document
  return {
    id: encodeId('pur', purchase.id),
    memberId: encodeId('mem', purchase.memberId),
    store: purchase.store,
    externalId: purchase.externalId,
    occurredAt: formatInstant(purchase.occurredAt, timeline.timeZone),
    recordedAt: formatInstant(kept.recordedAt, timeline.timeZone),
    total: purchase.totalMinor,
    points: { earned: kept.isPast ? 0 : purchase.points, qualifying: purchase.points - pointsReversed },
    memberCashEarned: kept.isPast ? 0 : purchase.memberCash,
    tier: { before: purchase.tierBefore, after: purchase.tierAfter },
    lines: lines.map((line, position) => ({
      sku: line.sku,
      name: line.name === null ? null : (JSON.parse(line.name) as string | LocalizedText),
      brand: line.brand,
      category: line.category,
      size: line.size,
      color: line.color,
      style: line.style,
      quantity: line.quantity,
      returned: returned[position]!,
      unitPrice: line.unitPriceMinor,
      listPrice: line.listPriceMinor,
      total: line.totalMinor,
      promotional: line.promotional,
    })),
    tenders: tenders.map(tender => ({ kind: tender.kind, amount: tender.amountMinor })),
    coupons: kept.coupons.map(used => ({
      id: encodeId('cpn', used.couponId),
      code: used.code,
      coupon: used.coupon,
      name: JSON.parse(used.name) as LocalizedText,
      use: used.use,
      amount: used.amountMinor,
    })),
    explanation: {
      tier: purchase.tier,
      birthday: purchase.birthday,
      lines: award.lines.map((line, index) => ({
        line: index,
        eligible: line.eligible,
        cashMinor: line.cashMinor,
        rate: earning.rate,
        multiplier: {
          value: fromScaled(line.multiplier.value),
          because: line.multiplier.because,
          considered: line.multiplier.considered.map(considered => ({
            ...considered,
            value: fromScaled(considered.value),
          })),
        },
        ...(line.bonuses.length > 0 && { bonuses: [...line.bonuses] }),
        ...(line.cap && { cap: line.cap }),
        points: line.points,
      })),
      rounding: { mode: earning.rounding, grain: earning.grain },
      rulesVersion: kept.rulesVersion,
    },
    promotions: award.promotions
      .filter(({ gives }) => gives.length > 0)
      .map(({ promotion, goods, gives }) => ({
        code: promotion.code,
        revision: promotion.revision,
        name: promotion.name,
        goods,
        gave: renderGiven(promotion, gives, kept.gifts),
      })),
    balances: { points: purchase.pointsAfter, memberCash: purchase.memberCashAfter, prepaid: purchase.prepaidAfter },
    returns: returns.map(one => renderReturn(timeline, one, kept.isPast)),
  }
}

/** What a line costs altogether. Throws RangeError beyond 2^53 − 1. */
export const lineTotalMinor = (line: { total?: number | undefined; quantity: number; unitPrice: number }): number =>
  line.total ?? mulDiv(line.quantity, line.unitPrice, 1, 'floor')
