import type { JudgedPromotion } from './judge-promotions.ts'
import type { Promotion } from './promotion.ts'

/** A thing that a promotion gives with a purchase beside points: pieces of a reward, or a coupon. */
export interface PromisedGift {
  readonly revisionId: number
  readonly kind: 'gift' | 'coupon'
  /** The reward's or the coupon's. */
  readonly code: string
  readonly quantity: number
}

/** The things that promotions give, as far as they are fulfilled. A revision names each at most once. */
export const promisedGifts = (
  judged: readonly Pick<JudgedPromotion, 'promotion' | 'gives'>[],
): readonly PromisedGift[] =>
  judged.flatMap(({ promotion, gives }) =>
    gives.flatMap((one): PromisedGift[] => {
      const { id: revisionId } = promotion
      if (one.kind === 'gift') return [{ revisionId, kind: 'gift', code: one.reward, quantity: one.quantity }]
      return one.kind === 'coupon' ? [{ revisionId, kind: 'coupon', code: one.coupon, quantity: 1 }] : []
    }),
  )

/** The things that promotions may give at all, whoever buys whatever. */
export const giftsNamed = (promotions: readonly Promotion[]): readonly Pick<PromisedGift, 'kind' | 'code'>[] =>
  promotions.flatMap(({ effects }) =>
    effects.flatMap((effect): Pick<PromisedGift, 'kind' | 'code'>[] => {
      if (effect.kind === 'gift') return [{ kind: 'gift', code: effect.reward }]
      return effect.kind === 'coupon' ? [{ kind: 'coupon', code: effect.coupon }] : []
    }),
  )

/** What was promised before goods came back and is no more. */
export const lostGifts = (before: readonly PromisedGift[], after: readonly PromisedGift[]): readonly PromisedGift[] =>
  before.filter(
    one =>
      !after.some(
        ({ revisionId, kind, code }) => revisionId === one.revisionId && kind === one.kind && code === one.code,
      ),
  )
