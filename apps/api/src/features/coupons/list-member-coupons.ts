import { findBooks, findMemberCoupon, listMemberCoupons, readAll } from '@laurel/db'
import type { Caller } from '../../platform/caller.ts'
import { enterProgram } from '../../platform/enter-program.ts'
import { decodeId } from '../../platform/ids.ts'
import { page, readCursor } from '../../platform/lists.ts'
import { Problem } from '../../platform/problem.ts'
import { renderMemberCoupon, renderMyCoupon } from './coupon-views.ts'
import type { MemberCouponView, MyCouponView } from './coupons.schemas.ts'

interface CouponQuery {
  readonly limit: number
  readonly cursor?: string | undefined
  readonly status?: 'available' | undefined
}

const readPage = async (caller: Caller, memberId: number, query: CouponQuery) => {
  const [beforeId] = readCursor(query.cursor, [Number.MAX_SAFE_INTEGER])
  const { program, rows } = await enterProgram(caller, [findBooks({ memberId })])
  if (!rows[0][0]) throw new Problem('not_found')
  const { now, today } = program
  const openOnly = query.status === 'available' ? 1 : 0
  const [coupons] = await readAll(program.database, [
    listMemberCoupons({ memberId, openOnly, now, today, beforeId: beforeId!, limit: query.limit + 1 }),
  ])
  return { program, coupons }
}

/** A page of a member's coupons, newest first. */
export const listCouponsOfMember = async (
  caller: Caller,
  memberId: number | null,
  query: CouponQuery,
): Promise<{ data: MemberCouponView[]; nextCursor: string | null }> => {
  const { program, coupons } = await readPage(caller, memberId ?? 0, query)
  const { data, nextCursor } = page(
    coupons,
    query.limit,
    row => [row.id],
    row => renderMemberCoupon(caller.deps, row, program),
  )
  return { data: await Promise.all(data), nextCursor }
}

/** A page of my coupons, newest first: what my card shows. */
export const listMyCoupons = async (
  caller: Caller,
  memberId: number,
  query: CouponQuery,
): Promise<{ data: MyCouponView[]; nextCursor: string | null }> => {
  const { program, coupons } = await readPage(caller, memberId, query)
  return page(
    coupons,
    query.limit,
    row => [row.id],
    row => renderMyCoupon(row, program),
  )
}

/** A coupon that a member has or had. */
export const getMemberCoupon = async (caller: Caller, id: string): Promise<MemberCouponView> => {
  const { program, rows } = await enterProgram(caller, [findMemberCoupon({ id: decodeId('cpn', id) ?? 0 })])
  const [[row]] = rows
  if (!row) throw new Problem('not_found')
  return renderMemberCoupon(caller.deps, row, program)
}
