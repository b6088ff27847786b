import { mulDiv } from '../money/mul-div.ts'
import { addSafe } from '../money/safe.ts'
import { SCALE, toScaled } from '../money/scaled.ts'
import type { CompiledRules } from '../program/compile.ts'
import type { MemberPrice } from '../promotions/member-prices.ts'
import type { BrandSetting } from '../purchases/receipt.ts'

/** A line that a till asks the price of. Money in minor units. */
export interface QuoteLine {
  readonly brand: string | null
  readonly quantity: number
  readonly unitPriceMinor: number
  readonly listPriceMinor: number
  readonly promotional: boolean
}

/** Why a line costs what it costs. */
export type QuoteReason =
  | 'memberDiscount'
  | 'brandDiscount'
  | 'promotionPrice'
  | 'promotionalLine'
  | 'brandTakesNoDiscount'
  | 'unitPriceIsLower'
  | 'noDiscount'

export interface QuotedLine {
  readonly listTotalMinor: number
  readonly discountMinor: number
  readonly totalMinor: number
  readonly because: QuoteReason
  /** The promotion whose price it is. */
  readonly promotion?: string
}

/** The discounts a member brings to a line, scaled by 10,000; they never stack, the best one counts. */
const discountOf = (
  rules: CompiledRules,
  tier: string | null,
  brandCards: readonly string[],
  line: QuoteLine,
  brand: BrandSetting | null,
): { rate: number; because: 'memberDiscount' | 'brandDiscount' } => {
  const member = brand?.takesMemberDiscount === false ? 0 : (toScaled(rules.tier(tier)?.memberDiscount ?? 0) ?? 0)
  const shared = brand?.tierDiscount
  const counter =
    shared &&
    ((tier !== null && shared.tiers.includes(tier)) || (line.brand !== null && brandCards.includes(line.brand)))
      ? shared.rate
      : 0
  return counter > member ? { rate: counter, because: 'brandDiscount' } : { rate: member, because: 'memberDiscount' }
}

/** A line's price without promotions. */
const ownPrice = (
  rules: CompiledRules,
  tier: string | null,
  brandCards: readonly string[],
  line: QuoteLine,
  brand: BrandSetting | null,
  { listTotalMinor, unitTotalMinor }: { readonly listTotalMinor: number; readonly unitTotalMinor: number },
): Pick<QuotedLine, 'totalMinor' | 'because'> => {
  if (line.promotional) return { totalMinor: unitTotalMinor, because: 'promotionalLine' }
  const { rate, because } = discountOf(rules, tier, brandCards, line, brand)
  if (rate === 0)
    return {
      totalMinor: unitTotalMinor,
      because: brand?.takesMemberDiscount === false ? 'brandTakesNoDiscount' : 'noDiscount',
    }
  const discounted = mulDiv(listTotalMinor, SCALE - rate, SCALE, 'halfUp')
  return discounted < unitTotalMinor
    ? { totalMinor: discounted, because }
    : { totalMinor: unitTotalMinor, because: 'unitPriceIsLower' }
}

/**
 * What the till should charge for one line: the lower of its unit price, the discounted list price, rounded per line to
 * the minor unit, half up, and a promotion's member-only price; a promotional line gets no discount, nor member-only
 * price (S1, S2, S3, S29). Throws RangeError beyond 2^53 − 1.
 */
export const quoteLine = (
  rules: CompiledRules,
  tier: string | null,
  brandCards: readonly string[],
  line: QuoteLine,
  brand: BrandSetting | null,
  memberPrice: MemberPrice | null = null,
): QuotedLine => {
  const listTotalMinor = mulDiv(line.listPriceMinor, line.quantity, 1, 'floor')
  const unitTotalMinor = mulDiv(line.unitPriceMinor, line.quantity, 1, 'floor')
  const own = ownPrice(rules, tier, brandCards, line, brand, { listTotalMinor, unitTotalMinor })
  // A brand that takes no member discount is outside promotions, too (S2).
  const isOffered = memberPrice !== null && !line.promotional && brand?.takesMemberDiscount !== false
  const best =
    isOffered && memberPrice.totalMinor < own.totalMinor
      ? { totalMinor: memberPrice.totalMinor, because: 'promotionPrice' as const, promotion: memberPrice.code }
      : own
  return { listTotalMinor, discountMinor: Math.max(0, listTotalMinor - best.totalMinor), ...best }
}

/** The sum of the quoted lines, in minor units. Throws RangeError beyond 2^53 − 1. */
export const quoteTotalMinor = (lines: readonly QuotedLine[]): number =>
  lines.reduce((sum, line) => addSafe(sum, line.totalMinor), 0)
