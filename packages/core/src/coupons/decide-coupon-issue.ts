import type { Day, Instant } from '../calendar/day.ts'
import { accept, reject, type Decision } from '../decision.ts'
import { couponValidThrough, type CouponTerms } from './coupon.ts'

/** A coupon as it is given out now. */
export interface CouponOffer {
  readonly terms: CouponTerms
  readonly active: boolean
  /** How many may be issued altogether; null where there is no bound. */
  readonly stock: number | null
  readonly issued: number
}

/** What a member brings: how many of it there are with the member, and when it is given. */
export interface CouponIssueFacts {
  readonly taken: number
  readonly at: Instant
  readonly timeZone: string
}

export type CouponIssueRefusal = 'not_active' | 'window_over' | 'per_member_limit' | 'out_of_stock'

/**
 * Whether a member may be given a coupon, and through which day it lives (S28). It may be given before its window
 * opens, but not once that is over; stock and the member's limit hold whoever gives it.
 */
export const decideCouponIssue = (
  { terms, active, stock, issued }: CouponOffer,
  { taken, at, timeZone }: CouponIssueFacts,
): Decision<{ readonly validThrough: Day | null }, CouponIssueRefusal> => {
  if (!active) return reject('not_active')
  if (terms.untilAt !== null && at >= terms.untilAt) return reject('window_over')
  if (terms.perMember !== null && taken >= terms.perMember) return reject('per_member_limit', { taken })
  if (stock !== null && issued >= stock) return reject('out_of_stock', { issued })
  return accept({ validThrough: couponValidThrough(terms, at, timeZone) })
}
