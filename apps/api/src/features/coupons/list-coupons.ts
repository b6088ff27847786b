import { findCoupon, listCoupons } from '@laurel/db'
import type { Caller } from '../../platform/caller.ts'
import { enterProgram } from '../../platform/enter-program.ts'
import { page, readCursor } from '../../platform/lists.ts'
import { Problem } from '../../platform/problem.ts'
import { renderCoupon } from './coupon-views.ts'
import type { CouponView } from './coupons.schemas.ts'

/** A page of the coupons that the program gives out, oldest first. */
export const listProgramCoupons = async (
  caller: Caller,
  query: { readonly limit: number; readonly cursor?: string | undefined },
): Promise<{ data: CouponView[]; nextCursor: string | null }> => {
  const [afterId] = readCursor(query.cursor, [0])
  const { program, rows } = await enterProgram(caller, [listCoupons({ afterId: afterId!, limit: query.limit + 1 })])
  return page(
    rows[0],
    query.limit,
    row => [row.id],
    row => renderCoupon(row, program.timeline.timeZone),
  )
}

/** One coupon under its present terms. */
export const getCoupon = async (caller: Caller, code: string): Promise<CouponView> => {
  const { program, rows } = await enterProgram(caller, [findCoupon({ code })])
  const [[row]] = rows
  if (!row) throw new Problem('not_found')
  return renderCoupon(row, program.timeline.timeZone)
}
