import type { LineCondition } from '../coupon-sale.ts'

/** Goods of the categories it is for; a line without a category is of none. */
export const ofCategory: LineCondition = ({ categories }, { category }) =>
  categories !== null && (category === null || !categories.includes(category)) ? 'other_category' : null
