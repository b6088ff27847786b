import type { PromisedGift, Wallet } from '@laurel/core'
import {
  appendReturnGift,
  appendTakeBack,
  type findRedemption,
  type ListedPromotionGift,
  type MemberCouponRow,
  type Statement,
} from '@laurel/db'
import type { Deps } from '../../deps.ts'
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

/** What becomes of one thing; what was used or collected stays with the member. */
type TakenBack = Omit<ReturnedGifts, 'gifts'> & Pick<ReturnGift, 'takenBack'>

const NOTHING: Omit<ReturnedGifts, 'gifts'> = { transactions: [], statements: [] }

/** A gift that nobody has collected is put back; null where its reservation had ended otherwise. */
const takeBackGift = (
  deps: Deps,
  program: OpenProgram,
  wallet: Wallet,
  redemption: RedemptionRow,
): TakenBack | null => {
  if (redemption.end !== null) return redemption.end === 'collected' ? { ...NOTHING, takenBack: false } : null
  const { now, today, rules, actor } = program
  const doing = { at: now, day: today, rulesVersion: rules.version, recordedAt: now, actorId: actor.id }
  // It took no points, so none come back.
  return { ...giveBackReservation(deps, wallet, redemption, [], { end: 'cancelled', ...doing }), takenBack: true }
}

/**
 * What is left of a coupon is taken back, though what it was used for stays; null where it had been withdrawn already.
 */
const takeBackCoupon = (program: OpenProgram, coupon: MemberCouponRow, returnId: number): TakenBack | null =>
  coupon.withdrawnAt === null
    ? {
        ...NOTHING,
        takenBack: coupon.everUsed === coupon.givenBack,
        statements: appendTakeBack(coupon, { returnId, occurredAt: program.now, actorId: program.actor.id }),
      }
    : null

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
    const { takenBack, transactions, statements } = became
    const promotion = program.promotions.revision(revisionId).code
    const kept = { returnId, revisionId, kind, code, takenBack }
    return [{ gifts: [{ ...kept, promotion }], transactions, statements: [...statements, appendReturnGift(kept)] }]
  })
  return {
    gifts: all.flatMap(one => one.gifts),
    transactions: all.flatMap(one => one.transactions),
    statements: all.flatMap(one => one.statements),
  }
}
