import { appendGiveBack, type MemberCouponRow, type Statement } from '@laurel/db'
import { takeBackCoupons } from '../../platform/coupons/take-back-coupons.ts'
import type { OpenProgram } from '../../platform/enter-program.ts'
import type { PurchaseToReturn } from './decide-goods-return.ts'
import { returnedQuantities, type JudgedReturn } from './kept-return.ts'

/**
 * What becomes of a purchase's coupons with a return: once nothing of it is kept, what it used may be used again, and
 * what it brought goes back. As long as anything is kept, they stay as they are.
 */
export const couponsOfReturn = (
  program: OpenProgram,
  { purchase, returns }: PurchaseToReturn,
  kept: JudgedReturn,
  brought: readonly MemberCouponRow[],
): readonly Statement[] => {
  const returned = returnedQuantities(purchase.lines.length, [...returns, kept])
  if (purchase.lines.some((line, i) => returned[i]! < line.quantity)) return []
  return [
    ...purchase.coupons.flatMap(use => appendGiveBack(use, kept.return.id)),
    ...takeBackCoupons(program, brought, kept.return.id),
  ]
}
