import type { CouponCondition } from '../coupon-sale.ts'

/** At least one line is of its goods, whatever that costs. */
export const hasGoods: CouponCondition = (_, { goods }) => (goods.length === 0 ? 'no_such_goods' : null)
