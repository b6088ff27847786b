import { usesLeft } from '@laurel/core'
import { appendWithdrawal, couponTermsOf, findMemberCoupon } from '@laurel/db'
import { auditing } from '../../platform/audit.ts'
import type { Caller } from '../../platform/caller.ts'
import { issuedCouponOf } from '../../platform/coupons/coupon-rows.ts'
import { requireOther, requireStore } from '../../platform/enter-program.ts'
import { decodeId } from '../../platform/ids.ts'
import { Problem } from '../../platform/problem.ts'
import { sealReason } from '../../platform/reasons.ts'
import { writeOnce, type Answer } from '../../platform/write.ts'
import { renderMemberCoupon } from './coupon-views.ts'
import type { MemberCouponView } from './coupons.schemas.ts'
import { storeOf } from './create-coupon.ts'
import { loadMemberCoupon } from './give-coupon.ts'

/**
 * Takes a coupon from its member, with the reason of who does it; its uses so far stand, and it stays counted. One
 * withdrawn already answers as it was withdrawn first.
 */
export const withdrawCoupon = (caller: Caller, id: string, reason: string): Promise<Answer<MemberCouponView>> => {
  const { deps } = caller
  const record = auditing(deps)
  const couponId = decodeId('cpn', id) ?? 0
  return writeOnce(
    caller,
    { reason },
    {
      load: [findMemberCoupon({ id: couponId })],
      decide: async (program, [[row]]) => {
        if (!row) throw new Problem('not_found')
        requireOther(program, row.memberId)
        requireStore(program, storeOf(couponTermsOf(row).stores))
        const resource = String(couponId)
        if (row.withdrawnAt !== null)
          return { statements: [], resource, result: await renderMemberCoupon(deps, row, program) }
        if (usesLeft(issuedCouponOf(row)) === 0) throw new Problem('coupon_used')
        const withdrawal = {
          couponId,
          uses: row.everUsed,
          reason: await sealReason(deps, reason, row.wrappedKey),
          occurredAt: program.now,
          actorId: program.actor.id,
        }
        const withdrawn = { ...row, withdrawnAt: program.now, reason: withdrawal.reason }
        return {
          statements: [
            appendWithdrawal(withdrawal),
            record(program, program.actor, 'couponWithdrawn', id, {
              memberId: row.memberId,
              sealed: withdrawal.reason,
            }),
          ],
          resource,
          result: await renderMemberCoupon(deps, withdrawn, program),
        }
      },
      replay: async (resource, program) => {
        const row = await loadMemberCoupon(program, Number(resource))
        if (row.withdrawnAt === null) throw new Problem('not_found')
        return renderMemberCoupon(deps, row, program)
      },
    },
  )
}
