import { decideCouponSettlement, type CouponTake } from '@laurel/core'
import {
  appendCouponUse,
  appendLineBeforeCoupons,
  type CouponUseRow,
  type MemberCouponRow,
  type Statement,
} from '@laurel/db'
import type { Deps } from '../../deps.ts'
import { countKey, type CouponBooks, type NamedCoupon } from '../../platform/coupons/coupon-books.ts'
import { issueCoupon } from '../../platform/coupons/issue-coupon.ts'
import { judgeCoupons, nameCoupons } from '../../platform/coupons/judge-coupons.ts'
import type { OpenProgram } from '../../platform/enter-program.ts'
import { Problem } from '../../platform/problem.ts'
import { couponRefusal, outOfRange, voucherRefusal } from './coupon-refusal.ts'
import { lineTotalMinor, type JudgedPurchase } from './kept-purchase.ts'
import type { PurchaseBody } from './purchases.schemas.ts'

/** The coupons of a receipt, used: what keeps that, and the books for the next receipt of the same load. */
export interface CouponsUsed {
  readonly statements: readonly Statement[]
  readonly used: readonly CouponUseRow[]
  readonly books: CouponBooks
}

/** What each line cost before coupons: as the till says, or at its unit price where a discount may have lowered it. */
const totalsBefore = (body: PurchaseBody, kept: JudgedPurchase, isLowered: boolean): readonly number[] =>
  kept.lines.map(({ totalMinor, quantity, unitPriceMinor: unitPrice }, place) => {
    const said = body.lines[place]!.beforeCoupons
    if (said === undefined)
      return isLowered ? Math.max(totalMinor, lineTotalMinor({ quantity, unitPrice })) : totalMinor
    if (said >= totalMinor) return said
    throw new Problem('invalid_request', {
      errors: [{ path: `lines[${place}].beforeCoupons`, message: 'must not be less than the line costs after them' }],
    })
  })

/** The coupon that was named, issued first where its public code was. */
const held = (
  deps: Deps,
  program: OpenProgram,
  books: CouponBooks,
  named: NamedCoupon,
  { purchase }: JudgedPurchase,
): { readonly row: MemberCouponRow; readonly statements: readonly Statement[]; readonly books: CouponBooks } => {
  if ('held' in named) return { row: named.held, statements: [], books }
  const { id: purchaseId, memberId, occurredAt: at } = purchase
  const { kind, taken } = named
  const issued = issueCoupon(deps, program, kind, { memberId, taken, at, because: 'byCode', purchaseId })
  if (!issued.accepted) throw new Error(`a coupon that could be issued could not: ${issued.reason}`)
  const { row, statements, coupon } = issued.value
  return {
    row,
    statements,
    books: {
      ...books,
      kinds: new Map([...books.kinds, [kind.code, coupon]]),
      counts: new Map([...books.counts, [countKey(memberId, kind.code), taken + 1]]),
    },
  }
}

const useRow = (
  row: MemberCouponRow,
  { purchase }: JudgedPurchase,
  position: number,
  amountMinor: number,
): CouponUseRow => ({
  couponId: row.id,
  number: row.everUsed + 1,
  purchaseId: purchase.id,
  position,
  amountMinor,
  code: row.code,
  coupon: row.coupon,
  memberId: row.memberId,
  use: row.use,
  name: row.name,
  returnId: null,
  takenBackBy: null,
  standing: row.everUsed - row.givenBack + 1,
})

const use = (
  deps: Deps,
  program: OpenProgram,
  body: PurchaseBody,
  kept: JudgedPurchase,
  books: CouponBooks,
): CouponsUsed => {
  const { id: purchaseId, memberId, store, tier, occurredAt: at, occurredOn: day } = kept.purchase
  const { timeZone } = program.timeline
  const coupons = nameCoupons(books, memberId, body.coupons ?? [], { at, day, timeZone })
  const isLowered = coupons.some(coupon => coupon.because === null && coupon.coupon.terms.use === 'discount')
  const beforeMinor = totalsBefore(body, kept, isLowered)
  const lines = kept.lines.map((line, place) => ({ ...line, totalMinor: beforeMinor[place]! }))
  const judged = judgeCoupons(coupons, { store, tier, at, day, lines })
  const takes: CouponTake[] = []
  for (const [place, { because, take }] of judged.entries()) {
    if (because !== null || !take) throw couponRefusal(place, because ?? 'not_found')
    takes.push(take)
  }
  const settled = decideCouponSettlement(takes, {
    beforeMinor,
    linesMinor: kept.lines.map(line => line.totalMinor),
    voucherMinor: kept.tenders.reduce((sum, t) => (t.kind === 'voucher' ? sum + t.amountMinor : sum), 0),
  })
  if (!settled.accepted) {
    const { place, tendered, worth } = settled.facts
    if (settled.reason === 'nothing_taken') throw couponRefusal(Number(place), settled.reason)
    throw voucherRefusal(Number(tendered), Number(worth))
  }
  const statements: Statement[] = beforeMinor.flatMap((totalMinor, position) =>
    totalMinor === kept.lines[position]!.totalMinor
      ? []
      : [appendLineBeforeCoupons({ purchaseId, position, totalMinor })],
  )
  const used: CouponUseRow[] = []
  let after = books
  for (const [position, { named }] of judged.entries()) {
    const { row, ...issued } = held(deps, program, after, named!, kept)
    const made = useRow(row, kept, position, settled.value[position]!)
    used.push(made)
    statements.push(...issued.statements, appendCouponUse(made))
    after = { ...issued.books, held: new Map([...issued.books.held, [row.id, { ...row, everUsed: made.number }]]) }
  }
  return { statements, used, books: after }
}

/**
 * Uses the coupons that a judged receipt names, all or none, at its own instant: each on what its lines cost before, as
 * far as the till took it off or was paid by vouchers. Throws the refusal as a Problem, with the place of the coupon.
 */
export const useCoupons = (...receipt: Parameters<typeof use>): CouponsUsed => {
  try {
    return use(...receipt)
  } catch (error) {
    if (error instanceof RangeError) throw outOfRange()
    throw error
  }
}
