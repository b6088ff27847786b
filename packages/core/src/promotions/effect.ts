import type { z } from 'zod'
import type { PromotedGoods } from './condition.ts'

/** What a promotion gives with a receipt that fulfils it. */
export type PromotionGift =
  /** Scaled by 10,000. */
  | { readonly kind: 'multiplier'; readonly value: number }
  | { readonly kind: 'bonusPoints'; readonly points: number }
  | { readonly kind: 'gift'; readonly reward: string; readonly quantity: number }
  | { readonly kind: 'coupon'; readonly coupon: string }

/** A kind of thing that promotions give: the words for it, and what they come to. */
export interface EffectKind<S extends z.ZodType = z.ZodType> {
  readonly kind: string
  readonly schema: S
  readonly compile: (config: z.output<S>) => Effect
}

/** What of a line a price depends on. */
export interface ListedGoods {
  readonly listPriceMinor: number
  readonly quantity: number
}

/** An effect, compiled: of a purchase, or of the price before it. */
export interface Effect {
  /** What it gives with the promotion's goods, null where they come to nothing. */
  readonly give?: (goods: PromotedGoods) => PromotionGift | null
  /** What a line costs by it altogether, in minor units. */
  readonly priceOf?: (goods: ListedGoods) => number
}

/** Declares a kind of effect, its config typed by its schema. */
export const effectKind = <const S extends z.ZodType>(kind: EffectKind<S>): EffectKind<S> => kind
