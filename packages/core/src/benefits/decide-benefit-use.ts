import { accept, reject, type Decision } from '../decision.ts'
import type { ProgramRules } from '../program/rules.schema.ts'
import { quotaStart, usedSince, type BenefitClaim, type BenefitFacts, type BenefitRules } from './benefit-facts.ts'

/** A benefit given. */
export interface DecidedBenefitUse {
  /** What the tier is given, such as `{"hours":2}`. */
  readonly grant: Readonly<Record<string, number>>
  readonly claims: readonly BenefitClaim[]
}

export type BenefitObstacle =
  | 'tier_required'
  | 'receipt_needed'
  | 'receipt_of_another_day'
  | 'receipt_too_small'
  | 'too_many_guests'
  | 'receipt_used'
  | 'quota_used_up'

/** Obstacles to a right that is held, but was used already; all others mean that the member is not entitled. */
export const usedAlready: ReadonlySet<BenefitObstacle> = new Set(['receipt_used', 'quota_used_up'])

const receiptObstacle = (benefit: BenefitRules, { receipt, today }: BenefitFacts): BenefitObstacle | null => {
  const rule = benefit.receipt
  if (!rule) return null
  if (!receipt) return 'receipt_needed'
  if (rule.sameDay && receipt.occurredOn !== today) return 'receipt_of_another_day'
  return receipt.cashMinor < rule.atLeastMinor ? 'receipt_too_small' : null
}

/**
 * Judges one use of a benefit at the tier held now (S1, S6): first whether the member is entitled to it at all, then
 * whether receipt or quota have been used already. A standing right is never used up.
 */
export const decideBenefitUse = (
  rules: ProgramRules,
  tier: string | null,
  benefit: BenefitRules,
  facts: BenefitFacts,
): Decision<DecidedBenefitUse, BenefitObstacle> => {
  const grant = tier === null ? undefined : benefit.grants[tier]
  if (!grant) return reject('tier_required')
  const obstacle = receiptObstacle(benefit, facts)
  if (obstacle !== null) return reject(obstacle)
  if (facts.guests > (benefit.guests ?? 0)) return reject('too_many_guests', { most: benefit.guests ?? 0 })

  const claims: BenefitClaim[] = []
  if (benefit.receipt?.oncePerReceipt) {
    if (facts.receipt?.used) return reject('receipt_used')
    claims.push({ scope: 'receipt', period: 0, place: 1 })
  }
  const { quota } = benefit
  if (quota) {
    const period = quotaStart(rules, quota.per, facts.today)
    if (usedSince(facts.uses, period) >= quota.count) return reject('quota_used_up', { count: quota.count })
    const held = facts.claims.filter(claim => claim.scope === quota.per && claim.period === period)
    const taken = new Set(held.map(claim => claim.place))
    let place = 1
    while (taken.has(place)) place++
    claims.push({ scope: quota.per, period, place })
  }
  return accept({ grant, claims })
}
