import { formatInstant, type RulesTimeline } from '@laurel/core'
import {
  listReturnGifts,
  listReturnLines,
  listReturnRefunds,
  listReturns,
  type KeptReturn,
  type PurchaseTenderRow,
} from '@laurel/db'
import { encodeId } from '../../platform/ids.ts'
import type { ReturnView } from './returns.schemas.ts'

/** What became of a thing that a promotion gave and would not with what is kept. */
export type ReturnGift = ReturnType<ReturnType<typeof listReturnGifts>['decode']>[number]

/** A kept return with its instants and the kind of each tender that was refunded. */
export interface JudgedReturn extends KeptReturn {
  readonly occurredAt: number
  readonly recordedAt: number
  readonly refunds: readonly (KeptReturn['refunds'][number] & { readonly kind: PurchaseTenderRow['kind'] })[]
  readonly gifts: readonly ReturnGift[]
}

/** The statements that {@link returnsOf} reads. */
export const returnStatements = (purchaseIds: readonly number[]) => {
  const args = { purchaseIds: JSON.stringify(purchaseIds) }
  return [listReturns(args), listReturnLines(args), listReturnRefunds(args), listReturnGifts(args)] as const
}

type Read<S> = S extends { readonly decode: (rows: never) => infer R } ? R : never
type Statements = ReturnType<typeof returnStatements>

/** Returns put together from their rows, in the order of record. */
export const returnsOf = (
  found: Read<Statements[0]>,
  lines: Read<Statements[1]>,
  refunds: Read<Statements[2]>,
  gifts: Read<Statements[3]>,
): JudgedReturn[] =>
  found.map(({ occurredAt, recordedAt, ...row }) => ({
    return: row,
    occurredAt,
    recordedAt,
    lines: lines.filter(line => line.returnId === row.id),
    refunds: refunds.filter(refund => refund.returnId === row.id),
    gifts: gifts.filter(gift => gift.returnId === row.id),
  }))

/** How many of each of so many lines have come back. */
export const returnedQuantities = (lines: number, returns: readonly JudgedReturn[]): number[] => {
  const quantities = Array.from({ length: lines }, () => 0)
  for (const { position, quantity } of returns.flatMap(kept => kept.lines)) quantities[position]! += quantity
  return quantities
}

// As they come from the database, however they were found.
const byName = (a: ReturnGift, b: ReturnGift): number =>
  a.revisionId - b.revisionId || (a.kind < b.kind ? -1 : a.kind > b.kind ? 1 : a.code < b.code ? -1 : 1)

/** A return on the wire; of a receipt from an old system it has taken nothing back. */
export const renderReturn = (timeline: RulesTimeline, kept: JudgedReturn, isPast: boolean): ReturnView => ({
  id: encodeId('ret', kept.return.id),
  purchaseId: encodeId('pur', kept.return.purchaseId),
  externalId: kept.return.externalId,
  occurredAt: formatInstant(kept.occurredAt, timeline.timeZone),
  recordedAt: formatInstant(kept.recordedAt, timeline.timeZone),
  lines: kept.lines.map(({ position, quantity }) => ({ index: position, quantity })),
  refund: kept.refunds.map(({ kind, amountMinor }) => ({ kind, amount: amountMinor })),
  gifts: kept.gifts
    .toSorted(byName)
    .map(({ promotion, kind, code, takenBack }) => ({ promotion, kind, code, takenBack })),
  pointsReversed: isPast ? 0 : kept.return.pointsReversed,
  memberCashReversed: isPast ? 0 : kept.return.memberCashReversed,
  tier: { before: kept.return.tierBefore, after: kept.return.tierAfter },
  balances: {
    points: kept.return.pointsAfter,
    memberCash: kept.return.memberCashAfter,
    prepaid: kept.return.prepaidAfter,
  },
})
