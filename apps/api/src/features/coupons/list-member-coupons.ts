import { findBooks, findMemberCoupon, listMemberCoupons, readAll } from '@laurel/db'
import type { Caller } from '../../platform/caller.ts'
import { enterProgram } from '../../platform/enter-program.ts'
import { decodeId } from '../../platform/ids.ts'
import { page, readCursor } from '../../platform/lists.ts'
import { onMember } from '../../platform/present-member.ts'
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
  const listed = { memberId, beforeId: beforeId!, limit: query.limit + 1 }
  const { program, rows } = await enterProgram(caller, [
    findBooks({ memberId }),
    listMemberCoupons({ ...listed, openOnly: 0, now: 0, today: 0 }),
  ])
  const [[member], all] = rows
  if (!member) throw new Problem('not_found')
  if (query.status === undefined) return { program, coupons: all }
  // What is open depends on the program's own time, which only the first read tells.
  const { now, today } = program
  const [open] = await readAll(program.database, [listMemberCoupons({ ...listed, openOnly: 1, now, today })])
  return { program, coupons: open }
}

/** A page of a member's coupons, newest first. */
export const listCouponsOfMember = (
  caller: Caller,
  asked: number | null,
  query: CouponQuery,
): Promise<{ data: MemberCouponView[]; nextCursor: string | null }> =>
  onMember(caller, asked, async memberId => {
    const { program, coupons } = await readPage(caller, memberId, query)
    const { data, nextCursor } = page(
      coupons,
      query.limit,
      row => [row.id],
      row => renderMemberCoupon(caller.deps, row, program),
    )
    return { data: await Promise.all(data), nextCursor }
  })

/** A page of my coupons, newest first: what my card shows. */
export const listMyCoupons = (
  caller: Caller,
  asked: number,
  query: CouponQuery,
): Promise<{ data: MyCouponView[]; nextCursor: string | null }> =>
  onMember(caller, asked, async memberId => {
    const { program, coupons } = await readPage(caller, memberId, query)
    return page(
      coupons,
      query.limit,
      row => [row.id],
      row => renderMyCoupon(row, program),
    )
  })

/** A coupon that a member has or had. */
export const getMemberCoupon = async (caller: Caller, id: string): Promise<MemberCouponView> => {
  const { program, rows } = await enterProgram(caller, [findMemberCoupon({ id: decodeId('cpn', id) ?? 0 })])
  const [[row]] = rows
  if (!row) throw new Problem('not_found')
  return renderMemberCoupon(caller.deps, row, program)
}
