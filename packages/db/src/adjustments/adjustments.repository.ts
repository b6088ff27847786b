import type { TransactionKind } from '@laurel/core'
import { and, desc, eq, getTableColumns, lt, sql, type InferSelectModel } from 'drizzle-orm'
import { kindCode, kindOf } from '../ledger/ledger-codes.ts'
import { transactions } from '../ledger/ledger.tables.ts'
import { profiles } from '../members/members.tables.ts'
import { $, builder, insertInto, select, type Bound } from '../statement.ts'
import { adjustments, reasons } from './adjustments.tables.ts'

export type AdjustmentRow = InferSelectModel<typeof adjustments>

export const appendAdjustment = insertInto(adjustments)
/** Keeps why a transaction was made, sealed under the member's own key. */
export const appendReason = insertInto(reasons)

const actFields = {
  occurredAt: transactions.occurredAt,
  recordedAt: transactions.recordedAt,
  actorId: transactions.actorId,
  /** Null where none was given, or the member was erased. */
  sealedReason: sql<Uint8Array | null>`${reasons.sealed}`.as('sealed_reason'),
  wrappedKey: sql<Uint8Array | null>`${profiles.wrappedKey}`.as('wrapped_key'),
}

const adjustmentFields = { ...getTableColumns(adjustments), ...actFields }

/** An adjustment, by whom, and why. */
export const findAdjustment = select<{ id: number }>()(adjustmentFields, f =>
  builder
    .select(f)
    .from(adjustments)
    .innerJoin(transactions, eq(transactions.id, adjustments.id))
    .leftJoin(reasons, eq(reasons.transactionId, adjustments.id))
    .leftJoin(profiles, eq(profiles.memberId, adjustments.memberId))
    .where(eq(adjustments.id, $('id'))),
)

/** What somebody did to a member by hand. */
export interface StaffAct {
  readonly id: number
  readonly kind: TransactionKind
  readonly causeId: number | null
  readonly occurredAt: number
  readonly recordedAt: number
  readonly actorId: number
  readonly sealedReason: Uint8Array | null
  readonly wrappedKey: Uint8Array | null
  readonly seq: number
}

const byHand = ['adjust', 'reverse', 'refund', 'tier'] as const satisfies readonly TransactionKind[]

const staffActs = select<{ memberId: number; beforeSeq: number; kinds: string; limit: number }>()(
  { id: transactions.id, seq: transactions.seq, kind: transactions.kind, causeId: transactions.causeId, ...actFields },
  f =>
    builder
      .select(f)
      .from(transactions)
      .leftJoin(reasons, eq(reasons.transactionId, transactions.id))
      .leftJoin(profiles, eq(profiles.memberId, transactions.memberId))
      .where(
        and(
          eq(transactions.memberId, $('memberId')),
          lt(transactions.seq, $('beforeSeq')),
          sql`${transactions.kind} IN (SELECT value FROM json_each(${$('kinds')}))`,
        ),
      )
      .orderBy(desc(transactions.seq))
      .limit($('limit')),
)

/** A page of what was done to a member by hand, newest first: the audit trail. */
export const listStaffActs = (memberId: number, beforeSeq: number, limit: number): Bound<StaffAct> => {
  const bound = staffActs({ memberId, beforeSeq, kinds: JSON.stringify(byHand.map(kindCode)), limit })
  return { ...bound, decode: rows => bound.decode(rows).map(act => ({ ...act, kind: kindOf(act.kind) })) }
}
