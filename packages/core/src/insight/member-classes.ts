import type { Day } from '../calendar/day.ts'
import { SCALE, toScaled } from '../money/scaled.ts'
import type { InsightRules } from '../program/rules.schema.ts'
import { contributionOf } from './contribution.ts'
import { havePassed, lifecycleClass } from './lifecycle.ts'
import { fifthOf, type BuyerFigures, type ProgramCuts } from './program-cuts.ts'

/** The classes of S12's pyramid: platinum, gold, iron, lead. */
export const pyramidClasses = ['A', 'B', 'C', 'D'] as const
export type PyramidClass = (typeof pyramidClasses)[number]
/** How important a member is: one of those who make most of the sales, one who comes, or one who is rarely seen (S12). */
export const importanceClasses = ['extremelyImportant', 'regular', 'occasional'] as const
export type ImportanceClass = (typeof importanceClasses)[number]
/** Whom to win, whom to keep, and who wastes effort (S12: 20, 60 and 20 %). */
export const effortClasses = ['win', 'keep', 'waste'] as const
export type EffortClass = (typeof effortClasses)[number]
/** The four kinds of loyalty, by buying again and by attachment, which is buying at regular price (S12). */
export const loyaltyKinds = ['absolute', 'habitual', 'potential', 'none'] as const
export type LoyaltyKind = (typeof loyaltyKinds)[number]

/** A buyer as the classes judge one. */
export interface JudgedBuyer extends BuyerFigures {
  /** The units bought on promotion, scaled by 10,000. */
  readonly promotionShare: number
}

/** Why a member is in a class of the pyramid. */
export interface PyramidBecause {
  readonly contribution: { readonly amountMinor: number; readonly heavyFromMinor: number; readonly heavy: boolean }
  readonly costToServe: { readonly amountMinor: number }
  readonly priceSensitivity: {
    readonly promotionShare: number
    readonly sensitiveFrom: number
    readonly sensitive: boolean
  }
  readonly loyalty: {
    readonly purchaseDays: number
    readonly atLeast: number
    readonly withinMonths: number
    readonly loyal: boolean
  }
}

/** What a member is among the buyers of the program. */
export interface MemberClasses {
  readonly scores: { readonly r: number; readonly f: number; readonly m: number }
  readonly pyramid: { readonly class: PyramidClass; readonly because: PyramidBecause }
  readonly importance: ImportanceClass
  readonly effort: EffortClass
  readonly loyalty: LoyaltyKind
  /** Whether among those whose sales are worth special rewards. */
  readonly rewarded: boolean
}

const pyramidOf = ({ contribution, priceSensitivity, loyalty }: PyramidBecause): PyramidClass => {
  if (contribution.amountMinor < 0) return 'D'
  if (!contribution.heavy) return 'C'
  return !priceSensitivity.sensitive && loyalty.loyal ? 'A' : 'B'
}

const effortOf = (amountMinor: number, heavy: boolean, { wasteThroughMinor }: ProgramCuts): EffortClass => {
  if (heavy) return 'win'
  return amountMinor <= wasteThroughMinor ? 'waste' : 'keep'
}

const loyaltyOf = (loyal: boolean, attached: boolean): LoyaltyKind => {
  if (loyal) return attached ? 'absolute' : 'habitual'
  return attached ? 'potential' : 'none'
}

const importanceOf = (
  { salesMinor, purchaseDays, lastOn }: JudgedBuyer,
  cuts: ProgramCuts,
  today: Day,
): ImportanceClass => {
  if (salesMinor > 0 && salesMinor >= cuts.importantFromMinor) return 'extremelyImportant'
  return purchaseDays < 2 || lifecycleClass(lastOn, today) === 'lost' ? 'occasional' : 'regular'
}

/** Where a buyer stands among those of the program, by its cuts and the thresholds of its rules (S12). */
export const memberClasses = (
  insight: InsightRules,
  cuts: ProgramCuts,
  buyer: JudgedBuyer,
  today: Day,
): MemberClasses => {
  const { amountMinor, costToServeMinor } = contributionOf(insight, buyer)
  const { lastOn, purchaseDays, salesMinor, promotionShare } = buyer
  const heavy = amountMinor > 0 && amountMinor >= cuts.heavyFromMinor
  const sensitive = promotionShare >= (toScaled(insight.priceSensitiveFrom) ?? SCALE)
  const loyal = purchaseDays >= insight.loyalPurchaseDays && !havePassed(insight.loyalWithinMonths, lastOn, today)
  const because: PyramidBecause = {
    contribution: { amountMinor, heavyFromMinor: cuts.heavyFromMinor, heavy },
    costToServe: { amountMinor: costToServeMinor },
    priceSensitivity: { promotionShare: promotionShare / SCALE, sensitiveFrom: insight.priceSensitiveFrom, sensitive },
    loyalty: { purchaseDays, atLeast: insight.loyalPurchaseDays, withinMonths: insight.loyalWithinMonths, loyal },
  }
  return {
    scores: {
      r: fifthOf(cuts.recency, lastOn),
      f: fifthOf(cuts.frequency, purchaseDays),
      m: fifthOf(cuts.monetary, salesMinor),
    },
    pyramid: { class: pyramidOf(because), because },
    importance: importanceOf(buyer, cuts, today),
    effort: effortOf(amountMinor, heavy, cuts),
    loyalty: loyaltyOf(loyal, !sensitive),
    rewarded: salesMinor > 0 && salesMinor >= cuts.rewardedFromMinor,
  }
}
