import { appendTakeBack, type MemberCouponRow, type Statement } from '@laurel/db'
import type { OpenProgram } from '../enter-program.ts'

/**
 * Takes back what a receipt had brought, since it has come back. What was used meanwhile stays used, and counted; once
 * that use comes back too, the coupon is gone like the others: the order of the returns makes no difference.
 */
export const takeBackCoupons = (
  program: OpenProgram,
  brought: readonly MemberCouponRow[],
  returnId: number,
): readonly Statement[] =>
  brought
    .filter(row => row.withdrawnAt === null)
    .flatMap(row => appendTakeBack(row, { returnId, occurredAt: program.now, actorId: program.actor.id }))
