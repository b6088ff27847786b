import { balanceFacts, formatInstant, type EventType } from '@laurel/core'
import type { ToldTransaction } from '@laurel/db'
import { becauseOf } from '../because.ts'
import { encodeId } from '../ids.ts'
import type { ToldEvent } from './told-event.ts'

type Fact = readonly [type: EventType, data: ToldEvent['data']]

const couponIds = (ids: readonly number[]) => ids.map(id => encodeId('cpn', id))

/** A fact about coupons, where there are any. */
const ofCoupons = (type: EventType, ids: readonly number[], more: ToldEvent['data']): readonly Fact[] =>
  ids.length === 0 ? [] : [[type, { couponIds: couponIds(ids), ...more }]]

/** What a transaction is, beside what it does to balances. */
const deedOf = (transaction: ToldTransaction, occurredAt: string): readonly Fact[] => {
  const { id, kind, causeId, facts, coupons, undoneImport } = transaction
  switch (kind) {
    case 'earn': {
      if (facts.store === undefined) return []
      const purchaseId = encodeId('pur', id)
      return [
        ['purchase.recorded', { purchaseId, store: facts.store, total: facts.total ?? null, occurredAt }],
        ...ofCoupons('coupon.used', coupons.used, { purchaseId }),
      ]
    }
    case 'return': {
      if (facts.purchaseId === undefined) return []
      const ids = { returnId: encodeId('ret', id), purchaseId: encodeId('pur', facts.purchaseId) }
      return [['purchase.returned', { ...ids, occurredAt }], ...ofCoupons('coupon.givenBack', coupons.givenBack, ids)]
    }
    case 'topup':
      return [['topup.made', { topUpId: encodeId('top', id), plan: facts.plan ?? null, paid: facts.paid ?? null }]]
    case 'redeem':
      return [
        [
          'redemption.reserved',
          { redemptionId: encodeId('red', id), reward: facts.reward ?? null, quantity: facts.quantity ?? null },
        ],
      ]
    case 'reverse':
      if (causeId === null || undoneImport !== null) return []
      return facts.end === undefined
        ? [['topup.reversed', { topUpId: encodeId('top', causeId) }]]
        : [[`redemption.${facts.end}`, { redemptionId: encodeId('red', causeId) }]]
    default:
      return []
  }
}

/** The events that a transaction tells. */
export const transactionEvents = (transaction: ToldTransaction, timeZone: string): readonly ToldEvent[] => {
  const { id, memberId, recordedAt, transfers } = transaction
  const occurredAt = formatInstant(transaction.occurredAt, timeZone)
  const balances = balanceFacts(transfers).map(({ type, amount }): Fact => [
    type,
    { transactionId: encodeId('txn', id), amount, occurredAt, because: becauseOf(transaction) },
  ])
  return [...deedOf(transaction, occurredAt), ...balances].map(([type, data]) => ({
    sourceId: id,
    type,
    memberId,
    at: recordedAt,
    data,
  }))
}
