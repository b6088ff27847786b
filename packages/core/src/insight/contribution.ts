import { mulDiv } from '../money/mul-div.ts'
import { SCALE, toScaled } from '../money/scaled.ts'
import type { InsightRules } from '../program/rules.schema.ts'

/** What a member bought and was given. Money in minor units. */
export interface Served {
  readonly salesMinor: number
  /** Of it, what was bought on promotion. */
  readonly promotionalMinor: number
  /** What goods that came back had been sold for, those of receipts that were wholly returned too: all of it is served. */
  readonly returnedMinor: number
  readonly points: number
  readonly memberCashMinor: number
}

/** What a member brings, and what it takes to serve them (S12). */
export interface Contribution {
  /** What the goods bring, less the cost to serve; below zero where that is more. */
  readonly amountMinor: number
  readonly costToServeMinor: number
}

/** A part of a contribution: something of what was {@link Served} by a rate. */
export interface ContributionPart {
  readonly of: 'regularMinor' | 'promotionalMinor' | 'returnedMinor' | 'memberCashMinor' | 'points'
  /** Scaled by 10,000. */
  readonly rate: number
  /** Whether the part alone is rounded to a minor unit, half up. */
  readonly isWhole: boolean
}

/** What a contribution is made of by the rates of the rules: what the goods bring, and what it takes to serve. */
export const contributionParts = (
  insight: InsightRules,
): { readonly brought: readonly ContributionPart[]; readonly cost: readonly ContributionPart[] } => {
  const whole = (of: ContributionPart['of'], rate: number) => ({ of, rate: toScaled(rate) ?? 0, isWhole: true })
  return {
    brought: [whole('regularMinor', insight.marginRate), whole('promotionalMinor', insight.promotionalMarginRate)],
    cost: [
      whole('returnedMinor', insight.returnCostRate),
      whole('memberCashMinor', 1),
      { of: 'points', rate: toScaled(insight.pointCost) ?? 0, isWhole: false },
    ],
  }
}

const upTo = (amount: number): number => Math.min(amount, Number.MAX_SAFE_INTEGER)

/** A member's contribution by the rates of the rules. Figures stop at 2^53 − 1. */
export const contributionOf = (insight: InsightRules, served: Served): Contribution => {
  const amounts = { ...served, regularMinor: served.salesMinor - served.promotionalMinor }
  const sumOf = (parts: readonly ContributionPart[]): number =>
    parts.reduce((sum, { of, rate, isWhole }) => {
      const part = isWhole ? mulDiv(amounts[of], rate, SCALE, 'halfUp') : (amounts[of] * rate) / SCALE
      return upTo(sum + part)
    }, 0)
  const { brought, cost } = contributionParts(insight)
  const [broughtMinor, costMinor] = [sumOf(brought), sumOf(cost)]
  return { amountMinor: Math.round(broughtMinor - costMinor), costToServeMinor: Math.round(costMinor) }
}
