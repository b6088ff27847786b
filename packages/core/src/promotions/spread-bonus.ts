import { splitProportionally } from '../money/split.ts'
import type { LineFacts } from '../purchases/receipt.ts'
import type { JudgedPromotion } from './judge-promotions.ts'

/** Points that a line got on top by a promotion. */
export interface LineBonus {
  readonly code: string
  readonly points: number
}

/** What a promotion's points are spread by: each line's cash part, or where there is none what it cost, or evenly. */
const weightsOf = (
  { lines, goods }: JudgedPromotion,
  cash: readonly number[],
  facts: readonly LineFacts[],
): readonly number[] => {
  if (goods.spendMinor > 0) return cash.map((minor, i) => (lines[i] ? minor : 0))
  return facts.map(({ totalMinor }, i) => (!lines[i] ? 0 : goods.totalMinor > 0 ? totalMinor : 1))
}

/** The bonus points of a receipt's promotions, line by line: each promotion's spread over its goods, to the point. */
export const spreadBonus = (
  judged: readonly JudgedPromotion[],
  cash: readonly number[],
  facts: readonly LineFacts[],
): readonly (readonly LineBonus[])[] => {
  const byLine: LineBonus[][] = facts.map(() => [])
  for (const one of judged)
    for (const gift of one.gives)
      if (gift.kind === 'bonusPoints')
        for (const [line, points] of splitProportionally(gift.points, weightsOf(one, cash, facts)).entries())
          if (points > 0) byLine[line]!.push({ code: one.promotion.code, points })
  return byLine
}
