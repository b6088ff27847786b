import { toScaled } from '@laurel/core'
import { addCoupon, findCoupon, readAll, type CouponRow } from '@laurel/db'
import { auditing } from '../../platform/audit.ts'
import type { Caller } from '../../platform/caller.ts'
import { requireStore, type OpenProgram } from '../../platform/enter-program.ts'
import { Problem } from '../../platform/problem.ts'
import { requireTiers } from '../../platform/require-tiers.ts'
import { writeOnce, type Answer } from '../../platform/write.ts'
import { renderCoupon } from './coupon-views.ts'
import type { CouponView, CreateCoupon } from './coupons.schemas.ts'

const jsonOf = (codes: readonly string[] | undefined): string | null => (codes ? JSON.stringify(codes) : null)

/** The store whose own a coupon is; null where it holds in several, or in all. */
export const storeOf = (stores: readonly string[] | null | undefined): string | null =>
  stores?.length === 1 ? stores[0]! : null

/** A coupon as it stands now. Throws not_found. */
export const loadCoupon = async (program: OpenProgram, code: string): Promise<CouponRow> => {
  const [[row]] = await readAll(program.database, [findCoupon({ code })])
  if (!row) throw new Problem('not_found')
  return row
}

const rowOf = (id: number, body: CreateCoupon): CouponRow => ({
  id,
  code: body.code,
  revision: 1,
  active: body.active,
  name: JSON.stringify(body.name),
  distribution: body.distribution,
  stock: body.stock ?? null,
  issued: 0,
  use: body.use,
  amountMinor: 'amount' in body.off ? body.off.amount : null,
  rate: 'rate' in body.off ? toScaled(body.off.rate) : null,
  mostMinor: 'rate' in body.off ? (body.off.maxAmount ?? null) : null,
  minimumMinor: body.minimumSpend ?? null,
  brands: jsonOf(body.brands),
  categories: jsonOf(body.categories),
  stores: jsonOf(body.stores),
  tiers: jsonOf(body.tiers),
  regularPriceOnly: body.regularPriceOnly,
  fromAt: body.fromAt ?? null,
  untilAt: body.untilAt ?? null,
  validDays: body.validDays ?? null,
  uses: body.uses,
  perMember: body.perMember ?? null,
})

/** Adds a coupon; one that holds in a single store is that store's own. */
export const createCoupon = (caller: Caller, body: CreateCoupon): Promise<Answer<CouponView>> => {
  const record = auditing(caller.deps)
  return writeOnce(caller, body, {
    load: [findCoupon({ code: body.code })],
    decide: (program, [[taken]]) => {
      requireStore(program, storeOf(body.stores))
      requireTiers(program, body.tiers)
      if (taken) throw new Problem('coupon_exists')
      const row = rowOf(caller.deps.ids.next(), body)
      const result = renderCoupon(row, program.timeline.timeZone)
      return {
        statements: [...addCoupon(row), record(program, program.actor, 'couponCreated', body.code)],
        resource: body.code,
        result,
      }
    },
    replay: async (code, program) => renderCoupon(await loadCoupon(program, code), program.timeline.timeZone),
  })
}
