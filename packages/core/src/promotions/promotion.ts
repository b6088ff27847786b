import type { Instant } from '../calendar/day.ts'
import type { LocalizedText } from '../program/rules.schema.ts'
import type { MissingGoods, PromotedGoods, PromotionLine, PromotionReceipt } from './condition.ts'
import { compileCondition, type PromotionCondition } from './conditions/registry.ts'
import type { ListedGoods, PromotionGift } from './effect.ts'
import { compileEffect, type PromotionEffect } from './effects/registry.ts'

/** A promotion as it was published once (S29); a change publishes another revision, and none is ever changed. */
export interface PromotionRevision {
  /** Counts the revisions of all the program's promotions, from 1. */
  readonly id: number
  readonly code: string
  /** Counts those of this one, from 1. */
  readonly revision: number
  readonly name: LocalizedText
  /** The instant from which this revision counts: the program's now when it was published. */
  readonly effectiveAt: Instant
  /** Whether it ends the promotion: it gives nothing any more. */
  readonly ended: boolean
  readonly fromAt: Instant
  /** The first instant at which it is over. */
  readonly untilAt: Instant
  /** Whose holders may come before the others (特价活动前一天), and from when. */
  readonly early: { readonly tiers: readonly string[]; readonly fromAt: Instant } | null
  readonly conditions: readonly PromotionCondition[]
  readonly effects: readonly PromotionEffect[]
}

/** A line that a price is asked of. */
export type PricedLine = PromotionLine & ListedGoods

/** A revision, ready to judge: compiled once, used for every receipt. */
export interface Promotion extends PromotionRevision {
  /** The first instant at which it is open to anybody. */
  readonly opensAt: Instant
  /** Whether the receipt is within its time and fulfils what is asked of receipts. */
  readonly holdsFor: (receipt: PromotionReceipt) => boolean
  /**
   * Whether a receipt is one that it looks at: it gives something then, and all is right but for the tier and the thresholds. Under
   * other rules the same receipt may have another tier, and another cash part.
   */
  readonly looksAt: (receipt: PromotionReceipt, lines: readonly PromotionLine[]) => boolean
  /** Whether it is open to who holds a tier at a receipt that it looks at. */
  readonly isOpen: (tier: string | null, occurredAt: Instant) => boolean
  readonly matches: (line: PromotionLine) => boolean
  /** What its goods still miss; null where every threshold is reached. */
  readonly missing: (goods: PromotedGoods) => MissingGoods | null
  /** Whether it has a member-only price. */
  readonly isPriced: boolean
  /** The lowest of its prices of a line, altogether; null where it has none. */
  readonly priceOf: (line: ListedGoods) => number | null
  readonly give: (goods: PromotedGoods) => readonly PromotionGift[]
}

/** What several thresholds miss together: of each measure the most. */
const most = (a: MissingGoods | null, b: MissingGoods | null): MissingGoods | null =>
  a && b
    ? {
        ...a,
        ...b,
        ...(a.spendMinor !== undefined &&
          b.spendMinor !== undefined && { spendMinor: Math.max(a.spendMinor, b.spendMinor) }),
        ...(a.quantity !== undefined && b.quantity !== undefined && { quantity: Math.max(a.quantity, b.quantity) }),
      }
    : (a ?? b)

/** Compiles a revision that its schema has accepted. The zone is the program's. */
export const compilePromotion = (revision: PromotionRevision, timeZone: string): Promotion => {
  const conditions = revision.conditions.map(condition => compileCondition(condition, timeZone))
  const receipts = conditions.flatMap(condition => (condition.of === 'receipt' ? [condition.holds] : []))
  const tiers = conditions.flatMap(condition => (condition.of === 'tier' ? [condition.holds] : []))
  const lines = conditions.flatMap(condition => (condition.of === 'line' ? [condition.matches] : []))
  const thresholds = conditions.flatMap(condition => (condition.of === 'goods' ? [condition.missing] : []))
  const effects = revision.effects.map(compileEffect)
  const gives = effects.flatMap(effect => effect.give ?? [])
  const prices = effects.flatMap(effect => effect.priceOf ?? [])
  const { fromAt, untilAt, early } = revision
  const opensAt = early ? Math.min(early.fromAt, fromAt) : fromAt
  const matches = (line: PromotionLine): boolean => lines.every(matches => matches(line))
  const holdsFor = (receipt: PromotionReceipt): boolean =>
    receipt.occurredAt >= opensAt && receipt.occurredAt < untilAt && receipts.every(holds => holds(receipt))
  return {
    ...revision,
    opensAt,
    holdsFor,
    looksAt: (receipt, goods) => gives.length > 0 && holdsFor(receipt) && goods.some(matches),
    isOpen: (tier, occurredAt) =>
      (occurredAt >= fromAt || (tier !== null && early !== null && early.tiers.includes(tier))) &&
      tiers.every(holds => holds(tier)),
    matches,
    missing: goods => thresholds.reduce<MissingGoods | null>((all, missing) => most(all, missing(goods)), null),
    isPriced: prices.length > 0,
    priceOf: line => (prices.length === 0 ? null : Math.min(...prices.map(price => price(line)))),
    give: goods => gives.flatMap(give => give(goods) ?? []),
  }
}
