import { appendTakeBack, type MemberCouponRow, type Statement } from '@laurel/db'
import type { OpenProgram } from '../enter-program.ts'

/**
 * Takes back what a returned receipt had brought, as far as nothing of it is used: those coupons count no more, so that
 * buying and returning wins nothing. One used meanwhile stays with its member, and the schema refuses to take it.
 */
export const takeBackCoupons = (
  program: OpenProgram,
  brought: readonly MemberCouponRow[],
  returnId: number,
): readonly Statement[] =>
  brought
    .filter(row => row.withdrawnAt === null && row.everUsed === row.givenBack)
    .flatMap(row =>
      appendTakeBack(row, {
        couponId: row.id,
        uses: row.everUsed,
        returnId,
        occurredAt: program.now,
        actorId: program.actor.id,
      }),
    )
