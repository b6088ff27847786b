import type { LineCondition } from '../coupon-sale.ts'

/** Where it is for regular-price goods only: no promotional line. */
export const atRegularPrice: LineCondition = ({ regularPriceOnly }, { promotional }) =>
  regularPriceOnly && promotional ? 'not_regular_price' : null
