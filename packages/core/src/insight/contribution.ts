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

const part = (amount: number, rate: number): number => mulDiv(amount, toScaled(rate) ?? 0, SCALE, 'halfUp')

const upTo = (amount: number): number => Math.min(amount, Number.MAX_SAFE_INTEGER)

/** A member's contribution by the rates of the rules. Figures stop at 2^53 − 1. */
export const contributionOf = (insight: InsightRules, served: Served): Contribution => {
  const regularMinor = served.salesMinor - served.promotionalMinor
  const costToServeMinor = upTo(
    part(served.returnedMinor, insight.returnCostRate) +
      served.memberCashMinor +
      upTo((served.points * (toScaled(insight.pointCost) ?? 0)) / SCALE),
  )
  const broughtMinor =
    part(regularMinor, insight.marginRate) + part(served.promotionalMinor, insight.promotionalMarginRate)
  return { amountMinor: Math.round(broughtMinor - costToServeMinor), costToServeMinor: Math.round(costToServeMinor) }
}
