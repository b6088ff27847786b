import { decideExpiry, decideInactivity } from '../expiry/decide-expiry.ts'
import type { TransactionKind } from '../ledger/journal.ts'
import { still, type Movement, type Wallet } from '../ledger/wallet.ts'
import type { CompiledRules } from '../program/compile.ts'
import type { RulesTimeline } from '../program/timeline.ts'
import { decideRebate } from '../rebates/decide-rebate.ts'
import { decideTierHistory, lastHolding, type TierFacts } from '../tiers/tier-history.ts'
import type { TierHolding } from '../tiers/tier-steps.ts'
import type { Occurrence } from './next-due.ts'

/** What a job writes into a member's journal of its own accord. */
export interface JobPosting {
  readonly kind: TransactionKind
  readonly rulesVersion: number
  readonly movement: Movement
}

/**
 * What an occurrence does to a member's wallet, under the rules in force when it was done; nothing moves where it is not
 * for this member. `tier` is the one held at that instant, after its review. Used by the job and by `verify`.
 */
export const decideJobPosting = (
  rules: CompiledRules,
  occurrence: Pick<Occurrence, 'kind' | 'code' | 'day' | 'at'>,
  wallet: Wallet,
  facts: { readonly tier: string | null; readonly transactionId: number },
): JobPosting => {
  const { kind, code, day, at } = occurrence
  const posting = (kind: TransactionKind, movement: Movement) => ({ kind, rulesVersion: rules.version, movement })
  switch (kind) {
    case 'expiry':
      return posting('expire', decideExpiry(wallet, day))
    case 'inactivity': {
      const unit = code === 'points' ? 'points' : 'memberCash'
      const inForce = rules.document.expiry[unit].kind === 'inactivity'
      return posting('expire', inForce ? decideInactivity(wallet, unit, day, at) : still(wallet))
    }
    case 'rebate': {
      const rebate = rules.document.rebates.find(r => r.code === code)
      return posting('rebate', rebate ? decideRebate(wallet, { rules, rebate, day, at, ...facts }) : still(wallet))
    }
    // Tiers, seals, insight, forecasts and segments are no postings, and what a lapse gives back is caused by the redemption.
    case 'seal':
    case 'lapse':
    case 'tiers':
    case 'insight':
    case 'forecast':
    case 'segments':
      return posting('adjust', still(wallet))
  }
}

/** The tier held at the start of a day, after validities have ended and the review has raised, before its receipts and acts. */
export const heldAtStartOf = (timeline: RulesTimeline, facts: TierFacts, day: number): TierHolding =>
  lastHolding(decideTierHistory(timeline, { ...facts, activity: facts.activity.filter(entry => entry.day < day) }, day))
