import { returnPoints, type Day, type Instant, type RedeemedLot, type RedemptionEnd, type Wallet } from '@laurel/core'
import { appendEnd, takeStock, uncountReward, type findRedemption, type Statement } from '@laurel/db'
import type { Deps } from '../deps.ts'
import type { MemberTransaction } from './member-write.ts'

type RedemptionRow = ReturnType<ReturnType<typeof findRedemption>['decode']>[number]

/** When and by whom a reservation is given back. */
export interface GivingBack {
  readonly end: Exclude<RedemptionEnd, 'collected'>
  readonly at: Instant
  readonly day: Day
  readonly rulesVersion: number
  readonly recordedAt: Instant
  readonly actorId: number
}

/** A reservation given back. */
export interface GivenBack {
  readonly transactions: readonly MemberTransaction[]
  readonly wallet: Wallet
  readonly statements: readonly Statement[]
  readonly row: RedemptionRow
}

/** Ends a reservation whose gift stays with us: points, stock and the member's limit come back, all or nothing. */
export const giveBackReservation = (
  deps: Deps,
  wallet: Wallet,
  redemption: RedemptionRow,
  /** The lots that it took its points from, as they are now. */
  lots: readonly RedeemedLot[],
  { end, at, day, rulesVersion, recordedAt, actorId }: GivingBack,
): GivenBack => {
  const { reverse, expire } = returnPoints(wallet, lots, day)
  const cause = { occurredAt: at, rulesVersion, causeId: redemption.id }
  const transactionId = deps.ids.next()
  const after = (expire ?? reverse).wallet
  const { points, memberCash, prepaid } = after.balances
  const { reward, quantity, memberId } = redemption
  return {
    transactions: [
      { ...cause, id: transactionId, kind: 'reverse', movement: reverse },
      ...(expire ? [{ ...cause, id: deps.ids.next(), kind: 'expire' as const, movement: expire }] : []),
    ],
    wallet: after,
    statements: [
      takeStock({ code: reward, pieces: -quantity }),
      uncountReward({ memberId, reward, pieces: quantity }),
      ...appendEnd(redemption, {
        end,
        occurredAt: at,
        recordedAt,
        actorId,
        transactionId,
        pointsAfter: points,
        memberCashAfter: memberCash,
        prepaidAfter: prepaid,
      }),
    ],
    row: {
      ...redemption,
      end,
      endedAt: at,
      pointsAtEnd: points,
      memberCashAtEnd: memberCash,
      prepaidAtEnd: prepaid,
    },
  }
}
