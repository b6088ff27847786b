import { appendGiveBack, type Statement } from '@laurel/db'
import type { PurchaseToReturn } from './decide-goods-return.ts'
import { returnedQuantities, type JudgedReturn } from './kept-return.ts'

/**
 * What becomes of the coupons that a purchase used with a return: once nothing of it is kept they may be used again. As
 * long as anything is kept, they stay used.
 */
export const couponsOfReturn = ({ purchase, returns }: PurchaseToReturn, kept: JudgedReturn): readonly Statement[] => {
  const returned = returnedQuantities(purchase.lines.length, [...returns, kept])
  if (purchase.lines.some((line, i) => returned[i]! < line.quantity)) return []
  return purchase.coupons.flatMap(use => appendGiveBack(use, kept.return.id))
}
