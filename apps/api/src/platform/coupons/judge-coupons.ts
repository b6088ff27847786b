import {
  decideCouponDiscount,
  decideCouponIssue,
  type CouponIssueRefusal,
  type CouponObstacle,
  type CouponSale,
  type CouponTake,
  type Day,
  type Instant,
  type IssuedCoupon,
} from '@laurel/core'
import { namedCoupon, type CouponBooks, type NamedCoupon } from './coupon-books.ts'
import { couponOfferOf, issuedCouponOf } from './coupon-rows.ts'

/** Why a named coupon is of no use; the rules' own reasons come as they are. */
export const COUPON_REFUSALS = [
  'not_found',
  'not_available',
  'per_member_limit',
  'out_of_stock',
  'used',
  'withdrawn',
  'not_yet_issued',
  'not_yet_valid',
  'expired',
  'other_store',
  'tier_required',
  'no_such_goods',
  'minimum_not_reached',
  'nothing_left',
] as const satisfies readonly (CouponObstacle | CouponIssueRefusal | 'not_found' | 'not_available')[]

export type CouponRefusal = (typeof COUPON_REFUSALS)[number]

const ISSUE_REFUSALS: Readonly<Record<CouponIssueRefusal, CouponRefusal>> = {
  not_active: 'not_available',
  window_over: 'expired',
  per_member_limit: 'per_member_limit',
  out_of_stock: 'out_of_stock',
}

/** A code that a till named, with the coupon that it is of; or why it is of none. */
export type CouponNamed =
  | { readonly code: string; readonly because: CouponRefusal }
  | { readonly code: string; readonly because: null; readonly named: NamedCoupon; readonly coupon: IssuedCoupon }

/** The coupon that a public code would bring, were it issued by a sale. */
const asIssued = (
  named: Extract<NamedCoupon, { kind: unknown }>,
  at: Instant,
  timeZone: string,
): IssuedCoupon | CouponRefusal => {
  const offer = couponOfferOf(named.kind)
  const decision = decideCouponIssue(offer, { taken: named.taken, at, timeZone })
  if (!decision.accepted) return ISSUE_REFUSALS[decision.reason]
  return { ...decision.value, terms: offer.terms, issuedAt: at, byCode: true, used: 0, withdrawn: false }
}

/** The coupons that codes name for a member at an instant, each once. */
export const nameCoupons = (
  books: CouponBooks,
  memberId: number,
  codes: readonly string[],
  when: { readonly at: Instant; readonly day: Day; readonly timeZone: string },
): readonly CouponNamed[] => {
  const taken = new Set<number>()
  return codes.map((code): CouponNamed => {
    const named = namedCoupon(books, memberId, code, { ...when, taken })
    if (!named) return { code, because: 'not_found' }
    if ('held' in named) {
      if (taken.has(named.held.id)) return { code, because: 'used' }
      taken.add(named.held.id)
      return { code, because: null, named, coupon: issuedCouponOf(named.held) }
    }
    const coupon = asIssued(named, when.at, when.timeZone)
    return typeof coupon === 'string' ? { code, because: coupon } : { code, because: null, named, coupon }
  })
}

/** A named coupon with what it takes at a sale; or why it takes nothing. */
export interface CouponJudged {
  readonly code: string
  readonly because: CouponRefusal | null
  readonly named: NamedCoupon | null
  readonly take: CouponTake | null
}

/** What each named coupon takes at a sale, in their order. */
export const judgeCoupons = (coupons: readonly CouponNamed[], sale: CouponSale): readonly CouponJudged[] => {
  const there = coupons.flatMap(coupon => (coupon.because === null ? [coupon] : []))
  const takes = decideCouponDiscount(
    there.map(({ coupon }) => coupon),
    sale,
  )
  return coupons.map((coupon): CouponJudged => {
    if (coupon.because !== null) return { ...coupon, named: null, take: null }
    const take = takes[there.indexOf(coupon)]!
    return { code: coupon.code, because: take.because, named: coupon.named, take }
  })
}
