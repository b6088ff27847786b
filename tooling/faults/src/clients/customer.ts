import type { Random } from '../random.ts'
import * as deeds from './deeds.ts'
import type { Asking, Deed } from './deeds.ts'
import type { Settled } from './patient-client.ts'

/** One who shops, step by step: asks, is answered, and chooses the next step by chance from what is possible then. */
export interface Customer {
  readonly next: () => Asking
  readonly answered: (asking: Asking, settled: Settled) => void
}

interface Holding {
  readonly id: string
  points: number
  prepaid: number
  purchases: { readonly id: string; readonly yuan: number }[]
  redemptions: string[]
  /** The last top-up, as long as nothing came after it: then it can be reversed. */
  lastTopUp: string | null
}

const SPENT_YUAN = 5

/** What the holder of an own card can do now. */
const possible = (own: Holding, random: Random): readonly [() => Asking, ...(() => Asking)[]] => {
  const { id } = own
  const purchase = own.purchases[0]
  const redemption = own.redemptions[0]
  const lastTopUp = own.lastTopUp
  const shop = () => deeds.buy(id, 1 + random.below(300))
  return [
    shop,
    shop,
    shop,
    deeds.enrol,
    () => deeds.topUp(id),
    () => deeds.adjust(id),
    () => deeds.setTier(id),
    ...(purchase ? [() => deeds.bringBack(id, purchase.id, purchase.yuan)] : []),
    ...(lastTopUp === null ? [] : [() => deeds.reverse(id, lastTopUp)]),
    ...(own.prepaid >= 2 * SPENT_YUAN * 100 ? [() => deeds.refund(id), () => deeds.spend(id, SPENT_YUAN)] : []),
    ...(own.points >= deeds.GIFT.points ? [() => deeds.redeem(id)] : []),
    ...(redemption === undefined ? [] : [() => deeds.cancel(id, redemption), () => deeds.collect(id, redemption)]),
  ]
}

const isOnOwnCard = (asking: Asking, own: Holding): boolean => asking.memberId === own.id

const settleDeed: Partial<Record<Deed, (own: Holding, asking: Asking, id: string) => void>> = {
  // `2 × yuan` points came in; one of the two things may come back.
  buy: (own, { points }, id) => own.purchases.push({ id, yuan: points / 2 }),
  bringBack: own => own.purchases.shift(),
  redeem: (own, _, id) => own.redemptions.push(id),
  cancel: own => own.redemptions.shift(),
  collect: own => own.redemptions.shift(),
}

/** A customer with a card of their own, who now and then buys on the card that everybody shares. */
export const makeCustomer = (random: Random, sharedMemberId: string): Customer => {
  let own: Holding | null = null
  const onSharedCard = () =>
    random.pick([() => deeds.buy(sharedMemberId, 1 + random.below(300)), () => deeds.adjust(sharedMemberId)])()
  return {
    next: () => {
      if (!own) return deeds.enrol()
      return random.below(4) === 0 ? onSharedCard() : random.pick(possible(own, random))()
    },
    answered: (asking, { body }) => {
      const { id } = body as { readonly id: string }
      if (asking.deed === 'enrol')
        own ??= { id, points: 0, prepaid: 0, purchases: [], redemptions: [], lastTopUp: null }
      if (!own || !isOnOwnCard(asking, own)) return
      own.points += asking.points
      own.prepaid += asking.prepaid
      own.lastTopUp = asking.deed === 'topUp' ? id : null
      settleDeed[asking.deed]?.(own, asking, id)
    },
  }
}
