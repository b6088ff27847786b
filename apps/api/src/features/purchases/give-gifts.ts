import { decideGift, type Balances, type PromisedGift } from '@laurel/core'
import {
  appendPromotionGift,
  appendRedemption,
  appendTransaction,
  countReward,
  takeStock,
  type ListedPromotionGift,
  type Statement,
} from '@laurel/db'
import type { Deps } from '../../deps.ts'
import { issueCoupon } from '../../platform/coupons/issue-coupon.ts'
import type { OpenProgram } from '../../platform/enter-program.ts'
import { PICK_UP_CODE_LENGTH, readableCode } from '../../platform/readable-code.ts'
import { thing, type GiftShelf } from './gift-shelf.ts'

/** Whom promotions give something, and with what. */
export interface Recipient {
  readonly memberId: number
  readonly purchaseId: number
  /** The tier that the purchase was judged at, and the balances after it. */
  readonly tier: string | null
  readonly balances: Balances
  /** The place of the member's last transaction. */
  readonly seq: number
  /** How many of each thing the member holds or has had. */
  readonly taken: ReadonlyMap<string, number>
}

/** What was given, with all that keeps it, and what is there for the next receipt. */
export interface GivenGifts {
  readonly gifts: readonly ListedPromotionGift[]
  readonly statements: readonly Statement[]
  readonly seq: number
  readonly taken: ReadonlyMap<string, number>
  readonly shelf: GiftShelf
}

type Outcome = Pick<ListedPromotionGift, 'givenId' | 'whyNot' | 'shown' | 'collectBy'>

/** What became of one promised thing; without `shelf` nothing was given. */
interface Given {
  readonly outcome: Outcome
  readonly statements: readonly Statement[]
  readonly shelf?: GiftShelf
}

const refused = (whyNot: NonNullable<ListedPromotionGift['whyNot']>): Given => ({
  outcome: { givenId: null, whyNot, shown: null, collectBy: null },
  statements: [],
})

/** Puts pieces of a reward aside at no points: a redemption like any other, with a pick-up code. */
const reserve = (
  deps: Deps,
  { now, today, rules, actor }: OpenProgram,
  to: Recipient,
  { code, quantity }: PromisedGift,
  shelf: GiftShelf,
): Given => {
  const reward = shelf.rewards.get(code)
  if (!reward) return refused('not_offered')
  const taken = to.taken.get(thing({ kind: 'gift', code })) ?? 0
  const decision = decideGift(reward, { taken, quantity, today })
  if (!decision.accepted) return refused(decision.reason)
  const { memberId, tier, balances } = to
  const id = deps.ids.next()
  const shown = readableCode(deps.randomText, PICK_UP_CODE_LENGTH)
  const { collectBy } = decision.value
  return {
    outcome: { givenId: id, whyNot: null, shown, collectBy },
    statements: [
      ...appendTransaction({
        id,
        kind: 'redeem',
        occurredAt: now,
        rulesVersion: rules.version,
        transfers: [],
        memberId,
        seq: to.seq + 1,
        recordedAt: now,
        causeId: to.purchaseId,
        actorId: actor.id,
      }),
      takeStock({ code, pieces: quantity }),
      countReward({ memberId, reward: code, pieces: quantity, most: reward.perMember }),
      ...appendRedemption({
        id,
        memberId,
        reward: code,
        revision: reward.revision,
        code: shown,
        tier,
        quantity,
        pointsEach: 0,
        points: 0,
        moneyMinor: 0,
        collectBy,
        pointsAfter: balances.points,
        memberCashAfter: balances.memberCash,
        prepaidAfter: balances.prepaid,
      }),
    ],
    shelf: {
      ...shelf,
      rewards: new Map([
        ...shelf.rewards,
        [code, { ...reward, stock: reward.stock === null ? null : reward.stock - quantity }],
      ]),
    },
  }
}

/** Issues a coupon to the member. */
const issue = (deps: Deps, program: OpenProgram, to: Recipient, { code }: PromisedGift, shelf: GiftShelf): Given => {
  const coupon = shelf.coupons.get(code)
  if (!coupon) return refused('not_offered')
  const issued = issueCoupon(deps, program, coupon, {
    memberId: to.memberId,
    taken: to.taken.get(thing({ kind: 'coupon', code })) ?? 0,
    at: program.now,
    because: 'promotion',
    purchaseId: to.purchaseId,
  })
  if (!issued.accepted)
    return refused(
      issued.reason === 'out_of_stock' || issued.reason === 'per_member_limit' ? issued.reason : 'not_offered',
    )
  const { row, coupon: left, statements } = issued.value
  return {
    outcome: { givenId: row.id, whyNot: null, shown: row.code, collectBy: null },
    statements,
    shelf: { ...shelf, coupons: new Map([...shelf.coupons, [code, left]]) },
  }
}

/**
 * Gives what promotions promise with a purchase, as far as it is there, to be committed in the purchase's own batch. What
 * is gone is told, and the purchase stands. In a rush on the last one the schema refuses the batch, and all of it is
 * decided again on a fresh load.
 */
export const giveGifts = (
  deps: Deps,
  program: OpenProgram,
  to: Recipient,
  promised: readonly PromisedGift[],
  shelf: GiftShelf,
): GivenGifts => {
  let given: GivenGifts = { gifts: [], statements: [], seq: to.seq, taken: to.taken, shelf }
  for (const gift of promised) {
    const { kind, code, quantity, revisionId } = gift
    const present = { ...to, seq: given.seq, taken: given.taken }
    const give = kind === 'gift' ? reserve : issue
    const one = give(deps, program, present, gift, given.shelf)
    const row = { purchaseId: to.purchaseId, revisionId, kind, code, ...one.outcome }
    const held = given.taken.get(thing(gift)) ?? 0
    given = {
      gifts: [...given.gifts, { ...row, quantity }],
      statements: [...given.statements, ...one.statements, appendPromotionGift(row)],
      // A coupon is no matter of the journal.
      seq: one.shelf && kind === 'gift' ? given.seq + 1 : given.seq,
      taken: one.shelf ? new Map([...given.taken, [thing(gift), held + quantity]]) : given.taken,
      shelf: one.shelf ?? given.shelf,
    }
  }
  return given
}
