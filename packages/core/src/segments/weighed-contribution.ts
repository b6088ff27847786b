import { contributionParts, type ContributionPart } from '../insight/contribution.ts'
import type { InsightRules } from '../program/rules.schema.ts'
import { WEIGHED_SCALE, type MemberFactName, type MemberTest, type WeighedFact } from './member-test.ts'

/** Under which name a member's facts have it. */
const FACT = {
  regularMinor: 'regularMinor',
  promotionalMinor: 'promotionalMinor',
  returnedMinor: 'returnedMinor',
  memberCashMinor: 'earnedMemberCash',
  points: 'earnedPoints',
} as const satisfies Readonly<Record<ContributionPart['of'], MemberFactName>>

/** Parts as facts, added, or with a `sign` of -1 taken away. */
const weighed = (parts: readonly ContributionPart[], sign: 1 | -1 = 1): readonly WeighedFact[] =>
  parts.map(({ of, rate, isWhole }) => ({ fact: FACT[of], rate: sign * rate, isWhole }))

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
): MemberTest => {
  const parts = contributionParts(insight)
  return {
    op: 'weighed',
    of: of === 'amount' ? [...weighed(parts.brought), ...weighed(parts.cost, -1)] : weighed(parts.cost),
    is: { from: bound(from, -WEIGHED_SCALE / 2 - 1), through: bound(through, WEIGHED_SCALE / 2 - 1) },
  }
}
