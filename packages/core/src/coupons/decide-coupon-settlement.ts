import { accept, reject, type Decision } from '../decision.ts'
import { addSafe } from '../money/safe.ts'
import type { CouponTake } from './decide-coupon-discount.ts'

/** What the till charged: each line before coupons and after, and what was paid by vouchers. */
export interface CouponCharge {
  readonly beforeMinor: readonly number[]
  readonly linesMinor: readonly number[]
  readonly voucherMinor: number
}

export type SettlementRefusal = 'voucher_exceeds_coupons' | 'nothing_taken'

/**
 * What each coupon of a receipt took, as the till charged it: a discount no more than its lines fell by, a voucher no
 * more than was paid by vouchers, in the order in which they are named. A coupon that took nothing is refused rather
 * than used up for nothing, with its place; so are vouchers beyond what the named ones are worth (S28).
 */
export const decideCouponSettlement = (
  takes: readonly CouponTake[],
  { beforeMinor, linesMinor, voucherMinor }: CouponCharge,
): Decision<readonly number[], SettlementRefusal> => {
  const vouchers = takes.filter(take => take.use === 'voucher')
  const worth = vouchers.reduce((sum, take) => addSafe(sum, take.amountMinor), 0)
  if (vouchers.length > 0 && voucherMinor > worth)
    return reject('voucher_exceeds_coupons', { worth, tendered: voucherMinor })
  const fell = beforeMinor.map((before, place) => Math.max(0, before - linesMinor[place]!))
  let paid = voucherMinor
  const taken = takes.map(take => {
    if (take.use === 'voucher') {
      const amount = Math.min(take.amountMinor, paid)
      paid -= amount
      return amount
    }
    return take.linesMinor.reduce((sum, allowed, place) => {
      const amount = Math.min(allowed, fell[place]!)
      fell[place]! -= amount
      return addSafe(sum, amount)
    }, 0)
  })
  const place = taken.indexOf(0)
  return place < 0 ? accept(taken) : reject('nothing_taken', { place })
}
