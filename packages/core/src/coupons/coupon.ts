import type { Day, Instant } from '../calendar/day.ts'
import { dayOf } from '../calendar/zone.ts'

/** What a coupon takes off: an amount in minor units, or a share (scaled by 10,000) of at most so many minor units. */
export type CouponOff =
  | { readonly kind: 'amount'; readonly amountMinor: number }
  | { readonly kind: 'rate'; readonly rate: number; readonly mostMinor: number | null }

/** The terms of a coupon at one revision (S28). Money in minor units; null means no such bound. */
export interface CouponTerms {
  /** A `discount` lowers the lines; a `voucher` pays as a tender. */
  readonly use: 'discount' | 'voucher'
  readonly off: CouponOff
  /** What its goods must come to before any coupon. */
  readonly minimumMinor: number | null
  readonly brands: readonly string[] | null
  readonly categories: readonly string[] | null
  readonly stores: readonly string[] | null
  /** The tiers whose holders may use it; null opens it to every member, with or without a tier. */
  readonly tiers: readonly string[] | null
  readonly regularPriceOnly: boolean
  readonly fromAt: Instant | null
  /** The first instant at which it is over. */
  readonly untilAt: Instant | null
  /** So many days an issued one lives, the day of issue included. */
  readonly validDays: number | null
  /** How often an issued one may be used. */
  readonly uses: number
  /** How many a member may be given. */
  readonly perMember: number | null
}

/** A coupon that a member has, under the terms it was issued under. */
export interface IssuedCoupon {
  readonly terms: CouponTerms
  readonly issuedAt: Instant
  /** Its last day; null where it has none. */
  readonly validThrough: Day | null
  /** Issued by the very receipt that named the public code: no receipt is before it. */
  readonly byCode: boolean
  /** Uses that stand; those that a return gave back do not. */
  readonly used: number
  readonly withdrawn: boolean
}

export type CouponStatus = 'available' | 'used' | 'expired' | 'withdrawn'

/** The last day of a coupon issued at an instant: the end of its own days or of its window, whichever comes first. */
export const couponValidThrough = (
  { validDays, untilAt }: Pick<CouponTerms, 'validDays' | 'untilAt'>,
  issuedAt: Instant,
  timeZone: string,
): Day | null => {
  const ends = [
    ...(validDays === null ? [] : [dayOf(issuedAt, timeZone) + validDays - 1]),
    ...(untilAt === null ? [] : [dayOf(untilAt - 1, timeZone)]),
  ]
  return ends.length === 0 ? null : Math.min(...ends)
}

/** How often it can still be used, whatever its window says. */
export const usesLeft = ({ terms, used, withdrawn }: Pick<IssuedCoupon, 'terms' | 'used' | 'withdrawn'>): number =>
  withdrawn ? 0 : Math.max(0, terms.uses - used)

/** Whether its time is over at an instant of a day. */
export const isOver = (
  { terms, validThrough }: Pick<IssuedCoupon, 'terms' | 'validThrough'>,
  at: Instant,
  day: Day,
): boolean => (validThrough !== null && day > validThrough) || (terms.untilAt !== null && at >= terms.untilAt)

/** How a coupon stands at an instant of a day, what cannot change any more first. */
export const couponStatus = (coupon: IssuedCoupon, at: Instant, day: Day): CouponStatus => {
  if (coupon.used >= coupon.terms.uses) return 'used'
  if (coupon.withdrawn) return 'withdrawn'
  return isOver(coupon, at, day) ? 'expired' : 'available'
}
