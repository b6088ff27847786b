import { z } from 'zod'
import { SCALE, toScaled } from '../../money/scaled.ts'
import { mulDiv } from '../../money/mul-div.ts'
import { shareSchema, type ThresholdRule, type TierRules } from '../../program/rules.schema.ts'
import { openTo, windowAround } from '../../tiers/tier-steps.ts'
import { and, fact, not, or, some, type MemberTest } from '../member-test.ts'
import { segmentConditionKind, type SegmentContext } from '../segment-condition.ts'
import { codes } from '../value-schemas.ts'

/** Who holds none of the tiers that such a rule leads up from. */
const below = (tier: TierRules, rule: ThresholdRule, { rules }: SegmentContext): MemberTest => {
  const lower = rules.tiersByRank.filter(({ rank, code }) => rank < tier.rank && openTo(rule, code))
  const held = fact('tier', { in: lower.map(({ code }) => code) })
  return openTo(rule, null) ? or(held, { op: 'unknown', fact: 'tier' }) : held
}

/** Who has something of what a rule asks, in the window that contains today. */
const has = (rule: ThresholdRule, atLeast: number, { rules, today }: SegmentContext): MemberTest => {
  const { from, through } = windowAround(rules, rule.window, today)
  return some(
    'days',
    { day: Number.isFinite(from) ? { from, through } : undefined },
    { sum: { column: rule.measure === 'spend' ? 'spend' : 'qualifyingPoints', atLeast } },
  )
}

/** Who has at least such a share of what one of these tiers asks, and not yet all of it (S1). */
export const tierNear = segmentConditionKind({
  kind: 'tierNear',
  schema: z.strictObject({
    kind: z.literal('tierNear'),
    tiers: codes.optional(),
    share: shareSchema.refine(share => share > 0 && share < 1, 'must be between 0 and 1'),
  }),
  compile: ({ tiers, share }, context) =>
    or(
      ...context.rules.tiersByRank
        .filter(({ code }) => tiers?.includes(code) ?? true)
        .flatMap(tier =>
          tier.entry.flatMap(rule =>
            rule.on === 'threshold'
              ? [
                  and(
                    below(tier, rule, context),
                    has(rule, mulDiv(rule.atLeast, toScaled(share) ?? SCALE, SCALE, 'ceil'), context),
                    not(has(rule, rule.atLeast, context)),
                  ),
                ]
              : [],
          ),
        ),
    ),
})
