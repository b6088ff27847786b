import {
  keptGoods,
  lostGifts,
  promisedGifts,
  type BoughtGoods,
  type PromisedGift,
  type RulesTimeline,
} from '@laurel/core'
import type { PromotionGiftRow, ReturnGiftRow } from '../promotions/promotion-gifts.repository.ts'
import { differ, sumOf } from './differ.ts'
import type { KeptCoupons } from './verify-coupons.ts'
import type { KeptRedemptions } from './verify-redemptions.ts'
import type { StoredReturn, VerifiedBooks } from './verify-returns.ts'

/** What is kept of the things that promotions gave with a purchase. */
export interface KeptGifts {
  readonly given: readonly PromotionGiftRow[]
  readonly returned: readonly ReturnGiftRow[]
}

/** A member's things, wherever they came from. */
export interface MemberThings {
  readonly gifts: KeptRedemptions
  readonly coupons: KeptCoupons
}

/** A purchase as far as its gifts are checked. */
interface GivingPurchase {
  readonly id: number
  readonly rulesVersion: number
  readonly bought: BoughtGoods
  readonly returns: readonly StoredReturn[]
  readonly kept: KeptGifts
}

type Named = Pick<PromisedGift, 'revisionId' | 'kind' | 'code'>

const isSame = (a: Named, b: Named): boolean => a.revisionId === b.revisionId && a.kind === b.kind && a.code === b.code
const nameOf = ({ revisionId, kind, code }: Named): string => `${kind} ${code} of revision ${revisionId}`

/** A thing that was given, against the redemption or the coupon that it is. */
const verifyGiven = (
  { byId }: VerifiedBooks,
  things: MemberThings,
  purchaseId: number,
  row: PromotionGiftRow,
  promised: PromisedGift,
): string[] => {
  if (row.givenId === null) return []
  if (row.kind === 'coupon') {
    const coupon = things.coupons.coupons.find(({ id }) => id === row.givenId)
    return differ('brought', `${row.code} ${purchaseId}`, coupon && `${coupon.coupon} ${String(coupon.purchaseId)}`)
  }
  const redemption = things.gifts.redemptions.find(({ id }) => id === row.givenId)
  return [
    ...differ(
      'reserved',
      `${promised.quantity} ${row.code}`,
      redemption && `${redemption.quantity} ${redemption.reward}`,
    ),
    ...differ('points for it', 0, redemption?.points),
    ...differ('cause of its transaction', purchaseId, byId.get(row.givenId)?.causeId),
  ]
}

/** How a thing ended by what is kept of it: as a return says that it was taken back, or stays. */
const becameOf = (
  { byId }: VerifiedBooks,
  things: MemberThings,
  row: PromotionGiftRow,
  returnId: number,
): 'takenBack' | 'stays' | 'gone' => {
  if (row.kind === 'coupon') {
    const withdrawal = things.coupons.withdrawals.find(({ couponId }) => couponId === row.givenId)
    if (!withdrawal) return 'stays'
    if (withdrawal.returnId !== returnId) return 'gone'
    const placeOf = (id: number | null): number => (id === null ? Infinity : (byId.get(id)?.seq ?? Infinity))
    const isUsed = things.coupons.uses.some(
      use => use.couponId === row.givenId && use.number <= withdrawal.uses && placeOf(use.returnId) > placeOf(returnId),
    )
    return isUsed ? 'stays' : 'takenBack'
  }
  const end = things.gifts.ends.find(({ redemptionId }) => redemptionId === row.givenId)?.end
  return end === 'cancelled' ? 'takenBack' : end === 'lapsed' ? 'gone' : 'stays'
}

/** What a return took away, against what is kept of it. */
const verifyLost = (
  books: VerifiedBooks,
  things: MemberThings,
  kept: KeptGifts,
  returnId: number,
  lost: readonly PromisedGift[],
): string[] => {
  const told = kept.returned.filter(row => row.returnId === returnId)
  return [
    ...told
      .filter(row => !lost.some(one => isSame(one, row)))
      .map(row => `${nameOf(row)} lost its ground, which it had not`),
    ...lost.flatMap(one => {
      const row = kept.given.find(given => isSame(given, one))
      if (!row || row.givenId === null) return []
      const became = becameOf(books, things, row, returnId)
      const said = told.find(other => isSame(other, one))
      // What the member had given up before is nothing to take back; a cancelled gift does not tell who cancelled it.
      if (!said) return became === 'stays' ? [`${nameOf(one)} lost its ground and is still there`] : []
      return differ(nameOf(one), became, said.takenBack ? 'takenBack' : 'stays')
    }),
  ]
}

/** The things that promotions gave with a purchase, each promised by its award, and what its returns took away (S29). */
export const verifyPromotionGifts = (
  books: VerifiedBooks & { readonly timeline: RulesTimeline },
  things: MemberThings,
  { id, rulesVersion, bought, returns, kept }: GivingPurchase,
): string[] => {
  if (bought.facts.promotions.length === 0) return kept.given.map(row => `${nameOf(row)} was given by no promotion`)
  const rules = books.timeline.version(rulesVersion)
  const promisedFor = (quantities: readonly number[]) => promisedGifts(keptGoods(rules, bought, quantities).promotions)
  const promised = promisedFor(bought.quantities)
  let quantities = [...bought.quantities]
  return [
    ...kept.given
      .filter(row => !promised.some(one => isSame(one, row)))
      .map(row => `${nameOf(row)} was given by no promotion`),
    ...promised.flatMap(one => {
      const row = kept.given.find(given => isSame(given, one))
      return row
        ? verifyGiven(books, things, id, row, one).map(fault => `${nameOf(one)}, ${fault}`)
        : [`${nameOf(one)} was neither given nor refused`]
    }),
    ...returns.flatMap(({ return: row, lines }) => {
      const before = promisedFor(quantities)
      quantities = quantities.map(
        (quantity, i) => quantity - sumOf(lines.filter(line => line.position === i).map(line => line.quantity)),
      )
      // More taken back than was bought is named with the return itself.
      if (quantities.some(quantity => quantity < 0)) return []
      return verifyLost(books, things, kept, row.id, lostGifts(before, promisedFor(quantities))).map(
        fault => `return ${row.id}, ${fault}`,
      )
    }),
  ]
}

/** Things that say of themselves that a promotion brought them, and none did. */
export const strayThings = (
  { byId }: VerifiedBooks,
  { gifts, coupons }: MemberThings,
  given: readonly PromotionGiftRow[],
): string[] => {
  const ids = new Set(given.map(row => row.givenId))
  return [
    ...gifts.redemptions
      .filter(({ id }) => (byId.get(id)?.causeId ?? null) !== null && !ids.has(id))
      .map(({ id }) => `redemption ${id} was brought by no promotion`),
    ...coupons.coupons
      .filter(({ id, because }) => because === 'promotion' && !ids.has(id))
      .map(({ id }) => `coupon ${id} was brought by no promotion`),
  ]
}
