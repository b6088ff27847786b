import type { LotUnit } from '@laurel/core'
import { and, asc, eq, getTableColumns, lt, sql, type InferSelectModel } from 'drizzle-orm'
import type { Statement } from '../database.ts'
import { kindCode, unitCode, unitOf } from '../ledger/ledger-codes.ts'
import { isMovedLot } from '../ledger/ledger.repository.ts'
import { lotMoves, lots, transactions } from '../ledger/ledger.tables.ts'
import { cardsOf, placeInJournal } from '../members/cards-of-member.ts'
import { purchaseTenders } from '../purchases/purchases.tables.ts'
import { $, builder, insertInto, raw, select, type Bound } from '../statement.ts'
import { returnLines, returnRefunds, returns } from './returns.tables.ts'

export type ReturnRow = InferSelectModel<typeof returns>
export type ReturnLineRow = InferSelectModel<typeof returnLines>
export type ReturnRefundRow = InferSelectModel<typeof returnRefunds>

/** A return with what came back and what was paid back, as it is kept. */
export interface KeptReturn {
  readonly return: ReturnRow
  readonly lines: readonly Omit<ReturnLineRow, 'returnId'>[]
  readonly refunds: readonly Omit<ReturnRefundRow, 'returnId'>[]
}

const insertReturn = insertInto(returns)
const insertLine = insertInto(returnLines)
const insertRefund = insertInto(returnRefunds)

/** Keeps a judged return. */
export const appendReturn = ({ return: row, lines, refunds }: KeptReturn): readonly Statement[] => [
  insertReturn(row),
  ...lines.map(line => insertLine({ ...line, returnId: row.id })),
  ...refunds.map(refund => insertRefund({ ...refund, returnId: row.id })),
]

const among = sql`${returns.purchaseId} IN (SELECT value FROM json_each(${$('purchaseIds')}))`

/** The returns of several purchases, in the order of record; `purchaseIds` is a JSON array. */
export const listReturns = select<{ purchaseIds: string }>()(
  {
    ...getTableColumns(returns),
    occurredAt: transactions.occurredAt,
    recordedAt: transactions.recordedAt,
  },
  f =>
    builder
      .select(f)
      .from(returns)
      .innerJoin(transactions, eq(transactions.id, returns.id))
      .where(among)
      .orderBy(asc(placeInJournal), asc(transactions.id)),
)

/** What came back by the returns of several purchases, line by line. */
export const listReturnLines = select<{ purchaseIds: string }>()(getTableColumns(returnLines), f =>
  builder
    .select(f)
    .from(returnLines)
    .innerJoin(returns, eq(returns.id, returnLines.returnId))
    .where(among)
    .orderBy(asc(returnLines.returnId), asc(returnLines.position)),
)

/** What went back by the returns of several purchases, tender by tender. */
export const listReturnRefunds = select<{ purchaseIds: string }>()(
  { ...getTableColumns(returnRefunds), kind: purchaseTenders.kind },
  f =>
    builder
      .select(f)
      .from(returnRefunds)
      .innerJoin(returns, eq(returns.id, returnRefunds.returnId))
      .innerJoin(
        purchaseTenders,
        and(eq(purchaseTenders.purchaseId, returns.purchaseId), eq(purchaseTenders.position, returnRefunds.position)),
      )
      .where(among)
      .orderBy(asc(returnRefunds.returnId), asc(returnRefunds.position)),
)

/** The return that a till's own number already made. */
export const findReturnByExternalId = select<{ externalId: string }>()(
  { id: returns.id, purchaseId: returns.purchaseId, bodyHash: returns.bodyHash },
  f =>
    builder
      .select(f)
      .from(returns)
      .where(eq(returns.externalId, $('externalId'))),
)

/** The purchase that a return is of. */
export const findReturn = select<{ id: number }>()({ purchaseId: returns.purchaseId }, f =>
  builder
    .select(f)
    .from(returns)
    .where(eq(returns.id, $('id'))),
)

// By what has expired of the member's: moves are not kept by lot.
const expiredOfPurchase = select<{ purchaseId: number }>()(
  { unit: lotMoves.unit, amount: sql<number>`-sum(${lotMoves.delta})`.as('amount') },
  () =>
    raw(sql`SELECT ${lotMoves.unit}, -sum(${lotMoves.delta})
      FROM ${transactions} INDEXED BY transactions_expiring CROSS JOIN ${lotMoves} ON ${lotMoves.transactionId} = ${transactions.id}
      WHERE ${transactions.memberId} IN ${cardsOf(sql`(SELECT member_id FROM purchases WHERE id = ${$('purchaseId')})`)}
        AND ${transactions.kind} = ${sql.raw(String(kindCode('expire')))}
        AND ${lotMoves.lotId} IN (SELECT ${$('purchaseId')} UNION ALL SELECT id FROM returns WHERE purchase_id = ${$('purchaseId')})
      GROUP BY ${lotMoves.unit}`),
)

/** What the lots of what a purchase earned have lost by expiry. */
export const listExpiredOf = (purchaseId: number): Bound<{ unit: LotUnit; amount: number }> => {
  const bound = expiredOfPurchase({ purchaseId })
  return {
    ...bound,
    decode: rows => bound.decode(rows).map(({ unit, amount }) => ({ unit: unitOf(unit) as LotUnit, amount })),
  }
}

const paidLots = select<{ purchaseId: number; unit: number }>()(
  {
    id: lots.transactionId,
    earnedAt: lots.earnedAt,
    expiresOn: lots.expiresOn,
    remaining: lots.remaining,
    taken: sql<number>`-${lotMoves.delta}`.as('taken'),
  },
  f =>
    builder
      .select(f)
      .from(lotMoves)
      .innerJoin(transactions, eq(transactions.id, lotMoves.transactionId))
      .innerJoin(lots, isMovedLot)
      .where(and(eq(lotMoves.transactionId, $('purchaseId')), eq(lotMoves.unit, $('unit')), lt(lotMoves.delta, 0))),
)

/** The lots of a unit that a transaction took from, as they are now, with what it took from each. */
export const listDrawnLots = (transactionId: number, unit: LotUnit) =>
  paidLots({ purchaseId: transactionId, unit: unitCode(unit) })

/** The lots of member cash that a purchase was paid from, as they are now, with what it took from each. */
export const listPaidLots = (purchaseId: number) => paidLots({ purchaseId, unit: unitCode('memberCash') })
