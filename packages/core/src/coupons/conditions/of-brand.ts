import type { LineCondition } from '../coupon-sale.ts'

/** Goods of the brands it is for; a line without a brand is of none. */
export const ofBrand: LineCondition = ({ brands }, { brand }) =>
  brands !== null && (brand === null || !brands.includes(brand)) ? 'other_brand' : null
