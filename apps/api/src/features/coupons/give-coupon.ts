import type { CouponIssueRefusal } from '@laurel/core'
import {
  couponTermsOf,
  findBooks,
  findCoupon,
  findMemberCoupon,
  listCouponCounts,
  readAll,
  type MemberCouponRow,
} from '@laurel/db'
import { auditing } from '../../platform/audit.ts'
import type { Caller } from '../../platform/caller.ts'
import { issueCoupon } from '../../platform/coupons/issue-coupon.ts'
import { requireOther, requireStore, type OpenProgram } from '../../platform/enter-program.ts'
import { encodeId } from '../../platform/ids.ts'
import { onMember } from '../../platform/present-member.ts'
import { Problem } from '../../platform/problem.ts'
import type { ProblemCode } from '../../platform/problem-table.ts'
import { writeOnce, type Answer } from '../../platform/write.ts'
import { renderMemberCoupon } from './coupon-views.ts'
import type { MemberCouponView } from './coupons.schemas.ts'
import { storeOf } from './create-coupon.ts'

const REFUSALS: Readonly<Record<CouponIssueRefusal, readonly [ProblemCode, string]>> = {
  not_active: ['coupon_not_available', 'This coupon is not given out.'],
  window_over: ['coupon_not_available', 'The time of this coupon is over.'],
  per_member_limit: ['per_member_limit', 'The member was given as many of it as one may be.'],
  out_of_stock: ['out_of_stock', 'As many of it are issued as may be.'],
}

/** A member's coupon as it stands now. Throws not_found. */
export const loadMemberCoupon = async (program: OpenProgram, id: number): Promise<MemberCouponRow> => {
  const [[row]] = await readAll(program.database, [findMemberCoupon({ id })])
  if (!row) throw new Problem('not_found')
  return row
}

/** Gives a member a coupon. */
export const giveCoupon = (caller: Caller, asked: number | null, code: string): Promise<Answer<MemberCouponView>> =>
  onMember(caller, asked, async memberId => {
    const { deps } = caller
    const record = auditing(deps)
    return writeOnce(
      caller,
      { memberId: asked, coupon: code },
      {
        load: [
          findBooks({ memberId: memberId }),
          findCoupon({ code }),
          listCouponCounts({ memberId: memberId, codes: JSON.stringify([code]) }),
        ],
        decide: async (program, [[member], [coupon], [count]]) => {
          if (!member) throw new Problem('not_found')
          if (!coupon) throw new Problem('coupon_not_found')
          requireOther(program, member.id)
          requireStore(program, storeOf(couponTermsOf(coupon).stores))
          const decision = issueCoupon(deps, program, coupon, {
            memberId: member.id,
            taken: count?.issued ?? 0,
            at: program.now,
            because: 'given',
            purchaseId: null,
          })
          if (!decision.accepted) {
            const [problem, detail] = REFUSALS[decision.reason]
            throw new Problem(problem, { detail })
          }
          const { row, statements } = decision.value
          const entry = record(program, program.actor, 'couponGiven', encodeId('cpn', row.id), { memberId: member.id })
          return {
            statements: [...statements, entry],
            members: [member.id],
            resource: String(row.id),
            result: await renderMemberCoupon(deps, row, program),
          }
        },
        replay: async (resource, program) =>
          renderMemberCoupon(deps, await loadMemberCoupon(program, Number(resource)), program),
      },
    )
  })
