import { mulDiv } from '../money/mul-div.ts'
import { addSafe } from '../money/safe.ts'
import type { CompiledRules } from '../program/compile.ts'
import type { JudgedPromotion } from '../promotions/judge-promotions.ts'
import type { AwardFacts, Tender } from '../purchases/receipt.ts'

/** A purchase as its returns see it: what it was judged by, how many of each line were bought, how they were paid. */
export interface BoughtGoods {
  readonly facts: AwardFacts
  /** By line. */
  readonly quantities: readonly number[]
  readonly tenders: readonly Tender[]
}

/** What a purchase comes to when only so many of each line are kept. Amounts in minor units. */
export interface KeptGoods {
  readonly totalMinor: number
  /** What stays paid, tender by tender. */
  readonly tendersMinor: readonly number[]
  readonly cashMinor: number
  readonly points: number
  readonly memberCashMinor: number
  /** What the promotions of the sale come to for them. */
  readonly promotions: readonly JudgedPromotion[]
}

/** What `kept` of the `quantity` of a line cost: its share of the line's total, half up (three for ¥100). */
export const keptTotal = (totalMinor: number, quantity: number, kept: number): number =>
  mulDiv(totalMinor, kept, quantity, 'halfUp')

/**
 * What stays paid by each tender when `keptMinor` of the receipt is kept: the first tender's share rounded half up, the
 * rest among the others likewise. A function of what is kept alone, in which no tender ever grows as less is kept: so
 * any order and split of returns refunds the same, and no refund is below zero.
 */
export const keptTenders = (keptMinor: number, tendersMinor: readonly number[]): readonly number[] => {
  let paid = tendersMinor.reduce(addSafe, 0)
  let left = keptMinor
  return tendersMinor.map(amount => {
    const share = paid === 0 ? 0 : mulDiv(left, amount, paid, 'halfUp')
    paid -= amount
    left -= share
    return share
  })
}

/**
 * The purchase as if only so many of each line had been bought, judged by what the sale was judged by: its rules
 * version, tier, birthday, brand settings, promotions and the room that a cap left.
 */
export const keptGoods = (rules: CompiledRules, bought: BoughtGoods, kept: readonly number[]): KeptGoods => {
  const lines = bought.facts.lines.map((line, i) => ({
    ...line,
    quantity: kept[i]!,
    totalMinor: keptTotal(line.totalMinor, bought.quantities[i]!, kept[i]!),
  }))
  const totalMinor = lines.reduce((sum, line) => addSafe(sum, line.totalMinor), 0)
  const tendersMinor = keptTenders(
    totalMinor,
    bought.tenders.map(tender => tender.amountMinor),
  )
  const cashMinor = bought.tenders.reduce(
    (sum, tender, i) => (rules.isCash(tender.kind) ? addSafe(sum, tendersMinor[i]!) : sum),
    0,
  )
  const { points, memberCashMinor, promotions } = rules.award({ ...bought.facts, cashMinor, lines })
  return { totalMinor, tendersMinor, cashMinor, points, memberCashMinor, promotions }
}
