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
  /** Its own id, and those of cards that were merged into it. */
  ids: readonly [string, ...string[]]
  points: number
  prepaid: number
  purchases: { readonly id: string; readonly yuan: number }[]
  redemptions: string[]
  /** The last top-up, as long as nothing came after it: then it can be reversed. */
  lastTopUp: string | null
}

const SPENT_YUAN = 5

/** What the holder of an own card can do now, by any of its ids. */
const possible = (own: Holding, random: Random): readonly [() => Asking, ...(() => Asking)[]] => {
  const id = random.pick(own.ids)
  const purchase = own.purchases[0]
  const redemption = own.redemptions[0]
  const lastTopUp = own.lastTopUp
  const shop = () => deeds.buy(id, 1 + random.below(300))
  return [
    shop,
    shop,
    shop,
    () => deeds.topUp(id),
    () => deeds.adjust(id),
    () => deeds.setTier(id),
    ...(purchase ? [() => deeds.bringBack(id, purchase.id, purchase.yuan)] : []),
    ...(lastTopUp === null ? [] : [() => deeds.reverse(id, lastTopUp)]),
    ...(own.prepaid >= 2 * SPENT_YUAN * 100 ? [() => deeds.refund(id), () => deeds.spend(id, SPENT_YUAN)] : []),
    ...(own.points >= deeds.GIFT.points ? [() => deeds.redeem(id)] : []),
    ...(redemption === undefined ? [] : [() => deeds.cancel(id, redemption), () => deeds.collect(id, redemption)]),
    // What is left of prepaid is paid back first, and an erasure would give back what is reserved.
    ...(own.prepaid === 0 && redemption === undefined ? [() => deeds.erase(id, own.points)] : []),
  ]
}

const settleDeed: Partial<Record<Deed, (own: Holding, asking: Asking, id: string) => void>> = {
  // `2 × yuan` points came in; one of the two things may come back.
  buy: (own, { points }, id) => own.purchases.push({ id, yuan: points / 2 }),
  bringBack: own => own.purchases.shift(),
  redeem: (own, _, id) => own.redemptions.push(id),
  cancel: own => own.redemptions.shift(),
  collect: own => own.redemptions.shift(),
}

const newHolding = (id: string): Holding => ({
  id,
  ids: [id],
  points: 0,
  prepaid: 0,
  purchases: [],
  redemptions: [],
  lastTopUp: null,
})

/** One holding of two, whose ids are all its own from now on. */
const join = (own: Holding, other: Holding): void => {
  own.ids = [...own.ids, ...other.ids]
  own.points += other.points
  own.prepaid += other.prepaid
  own.purchases.push(...other.purchases)
  own.redemptions.push(...other.redemptions)
  own.lastTopUp = null
}

/** A customer with a card or two of their own, who now and then buys on the card that everybody shares. */
export const makeCustomer = (random: Random, sharedMemberId: string): Customer => {
  let cards: readonly Holding[] = []
  const onSharedCard = () =>
    random.pick([() => deeds.buy(sharedMemberId, 1 + random.below(300)), () => deeds.adjust(sharedMemberId)])()
  return {
    next: () => {
      const own = cards[random.below(cards.length)]
      if (!own) return deeds.enrol()
      if (random.below(4) === 0) return onSharedCard()
      const other = cards.find(card => card !== own)
      return random.pick([
        ...possible(own, random),
        ...(other ? [() => deeds.merge(random.pick(own.ids), other.id)] : [deeds.enrol]),
      ])()
    },
    answered: (asking, { body }) => {
      const { id } = body as { readonly id: string }
      const { deed } = asking
      if (deed === 'enrol') cards = [...cards, newHolding(id)]
      const own = cards.find(({ ids }) => ids.some(one => one === asking.memberId))
      if (!own) return
      const wasOwed = own.points < 0
      own.points += asking.points
      own.prepaid += asking.prepaid
      // Of what filled a debt nothing is left to reverse.
      own.lastTopUp = deed === 'topUp' && !wasOwed ? id : null
      settleDeed[deed]?.(own, asking, id)
      if (deed === 'merge') {
        const other = cards.find(card => card.id === asking.from)!
        join(own, other)
        cards = cards.filter(card => card !== other)
      }
      if (deed === 'erase') cards = cards.filter(card => card !== own)
    },
  }
}
