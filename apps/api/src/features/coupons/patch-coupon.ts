import { changeCoupon, couponTermsOf, findCoupon, type CouponRow } from '@laurel/db'
import { auditing } from '../../platform/audit.ts'
import type { Caller } from '../../platform/caller.ts'
import { requireStore } from '../../platform/enter-program.ts'
import { Problem } from '../../platform/problem.ts'
import { writeOnce, type Answer } from '../../platform/write.ts'
import { renderCoupon } from './coupon-views.ts'
import type { CouponView, PatchCoupon } from './coupons.schemas.ts'
import { loadCoupon, storeOf } from './create-coupon.ts'

/** A field that was sent, or what was there before. */
const or = <T>(sent: T | undefined, before: T): T => (sent === undefined ? before : sent)

const invalid = (path: string, message: string): Problem =>
  new Problem('invalid_request', { errors: [{ path, message }] })

const changedRow = (row: CouponRow, body: PatchCoupon): CouponRow => ({
  ...row,
  revision: row.revision + 1,
  active: or(body.active, row.active),
  name: body.name ? JSON.stringify(body.name) : row.name,
  stock: or(body.stock, row.stock),
  perMember: or(body.perMember, row.perMember),
  fromAt: or(body.fromAt, row.fromAt),
  untilAt: or(body.untilAt, row.untilAt),
})

/** Changes a coupon. What is issued already keeps the terms it was issued under. */
export const patchCoupon = (caller: Caller, code: string, body: PatchCoupon): Promise<Answer<CouponView>> => {
  const record = auditing(caller.deps)
  return writeOnce(caller, body, {
    load: [findCoupon({ code })],
    decide: (program, [[row]]) => {
      if (!row) throw new Problem('not_found')
      requireStore(program, storeOf(couponTermsOf(row).stores))
      const changed = changedRow(row, body)
      if (changed.fromAt !== null && changed.untilAt !== null && changed.fromAt >= changed.untilAt)
        throw invalid('untilAt', 'must be after fromAt')
      if (changed.stock !== null && changed.stock < changed.issued)
        throw invalid('stock', `must be at least ${changed.issued}: so many are issued`)
      return {
        statements: [...changeCoupon(changed), record(program, program.actor, 'couponChanged', code)],
        resource: `${code} ${changed.revision}`,
        result: renderCoupon(changed, program.timeline.timeZone),
      }
    },
    replay: async (resource, program) => {
      const [made, revision] = resource.split(' ')
      const row = await loadCoupon(program, made!)
      if (row.revision < Number(revision)) throw new Problem('not_found')
      return renderCoupon(row, program.timeline.timeZone)
    },
  })
}
