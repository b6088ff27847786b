import { compileAward, type Award } from '../earning/award.ts'
import type { AwardFacts } from '../purchases/receipt.ts'
import type { ProgramRules, TenderKind, TierRules } from './rules.schema.ts'

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
}

/** Compiles a document that its schema has accepted to plain closures. */
export const compileRules = (document: ProgramRules, version: number): CompiledRules => {
  const cash = new Set<TenderKind>(document.earning.cashTenders)
  const tiers = new Map(document.tiers.map(tier => [tier.code, tier]))
  return {
    version,
    document,
    award: compileAward(document),
    isCash: kind => cash.has(kind),
    tier: code => (code === null ? null : (tiers.get(code) ?? null)),
    tiersByRank: document.tiers.toSorted((a, b) => a.rank - b.rank),
    registrationTier: document.tiers.find(tier => tier.entry.some(rule => rule.on === 'registration')) ?? null,
  }
}
