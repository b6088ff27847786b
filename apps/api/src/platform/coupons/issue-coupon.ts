import { accept, decideCouponIssue, type CouponIssueRefusal, type Decision, type Instant } from '@laurel/core'
import { appendMemberCoupon, type CouponRow, type MemberCouponRow, type Statement } from '@laurel/db'
import type { Deps } from '../../deps.ts'
import type { OpenProgram } from '../enter-program.ts'
import { readableCode } from '../readable-code.ts'
import { couponOfferOf } from './coupon-rows.ts'

// For its member alone, so it need not be short: 32 ^ 12 of them.
const CODE_LENGTH = 12

/** To whom a coupon goes, when, and why. */
export interface CouponIssue {
  readonly memberId: number
  /** How many of it the member was given already. */
  readonly taken: number
  readonly at: Instant
  readonly because: MemberCouponRow['because']
  /** The purchase that brings it; null where it is given. */
  readonly purchaseId: number | null
}

/** A coupon issued, with what keeps it; `coupon` is its kind afterwards, for the next one of the same load. */
export interface CouponIssued {
  readonly row: MemberCouponRow
  readonly coupon: CouponRow
  readonly statements: readonly Statement[]
}

/**
 * Issues a coupon to a member, to be committed in the same batch as what gives it. Stock and the member's limit are
 * constraints of the schema: in a rush the batch is refused and to be decided again on a fresh load.
 */
export const issueCoupon = (
  deps: Deps,
  program: OpenProgram,
  coupon: CouponRow,
  { taken, ...issue }: CouponIssue,
): Decision<CouponIssued, CouponIssueRefusal> => {
  const { timeZone } = program.timeline
  const decision = decideCouponIssue(couponOfferOf(coupon), { taken, at: issue.at, timeZone })
  if (!decision.accepted) return decision
  const { at: issuedAt, ...to } = issue
  const kept = {
    ...to,
    ...decision.value,
    id: deps.ids.next(),
    coupon: coupon.code,
    revision: coupon.revision,
    code: readableCode(deps.randomText, CODE_LENGTH),
    issuedAt,
    recordedAt: program.now,
    actorId: program.actor.id,
  }
  return accept({
    row: {
      ...coupon,
      ...kept,
      everUsed: 0,
      givenBack: 0,
      withdrawnAt: null,
      reason: null,
      wrappedKey: null,
    },
    coupon: { ...coupon, issued: coupon.issued + 1 },
    statements: appendMemberCoupon(kept, coupon.perMember),
  })
}
