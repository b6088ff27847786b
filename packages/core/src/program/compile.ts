import { compileAward, type Award } from '../earning/award.ts'
import type { AwardFacts } from '../purchases/receipt.ts'
import { usualInsight } from './presets/insight.ts'
import type { InsightRules, ProgramRules, TenderKind, ThresholdRule, TierRules } from './rules.schema.ts'

/** A version of a program's rules, ready to judge: compiled once, used for every receipt. */
export interface CompiledRules {
  readonly version: number
  readonly document: ProgramRules
  readonly award: (facts: AwardFacts) => Award
  readonly isCash: (kind: TenderKind) => boolean
  readonly tier: (code: string | null) => TierRules | null
  /** Lowest rank first. */
  readonly tiersByRank: readonly TierRules[]
  readonly registrationTier: TierRules | null
  /** What the document says of insight, and what is usual where it says nothing. */
  readonly insight: InsightRules
  /** Every threshold that lets in at once, and every one that a review looks at; the highest tier's first. */
  readonly thresholds: Readonly<Record<ThresholdRule['decided'], readonly TierThreshold[]>>
}

/** One way into a tier by what was bought. */
export interface TierThreshold {
  readonly tier: TierRules
  readonly rule: ThresholdRule
}

/** Compiles a document that its schema has accepted to plain closures. */
export const compileRules = (document: ProgramRules, version: number): CompiledRules => {
  const cash = new Set<TenderKind>(document.earning.cashTenders)
  const tiers = new Map(document.tiers.map(tier => [tier.code, tier]))
  const tiersByRank = document.tiers.toSorted((a, b) => a.rank - b.rank)
  const thresholds = tiersByRank
    .toReversed()
    .flatMap(tier => tier.entry.flatMap(rule => (rule.on === 'threshold' ? [{ tier, rule }] : [])))
  return {
    version,
    document,
    award: compileAward(document),
    isCash: kind => cash.has(kind),
    tier: code => (code === null ? null : (tiers.get(code) ?? null)),
    tiersByRank,
    registrationTier: document.tiers.find(tier => tier.entry.some(rule => rule.on === 'registration')) ?? null,
    // A document comes from JSON, which leaves out what it does not say.
    insight: { ...usualInsight, ...(document.insight as Partial<InsightRules> | undefined) },
    thresholds: {
      atOnce: thresholds.filter(({ rule }) => rule.decided === 'atOnce'),
      atReview: thresholds.filter(({ rule }) => rule.decided === 'atReview'),
    },
  }
}
