import { accept, reject, type Decision } from '../decision.ts'
import { couponConditions, lineConditions } from './conditions/conditions.ts'
import type { IssuedCoupon } from './coupon.ts'
import type { CouponObstacle, CouponSale } from './coupon-sale.ts'

/** Whether a coupon may be used at a sale, and the places of the lines it is for (S28). */
export const decideCouponUse = (
  coupon: IssuedCoupon,
  sale: CouponSale,
): Decision<readonly number[], CouponObstacle> => {
  const places = [...sale.lines.keys()].filter(place =>
    lineConditions.every(condition => condition(coupon.terms, sale.lines[place]!) === null),
  )
  const use = { ...sale, goods: places.map(place => sale.lines[place]!) }
  for (const condition of couponConditions) {
    const obstacle = condition(coupon, use)
    if (obstacle !== null) return reject(obstacle)
  }
  return accept(places)
}
