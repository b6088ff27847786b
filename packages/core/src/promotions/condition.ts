import type { z } from 'zod'
import type { Day, Instant } from '../calendar/day.ts'

/** What of a receipt a condition may look at, beside its lines and the tier. */
export interface PromotionReceipt {
  readonly businessDay: Day
  readonly occurredAt: Instant
  readonly store: string
  readonly birthday: boolean
}

/** What of a line a condition may look at. */
export interface PromotionLine {
  readonly sku: string
  readonly brand: string | null
  readonly category: string | null
  readonly promotional: boolean
}

/** The goods of a receipt that a promotion is about, those of which nothing is left not counted. */
export interface PromotedGoods {
  /** Their share of the cash part. */
  readonly spendMinor: number
  /** What they cost altogether, however it was paid. */
  readonly totalMinor: number
  readonly quantity: number
}

/** What is missing for a threshold. */
export interface MissingGoods {
  readonly spendMinor?: number
  readonly quantity?: number
}

/**
 * A condition, compiled: of the receipt, of the tier held then, of each line, or a threshold that the goods which all
 * the lines' conditions let in have to reach. The tier stands apart since a draft of the rules may bring another.
 */
export type Condition =
  | { readonly of: 'receipt'; readonly holds: (receipt: PromotionReceipt) => boolean }
  | { readonly of: 'tier'; readonly holds: (tier: string | null) => boolean }
  | { readonly of: 'line'; readonly matches: (line: PromotionLine) => boolean }
  | { readonly of: 'goods'; readonly missing: (goods: PromotedGoods) => MissingGoods | null }

/** One kind of condition: the words for it in a promotion, and what they mean. */
export interface ConditionKind<S extends z.ZodType = z.ZodType> {
  readonly kind: string
  readonly schema: S
  readonly compile: (config: z.output<S>, timeZone: string) => Condition
}

/** Declares a kind of condition, its config typed by its schema. */
export const conditionKind = <const S extends z.ZodType>(kind: ConditionKind<S>): ConditionKind<S> => kind
