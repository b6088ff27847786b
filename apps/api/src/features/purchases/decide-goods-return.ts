import {
  actsWithLessAfter,
  decideReturn,
  type PaidLot,
  type LotUnit,
  type ReturnablePurchase,
  type ReversedSoFar,
} from '@laurel/core'
import { appendReturn, keptAwardFacts, type Statement } from '@laurel/db'
import type { Caller } from '../../platform/caller.ts'
import type { OpenProgram } from '../../platform/enter-program.ts'
import { heldAfter, type LoadedMember, type MemberChange } from '../../platform/member-write.ts'
import { Problem } from '../../platform/problem.ts'
import { giftsOfReturn, type GiftsToReturn } from './gifts-of-return.ts'
import type { JudgedPurchase } from './kept-purchase.ts'
import { returnedQuantities, type JudgedReturn } from './kept-return.ts'
import type { ReturnBody } from './returns.schemas.ts'

/** A purchase with its returns so far and what has become of its lots. */
export interface PurchaseToReturn {
  readonly purchase: JudgedPurchase
  /** Its place in the member's journal. */
  readonly seq: number
  readonly returns: readonly JudgedReturn[]
  readonly expired: readonly { readonly unit: LotUnit; readonly amount: number }[]
  readonly paidLots: readonly PaidLot[]
  /** What promotions gave with it. */
  readonly gifts: GiftsToReturn
}

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0)

const returnable = ({ purchase: kept, returns, expired, paidLots }: PurchaseToReturn): ReturnablePurchase => {
  const rows = returns.map(one => one.return)
  const reversed = (unit: LotUnit, lapsed: readonly number[], spent: readonly number[]): ReversedSoFar => ({
    expired: expired.find(lost => lost.unit === unit)?.amount ?? 0,
    lapsed: sum(lapsed),
    spent: sum(spent),
  })
  return {
    id: kept.purchase.id,
    soldAt: kept.purchase.occurredAt,
    rulesVersion: kept.rulesVersion,
    isPast: kept.isPast,
    bought: {
      facts: keptAwardFacts(kept, kept.promotions),
      quantities: kept.lines.map(line => line.quantity),
      tenders: kept.tenders,
    },
    returned: returnedQuantities(kept.lines.length, returns),
    returns: rows.map(row => row.id),
    reversed: {
      points: reversed(
        'points',
        rows.map(row => row.pointsLapsed),
        rows.map(row => row.pointsSpent),
      ),
      memberCash: reversed(
        'memberCash',
        rows.map(row => row.memberCashLapsed),
        rows.map(row => row.memberCashSpent),
      ),
    },
    paidLots,
  }
}

/** A refusal of the rules as the client hears it. */
const refusal = (reason: string, place: number): Problem => {
  switch (reason) {
    case 'occurred_in_future':
      return new Problem(reason, { errors: [{ path: 'occurredAt', message: 'must not be later than now' }] })
    case 'occurred_before_sale':
      return new Problem('invalid_request', {
        errors: [{ path: 'occurredAt', message: 'must not be before the sale' }],
      })
    case 'unknown_line':
      return new Problem('invalid_request', {
        errors: [{ path: `lines[${place}].index`, message: 'the purchase has no such line' }],
      })
    case 'return_exceeds_purchase':
      return new Problem(reason, {
        errors: [{ path: `lines[${place}].quantity`, message: 'is more than is left of the line' }],
      })
    default:
      return new Problem('amount_out_of_range')
  }
}

/**
 * Judges a return of a purchase on its member and gives all that keeps it. Throws the refusal as a Problem.
 */
export const decideGoodsReturn = (
  caller: Caller,
  program: OpenProgram,
  member: LoadedMember,
  of: PurchaseToReturn,
  request: { readonly body: ReturnBody; readonly bodyHash: Uint8Array },
): { readonly change: MemberChange; readonly statements: readonly Statement[]; readonly kept: JudgedReturn } => {
  const { body } = request
  const { ids } = caller.deps
  const id = ids.next()
  const occurredAt = body.occurredAt ?? program.now
  const decision = decideReturn(program.timeline, member, returnable(of), {
    lines: body.lines,
    occurredAt,
    now: program.now,
    transactionId: id,
  })
  if (!decision.accepted) throw refusal(decision.reason, Number(decision.facts['place']))
  const decided = decision.value
  const { rulesVersion, purchase, tenders } = of.purchase
  const { wallet } = decided.expired ?? decided.returned
  const gifts = giftsOfReturn(caller.deps, program, of.gifts, decided.lostGifts, { returnId: id, wallet })
  const change: MemberChange = {
    transactions: [
      { id, kind: 'return', occurredAt, rulesVersion, movement: decided.returned, causeId: purchase.id },
      ...(decided.expired
        ? [
            {
              id: ids.next(),
              kind: 'expire' as const,
              occurredAt: program.now,
              rulesVersion,
              movement: decided.expired,
              causeId: id,
            },
          ]
        : []),
      ...gifts.transactions,
    ],
    activity: decided.activity,
    acts: actsWithLessAfter(
      member.acts,
      { at: purchase.occurredAt, seq: of.seq },
      {
        day: purchase.occurredOn,
        rulesVersion,
        qualifyingPoints: decided.reversals.points.reversed,
        spendMinor: decided.cashMinor,
      },
    ),
  }
  const { balances } = wallet
  const { points, memberCash } = decided.reversals
  const kept: JudgedReturn = {
    occurredAt,
    recordedAt: program.now,
    return: {
      id,
      purchaseId: purchase.id,
      externalId: body.externalId ?? null,
      bodyHash: request.bodyHash,
      cashMinor: decided.cashMinor,
      pointsReversed: points.reversed,
      pointsLapsed: points.lapsed,
      pointsSpent: points.spent,
      memberCashReversed: memberCash.reversed,
      memberCashLapsed: memberCash.lapsed,
      memberCashSpent: memberCash.spent,
      tierBefore: member.held.tier,
      tierAfter: heldAfter(program, member, change).tier,
      pointsAfter: balances.points,
      memberCashAfter: balances.memberCash,
      prepaidAfter: balances.prepaid,
    },
    lines: body.lines
      .map(({ index, quantity }) => ({ position: index, quantity }))
      .toSorted((a, b) => a.position - b.position),
    refunds: decided.refundsMinor.flatMap((amountMinor, position) =>
      amountMinor > 0 ? [{ position, amountMinor, kind: tenders[position]!.kind }] : [],
    ),
    gifts: gifts.gifts,
  }
  return { change, statements: [...appendReturn(kept), ...gifts.statements], kept }
}
