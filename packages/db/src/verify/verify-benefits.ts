import { dayOf, quotaStart, type RulesTimeline } from '@laurel/core'
import type { InferSelectModel } from 'drizzle-orm'
import type { benefitClaims } from '../benefits/benefits.tables.ts'
import { differ, sumOf } from './differ.ts'
import type { BenefitUseRow } from './verify.queries.ts'

type Use = BenefitUseRow
type Claim = InferSelectModel<typeof benefitClaims>

/** What is kept of a member's benefits. */
export interface KeptBenefits {
  readonly uses: readonly Use[]
  /** The uses that staff took back. */
  readonly undone: ReadonlySet<number>
  readonly claims: readonly Claim[]
}

/** A receipt of the member. */
interface Receipt {
  readonly id: number
  readonly occurredOn: number
  /** As it was sold; what came back of it counts for uses after that return. */
  readonly cashMinor: number
  readonly returns: readonly { readonly id: number; readonly cashMinor: number }[]
}

const verifyUse = (
  timeline: RulesTimeline,
  { claims, undone }: KeptBenefits,
  use: Use,
  receipts: readonly Receipt[],
  cards: number,
): string[] => {
  const { document } = timeline.version(use.rulesVersion)
  const benefit = document.benefits.find(({ code }) => code === use.benefit)
  const receipt = receipts.find(({ id }) => id === use.purchaseId)
  if (!benefit) return ['is of no benefit of its rules']
  if (use.purchaseId !== null && !receipt) return ['shows a receipt that is not of this member']
  const { quota, receipt: rule } = benefit
  const said = [
    ...(rule?.oncePerReceipt ? [`receipt ${use.purchaseId} 0`] : []),
    ...(quota ? [`${quota.per} ${use.memberId} ${quotaStart(document, quota.per, use.usedOn)}`] : []),
  ]
  const before = receipt?.returns.filter(({ id }) => id < use.id) ?? []
  const cashMinor = (receipt?.cashMinor ?? 0) - sumOf(before.map(one => one.cashMinor))
  const held = claims.filter(claim => claim.useId === use.id)
  return [
    ...differ('day', dayOf(use.usedAt, timeline.timeZone), use.usedOn),
    ...differ('grant', JSON.stringify(benefit.grants[use.tier]), use.grant),
    ...(rule && !receipt ? ['lacks its receipt'] : []),
    ...(rule && receipt && cashMinor < rule.atLeastMinor ? ['shows a receipt that is too small'] : []),
    ...(rule?.sameDay && receipt && receipt.occurredOn !== use.usedOn ? ['shows a receipt of another day'] : []),
    ...differ(
      'claims',
      undone.has(use.id) ? '' : said.toSorted().join(),
      held
        .map(({ scope, holder, period }) => `${scope} ${holder} ${period}`)
        .toSorted()
        .join(),
    ),
    ...held.flatMap(({ scope, place }) =>
      scope !== 'receipt' && place > (quota?.count ?? 0) * cards
        ? [`holds place ${place} of ${quota?.count ?? 0}`]
        : [],
    ),
  ]
}

/**
 * Each use against the rules of its version: what was granted, the receipt it needed, and what it occupies (S6). Each of
 * so many cards had a quota of its own before they were merged.
 */
export const verifyBenefits = (
  timeline: RulesTimeline,
  kept: KeptBenefits,
  receipts: readonly Receipt[],
  cards: number,
): string[] =>
  kept.uses.flatMap(use =>
    verifyUse(timeline, kept, use, receipts, cards).map(fault => `use ${use.id} of ${use.benefit}, ${fault}`),
  )
