import { listCouponsBrought, type Statement } from '@laurel/db'
import { takeBackCoupons } from '../../platform/coupons/take-back-coupons.ts'
import type { OpenProgram } from '../../platform/enter-program.ts'
import type { PurchaseToReturn } from './decide-goods-return.ts'
import { returnedQuantities, type JudgedReturn } from './kept-return.ts'

/** The statements whose rows {@link couponsOfReturn} is given. */
export const couponStatements = (purchaseId: number) => [listCouponsBrought({ purchaseId })] as const

type Read<S> = S extends { readonly decode: (rows: never) => infer R } ? R : never
type Statements = ReturnType<typeof couponStatements>

/** What becomes of a purchase's coupons with a return: only once nothing of it is kept, what it brought goes back. */
export const couponsOfReturn = (
  program: OpenProgram,
  { purchase, returns }: PurchaseToReturn,
  kept: JudgedReturn,
  brought: Read<Statements[0]>,
): readonly Statement[] => {
  const returned = returnedQuantities(purchase.lines.length, [...returns, kept])
  if (purchase.lines.some((line, i) => returned[i]! < line.quantity)) return []
  return takeBackCoupons(program, brought, kept.return.id)
}
