import { returnPoints, type RedeemedLot, type RedemptionEnd } from '@laurel/core'
import { appendEnd, takeStock, uncountReward, type Statement } from '@laurel/db'
import type { Deps } from '../../deps.ts'
import type { OpenProgram } from '../../platform/enter-program.ts'
import type { LoadedMember, MemberChange } from '../../platform/member-write.ts'
import type { RedemptionRow } from './kept-redemption.ts'

/** A reservation given back. */
export interface GivenBack {
  readonly change: MemberChange
  readonly statements: readonly Statement[]
  readonly row: RedemptionRow
}

/** Ends a reservation whose gift stays with us: points, stock and the member's limit come back, all or nothing. */
export const giveBackReservation = (
  deps: Deps,
  program: OpenProgram,
  member: LoadedMember,
  redemption: RedemptionRow,
  lots: readonly RedeemedLot[],
  end: Exclude<RedemptionEnd, 'collected'>,
): GivenBack => {
  const { now, today, rules } = program
  const { reverse, expire } = returnPoints(member.wallet, lots, today)
  const cause = { occurredAt: now, rulesVersion: rules.version, causeId: redemption.id }
  const transactionId = deps.ids.next()
  const { points, memberCash, prepaid } = (expire ?? reverse).wallet.balances
  const { reward, quantity } = redemption
  return {
    change: {
      transactions: [
        { ...cause, id: transactionId, kind: 'reverse', movement: reverse },
        ...(expire ? [{ ...cause, id: deps.ids.next(), kind: 'expire' as const, movement: expire }] : []),
      ],
    },
    statements: [
      takeStock({ code: reward, pieces: -quantity }),
      uncountReward({ memberId: member.id, reward, pieces: quantity }),
      ...appendEnd(redemption, {
        end,
        occurredAt: now,
        recordedAt: now,
        actorId: program.actor.id,
        transactionId,
        pointsAfter: points,
        memberCashAfter: memberCash,
        prepaidAfter: prepaid,
      }),
    ],
    row: {
      ...redemption,
      end,
      endedAt: now,
      pointsAtEnd: points,
      memberCashAtEnd: memberCash,
      prepaidAtEnd: prepaid,
    },
  }
}
