import { eq, getTableColumns, sql } from 'drizzle-orm'
import { actorOf, whoIs, type KeptActor } from '../actors/kept-actor.ts'
import { transactions } from '../ledger/ledger.tables.ts'
import { profiles } from '../members/members.tables.ts'
import { $, builder, insertInto, select, type Bound, type RowOf } from '../statement.ts'
import { adjustments, reasons } from './adjustments.tables.ts'

export const appendAdjustment = insertInto(adjustments)
/** Keeps why a transaction was made, sealed under the member's own key. */
export const appendReason = insertInto(reasons)

const adjustmentFields = {
  ...getTableColumns(adjustments),
  occurredAt: transactions.occurredAt,
  recordedAt: transactions.recordedAt,
  actorId: transactions.actorId,
  who: whoIs('transactions.actor_id').as('who'),
  askedBy: sql<
    number | null
  >`(SELECT asked_by FROM approval_decisions INNER JOIN approvals ON approvals.id = approval_id
    WHERE approval_decisions.transaction_id = adjustments.id)`.as('asked_by'),
  asker: sql<string | null>`(SELECT ${whoIs('approvals.asked_by')} FROM approval_decisions
    INNER JOIN approvals ON approvals.id = approval_id WHERE approval_decisions.transaction_id = adjustments.id)`.as(
    'asker',
  ),
  /** Null where none was given, or the member was erased. */
  sealedReason: sql<Uint8Array | null>`${reasons.sealed}`.as('sealed_reason'),
  wrappedKey: sql<Uint8Array | null>`${profiles.wrappedKey}`.as('wrapped_key'),
}

const adjustment = select<{ id: number }>()(adjustmentFields, f =>
  builder
    .select(f)
    .from(adjustments)
    .innerJoin(transactions, eq(transactions.id, adjustments.id))
    .leftJoin(reasons, eq(reasons.transactionId, adjustments.id))
    .leftJoin(profiles, eq(profiles.memberId, adjustments.memberId))
    .where(eq(adjustments.id, $('id'))),
)

/** An adjustment as it was kept, by whom, and who asked for it where somebody else confirmed it. */
export type KeptAdjustment = Omit<RowOf<typeof adjustment>, 'actorId' | 'who' | 'askedBy' | 'asker'> & {
  readonly actor: KeptActor
  readonly asker: KeptActor | null
}

/** An adjustment, by whom, and why. */
export const findAdjustment = (id: number): Bound<KeptAdjustment> => {
  const bound = adjustment({ id })
  return {
    ...bound,
    decode: rows =>
      bound.decode(rows).map(({ actorId, who, askedBy, asker, ...row }) => ({
        ...row,
        actor: actorOf(actorId, who),
        asker: askedBy === null ? null : actorOf(askedBy, asker),
      })),
  }
}
