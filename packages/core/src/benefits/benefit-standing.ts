import type { ProgramRules } from '../program/rules.schema.ts'
import {
  quotaStart,
  usedSince,
  type BenefitFacts,
  type BenefitQuota,
  type BenefitReceipt,
  type BenefitRules,
} from './benefit-facts.ts'
import { decideBenefitUse, type BenefitObstacle } from './decide-benefit-use.ts'

/** A benefit as a member finds it today. */
export interface BenefitStanding {
  /** What the member's tier is given; null where the tier has no right to it. */
  readonly grant: Readonly<Record<string, number>> | null
  readonly quota: (BenefitQuota & { readonly used: number; readonly left: number }) | null
  readonly available: boolean
  readonly obstacle: BenefitObstacle | null
}

/** Facts that a benefit is shown by; `receipts` are the member's own that may serve. */
export type BenefitView = Pick<BenefitFacts, 'today' | 'uses'> & { readonly receipts: readonly BenefitReceipt[] }

// Of several receipts that do not serve, the one that came nearest says why.
const nearest: readonly BenefitObstacle[] = [
  'receipt_needed',
  'receipt_of_another_day',
  'receipt_too_small',
  'receipt_used',
  'quota_used_up',
]

/** How a member stands to a benefit now: by the same decision that a use of it would get (S6). */
export const benefitStanding = (
  rules: ProgramRules,
  tier: string | null,
  benefit: BenefitRules,
  { today, uses, receipts }: BenefitView,
): BenefitStanding => {
  const shown = benefit.receipt ? [null, ...receipts] : [null]
  const answers = shown.map(receipt =>
    decideBenefitUse(rules, tier, benefit, { today, uses, claims: [], receipt, guests: 0 }),
  )
  const reasons = answers.flatMap(answer => (answer.accepted ? [] : [answer.reason]))
  const available = reasons.length < answers.length
  const used = benefit.quota ? usedSince(uses, quotaStart(rules, benefit.quota.per, today)) : 0
  return {
    grant: (tier === null ? undefined : benefit.grants[tier]) ?? null,
    quota: benefit.quota ? { ...benefit.quota, used, left: Math.max(0, benefit.quota.count - used) } : null,
    available,
    obstacle: available ? null : reasons.toSorted((a, b) => nearest.indexOf(b) - nearest.indexOf(a))[0]!,
  }
}
