import type { Day, Instant } from '../calendar/day.ts'
import type { CouponTerms, IssuedCoupon } from './coupon.ts'

/** A line as coupons find it: at its member price, before any coupon. */
export interface CouponLine {
  readonly brand: string | null
  readonly category: string | null
  readonly promotional: boolean
  readonly totalMinor: number
}

/** A sale that coupons are used at, judged at its own instant. */
export interface CouponSale {
  readonly store: string
  /** The tier held just before it. */
  readonly tier: string | null
  readonly at: Instant
  readonly day: Day
  readonly lines: readonly CouponLine[]
}

/** A sale with what of it a coupon is for. */
export interface CouponUse extends CouponSale {
  readonly goods: readonly CouponLine[]
}

/** Why a coupon cannot be used. */
export type CouponObstacle =
  | 'used'
  | 'withdrawn'
  | 'not_yet_issued'
  | 'not_yet_valid'
  | 'expired'
  | 'other_store'
  | 'tier_required'
  | 'no_such_goods'
  | 'minimum_not_reached'
  | 'nothing_left'

/** What a coupon asks of a sale: null where it is met, or why it refuses. */
export type CouponCondition = (coupon: IssuedCoupon, use: CouponUse) => CouponObstacle | null

/** What a coupon asks of a line to be for it: null where it is, or what is wrong with the line. */
export type LineCondition = (
  terms: CouponTerms,
  line: CouponLine,
) => 'other_brand' | 'other_category' | 'not_regular_price' | null
