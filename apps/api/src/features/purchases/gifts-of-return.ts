import type { PromisedGift, Wallet } from '@laurel/core'
import {
  appendReturnGift,
  type findRedemption,
  type ListedPromotionGift,
  type MemberCouponRow,
  type Statement,
} from '@laurel/db'
import type { Deps } from '../../deps.ts'
import { takeBackCoupons } from '../../platform/coupons/take-back-coupons.ts'
import type { OpenProgram } from '../../platform/enter-program.ts'
import { giveBackReservation } from '../../platform/give-back.ts'
import type { MemberTransaction } from '../../platform/member-write.ts'
import type { ReturnGift } from './kept-return.ts'

type RedemptionRow = ReturnType<ReturnType<typeof findRedemption>['decode']>[number]

/** What promotions gave with the purchase, each as it stands now. */
export interface GiftsToReturn {
  readonly given: readonly ListedPromotionGift[]
  readonly redemptions: readonly RedemptionRow[]
  readonly coupons: readonly MemberCouponRow[]
}

/** What becomes of things whose ground is gone. */
export interface ReturnedGifts {
  readonly gifts: readonly ReturnGift[]
  readonly transactions: readonly MemberTransaction[]
  readonly statements: readonly Statement[]
}

const NOTHING: Omit<ReturnedGifts, 'gifts'> = { transactions: [], statements: [] }

/** A gift that nobody has collected is put back; null where its reservation had ended otherwise. */
const takeBackGift = (
  deps: Deps,
  program: OpenProgram,
  wallet: Wallet,
  redemption: RedemptionRow,
): Omit<ReturnedGifts, 'gifts'> | 'stays' | null => {
  if (redemption.end !== null) return redemption.end === 'collected' ? 'stays' : null
  const { now, today, rules, actor } = program
  const doing = { at: now, day: today, rulesVersion: rules.version, recordedAt: now, actorId: actor.id }
  // It took no points, so none come back.
  return giveBackReservation(deps, wallet, redemption, [], { end: 'cancelled', ...doing })
}

/** A coupon that nobody has used is taken back; null where it had been withdrawn by hand. */
const takeBackCoupon = (
  program: OpenProgram,
  coupon: MemberCouponRow,
  returnId: number,
): Omit<ReturnedGifts, 'gifts'> | 'stays' | null => {
  if (coupon.withdrawnAt !== null) return null
  const statements = takeBackCoupons(program, [coupon], returnId)
  return statements.length === 0 ? 'stays' : { ...NOTHING, statements }
}

/**
 * Takes back what promotions had given with a purchase and would not with what is kept of it (S29): an unused coupon, a
 * gift that is still put aside. What has been used or collected stays, and the return says so.
 */
export const giftsOfReturn = (
  deps: Deps,
  program: OpenProgram,
  { given, redemptions, coupons }: GiftsToReturn,
  lost: readonly PromisedGift[],
  { returnId, wallet }: { readonly returnId: number; readonly wallet: Wallet },
): ReturnedGifts => {
  const all: ReturnedGifts[] = lost.flatMap(({ revisionId, kind, code }) => {
    const row = given.find(one => one.revisionId === revisionId && one.kind === kind && one.code === code)
    const redemption = redemptions.find(({ id }) => id === row?.givenId)
    const coupon = coupons.find(({ id }) => id === row?.givenId)
    const became = redemption
      ? takeBackGift(deps, program, wallet, redemption)
      : coupon
        ? takeBackCoupon(program, coupon, returnId)
        : null
    if (became === null) return []
    const takenBack = became !== 'stays'
    const promotion = program.promotions.revision(revisionId).code
    const kept = { returnId, revisionId, kind, code, takenBack }
    const { transactions, statements } = takenBack ? became : NOTHING
    return [{ gifts: [{ ...kept, promotion }], transactions, statements: [...statements, appendReturnGift(kept)] }]
  })
  return {
    gifts: all.flatMap(one => one.gifts),
    transactions: all.flatMap(one => one.transactions),
    statements: all.flatMap(one => one.statements),
  }
}
