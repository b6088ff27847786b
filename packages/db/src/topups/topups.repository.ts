import { aliasedTable, and, desc, eq, getTableColumns, lt, sql, type InferSelectModel } from 'drizzle-orm'
import { transactions } from '../ledger/ledger.tables.ts'
import { $, builder, insertInto, select } from '../statement.ts'
import { prepaidRefunds, topUpReversals, topUps } from './topups.tables.ts'

export type TopUpReversalRow = InferSelectModel<typeof topUpReversals>
export type PrepaidRefundRow = InferSelectModel<typeof prepaidRefunds>

export const appendTopUp = insertInto(topUps)
/** Takes a top-up back; the key refuses a second time. */
export const appendTopUpReversal = insertInto(topUpReversals)
export const appendPrepaidRefund = insertInto(prepaidRefunds)

const refundFields = {
  ...getTableColumns(prepaidRefunds),
  occurredAt: transactions.occurredAt,
  recordedAt: transactions.recordedAt,
}

/** Prepaid that was paid back. */
export const findPrepaidRefund = select<{ id: number }>()(refundFields, f =>
  builder
    .select(f)
    .from(prepaidRefunds)
    .innerJoin(transactions, eq(transactions.id, prepaidRefunds.id))
    .where(eq(prepaidRefunds.id, $('id'))),
)

const reversing = aliasedTable(transactions, 'reversing')
const topUpFields = {
  ...getTableColumns(topUps),
  occurredAt: transactions.occurredAt,
  recordedAt: transactions.recordedAt,
  rulesVersion: transactions.rulesVersion,
  /** The transaction that took it back; null where it stands, and then all that follows is null too. */
  reversedBy: sql<number | null>`${topUpReversals.id}`.as('reversed_by'),
  reversedAt: reversing.occurredAt,
  reversedTierBefore: topUpReversals.tierBefore,
  reversedTierAfter: topUpReversals.tierAfter,
  reversedPointsAfter: topUpReversals.pointsAfter,
  reversedMemberCashAfter: topUpReversals.memberCashAfter,
  reversedPrepaidAfter: topUpReversals.prepaidAfter,
}

const kept = () =>
  builder
    .select(topUpFields)
    .from(topUps)
    .innerJoin(transactions, eq(transactions.id, topUps.id))
    .leftJoin(topUpReversals, eq(topUpReversals.topUpId, topUps.id))
    .leftJoin(reversing, eq(reversing.id, topUpReversals.id))

/** A top-up, and its reversal where it was taken back. */
export const findTopUp = select<{ id: number }>()(topUpFields, () => kept().where(eq(topUps.id, $('id'))))

/** The top-up that a till's own number already made. */
export const findTopUpByExternalId = select<{ externalId: string }>()(topUpFields, () =>
  kept().where(eq(topUps.externalId, $('externalId'))),
)

/** The top-up that a reversal took back. */
export const findTopUpByReversal = select<{ id: number }>()(topUpFields, () =>
  kept().where(eq(topUpReversals.id, $('id'))),
)

/** A page of a member's top-ups, newest first. */
export const listTopUps = select<{ memberId: number; beforeId: number; limit: number }>()(topUpFields, () =>
  kept()
    .where(and(eq(topUps.memberId, $('memberId')), lt(topUps.id, $('beforeId'))))
    .orderBy(desc(topUps.id))
    .limit($('limit')),
)
