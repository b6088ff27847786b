import type { CouponRefusal } from '../../platform/coupons/judge-coupons.ts'
import { Problem } from '../../platform/problem.ts'
import type { ProblemCode } from '../../platform/problem-table.ts'

const CODES: Partial<Readonly<Record<CouponRefusal, ProblemCode>>> = {
  not_found: 'coupon_not_found',
  not_available: 'coupon_not_available',
  per_member_limit: 'per_member_limit',
  out_of_stock: 'out_of_stock',
  used: 'coupon_used',
  expired: 'coupon_expired',
  withdrawn: 'coupon_withdrawn',
}

/** The refusal of a coupon of a receipt, by its place. */
export const couponRefusal = (place: number, because: CouponRefusal | 'nothing_taken'): Problem =>
  new Problem((because !== 'nothing_taken' && CODES[because]) || 'coupon_not_applicable', {
    errors: [{ path: `coupons[${place}]`, message: because.replaceAll('_', ' ') }],
  })

/** The refusal of vouchers beyond what the named coupons are worth. */
export const voucherRefusal = (tendered: number, worth: number): Problem =>
  new Problem('voucher_exceeds_coupons', {
    errors: [{ path: 'tenders', message: `pay ${tendered} by vouchers that are worth ${worth}` }],
  })

/** The refusal where amounts leave the exact integers. */
export const outOfRange = (): Problem =>
  new Problem('amount_out_of_range', { errors: [{ path: 'lines', message: 'come to more than 2^53 − 1 minor units' }] })
