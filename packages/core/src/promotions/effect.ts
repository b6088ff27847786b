import type { z } from 'zod'
import type { PromotedGoods } from './condition.ts'

/** What a promotion gives with a receipt that fulfils it. */
export type PromotionGift =
  /** Scaled by 10,000. */
  { readonly kind: 'multiplier'; readonly value: number } | { readonly kind: 'bonusPoints'; readonly points: number }

/** A kind of thing that promotions give: the words for it, and what they come to. */
export interface EffectKind<S extends z.ZodType = z.ZodType> {
  readonly kind: string
  readonly schema: S
  readonly compile: (config: z.output<S>) => Effect
}

/** An effect, compiled: what it gives for the promotion's goods, null where they come to nothing. */
export interface Effect {
  readonly give: (goods: PromotedGoods) => PromotionGift | null
}

/** Declares a kind of effect, its config typed by its schema. */
export const effectKind = <const S extends z.ZodType>(kind: EffectKind<S>): EffectKind<S> => kind
