import { addSafe } from '../money/safe.ts'
import type { AwardFacts } from '../purchases/receipt.ts'
import type { MissingGoods, PromotedGoods } from './condition.ts'
import type { PromotionGift } from './effect.ts'
import type { Promotion } from './promotion.ts'

/** What a promotion comes to for a receipt whose member it is open to. */
export interface JudgedPromotion {
  readonly promotion: Promotion
  /** Which lines its conditions let in, by place. */
  readonly lines: readonly boolean[]
  readonly goods: PromotedGoods
  /** What its goods still miss; null where it is fulfilled. */
  readonly missing: MissingGoods | null
  /** What it gives; nothing where something is missing. */
  readonly gives: readonly PromotionGift[]
}

const goodsOf = (facts: AwardFacts, cash: readonly number[], lines: readonly boolean[]): PromotedGoods =>
  facts.lines.reduce<PromotedGoods>(
    (goods, line, i) =>
      lines[i]
        ? {
            spendMinor: addSafe(goods.spendMinor, cash[i]!),
            totalMinor: addSafe(goods.totalMinor, line.totalMinor),
            quantity: addSafe(goods.quantity, line.quantity),
          }
        : goods,
    { spendMinor: 0, totalMinor: 0, quantity: 0 },
  )

/**
 * Judges the promotions that looked at a receipt, at the tier held then, on what is kept of its goods (S29). `cash` is
 * each line's share of the cash part; a line that does not count for points has no part in a promotion. Given are those
 * that are open to the member and have goods here, fulfilled or not. Throws RangeError beyond 2^53 − 1.
 */
export const judgePromotions = (
  facts: AwardFacts,
  cash: readonly number[],
  counts: readonly boolean[],
): readonly JudgedPromotion[] =>
  facts.promotions.flatMap(promotion => {
    if (!promotion.isOpen(facts.tier, facts.occurredAt) || !promotion.looksAt(facts, facts.lines)) return []
    const lines = facts.lines.map((line, i) => counts[i]! && line.quantity > 0 && promotion.matches(line))
    if (!lines.includes(true)) return []
    const goods = goodsOf(facts, cash, lines)
    const missing = promotion.missing(goods)
    return [{ promotion, lines, goods, missing, gives: missing ? [] : promotion.give(goods) }]
  })
