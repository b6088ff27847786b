import { mulDiv } from '../money/mul-div.ts'
import { addSafe } from '../money/safe.ts'
import { SCALE } from '../money/scaled.ts'
import { splitProportionally } from '../money/split.ts'
import type { CouponOff, IssuedCoupon } from './coupon.ts'
import type { CouponObstacle, CouponSale } from './coupon-sale.ts'
import { decideCouponUse } from './decide-coupon-use.ts'

/** What a coupon takes off the lines, or pays of them, in minor units; nothing where there is an obstacle. */
export interface CouponTake {
  readonly use: 'discount' | 'voucher'
  readonly because: CouponObstacle | null
  readonly linesMinor: readonly number[]
  readonly amountMinor: number
}

const sumOf = (amounts: readonly number[]): number => amounts.reduce(addSafe, 0)

/** What is taken off so many minor units of each line: never more than the line, and in sum exactly what is said. */
const takenOff = (off: CouponOff, leftMinor: readonly number[]): readonly number[] => {
  if (off.kind === 'amount') return splitProportionally(Math.min(off.amountMinor, sumOf(leftMinor)), leftMinor)
  const shares = leftMinor.map(left => mulDiv(left, off.rate, SCALE, 'halfUp'))
  const most = off.mostMinor ?? Infinity
  return sumOf(shares) > most ? splitProportionally(most, shares) : shares
}

/**
 * What each coupon takes off which line, in the order in which they are named, each on what the ones before have left
 * (S28). An amount is spread over its goods in proportion, to the minor unit, largest remainder first; a share is
 * rounded for each line, half up. A minimum spend is looked at before any coupon. Throws RangeError beyond 2^53 − 1.
 */
export const decideCouponDiscount = (coupons: readonly IssuedCoupon[], sale: CouponSale): readonly CouponTake[] => {
  let left = sale.lines.map(line => line.totalMinor)
  return coupons.map((coupon): CouponTake => {
    const { use, off } = coupon.terms
    const nothing = { use, linesMinor: left.map(() => 0), amountMinor: 0 }
    const decision = decideCouponUse(coupon, sale)
    if (!decision.accepted) return { ...nothing, because: decision.reason }
    const goods = new Set(decision.value)
    const linesMinor = takenOff(
      off,
      left.map((amount, place) => (goods.has(place) ? amount : 0)),
    )
    const amountMinor = sumOf(linesMinor)
    if (amountMinor === 0) return { ...nothing, because: 'nothing_left' }
    left = left.map((amount, place) => amount - linesMinor[place]!)
    return { use, because: null, linesMinor, amountMinor }
  })
}
