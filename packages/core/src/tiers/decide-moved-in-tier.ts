import { addMonths, type Day } from '../calendar/day.ts'
import { membershipYearOf } from '../calendar/periods.ts'
import { accept, reject, type Decision } from '../decision.ts'
import type { CompiledRules } from '../program/compile.ts'
import type { MovedInTier } from './tier-acts.ts'

export type MovedInTierRefusal = 'unknown_tier' | 'validity_ended' | 'held_in_future'

/** A tier as an old system has it. */
export interface ToldTier {
  readonly tier: string | null
  /** The first day of unbroken holding; null where it is not told. */
  readonly since: Day | null
  /** The last day of the validity; null where the rules say it. */
  readonly through: Day | null
  readonly on: Day
}

/** The first day of the validity that ends with `through`. */
const beginsOn = (rules: CompiledRules, tier: string, through: Day): Day => {
  const validity = rules.tier(tier)!.validity
  switch (validity.kind) {
    case 'unlimited':
      return -Infinity
    case 'membershipYear':
      return membershipYearOf(through, rules.document.membershipYear.startsOn).from
    case 'months':
      return addMonths(through + 1, -validity.months)
  }
}

/**
 * A tier that a member held in an old system, whatever its way in: its validity counts from where it began there, so that
 * past receipts renew it as the rules say.
 */
export const decideMovedInTier = (
  rules: CompiledRules,
  { tier, since, through, on }: ToldTier,
): Decision<MovedInTier, MovedInTierRefusal> => {
  if (tier !== null && !rules.tier(tier)) return reject('unknown_tier', { tier })
  if (since !== null && since > on) return reject('held_in_future', { since })
  if (through !== null && (through < on || tier === null)) return reject('validity_ended', { through })
  const held = since ?? on
  const from = tier === null || through === null ? on : Math.min(on, Math.max(held, beginsOn(rules, tier, through)))
  return accept({ since: held, from })
}
