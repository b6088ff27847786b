import { SCALE, toScaled } from '../money/scaled.ts'
import type { InsightRules } from '../program/rules.schema.ts'
import { WEIGHED_SCALE, type MemberTest, type WeighedFact } from './member-test.ts'

const rateOf = (decimal: number): number => toScaled(decimal) ?? 0

/** What it takes to serve a member, as {@link contributionOf} has it: `sign` is -1 where it is taken away. */
const costToServe = ({ returnCostRate, pointCost }: InsightRules, sign: 1 | -1): readonly WeighedFact[] => [
  { fact: 'returnedMinor', rate: sign * rateOf(returnCostRate), isWhole: true },
  { fact: 'earnedMemberCash', rate: sign * SCALE, isWhole: true },
  { fact: 'earnedPoints', rate: sign * rateOf(pointCost), isWhole: false },
]

const contribution = (insight: InsightRules): readonly WeighedFact[] => [
  { fact: 'regularMinor', rate: rateOf(insight.marginRate), isWhole: true },
  { fact: 'promotionalMinor', rate: rateOf(insight.promotionalMarginRate), isWhole: true },
  ...costToServe(insight, -1),
]

/** The most that a bound may be, in minor units: of more nobody is asked. */
export const MOST_CONTRIBUTION = 400_000_000_000

/** A bound in parts of {@link WEIGHED_SCALE}, `beside` a half: no sum of ten-thousandths lies on it. */
const bound = (minor: number | null, beside: number): number | null =>
  minor === null ? null : Math.max(-MOST_CONTRIBUTION, Math.min(minor, MOST_CONTRIBUTION)) * WEIGHED_SCALE + beside

/** Whether a member's contribution, or the cost to serve them, rounded to whole minor units, lies in a range (S12). */
export const contributes = (
  insight: InsightRules,
  of: 'amount' | 'costToServe',
  { from, through }: { readonly from: number | null; readonly through: number | null },
): MemberTest => ({
  op: 'weighed',
  of: of === 'amount' ? contribution(insight) : costToServe(insight, 1),
  is: { from: bound(from, -WEIGHED_SCALE / 2 - 1), through: bound(through, WEIGHED_SCALE / 2 - 1) },
})
