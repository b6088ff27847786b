import type { Instant, TransactionKind, Transfer } from '@laurel/core'
import { and, asc, eq, getTableColumns, gt, lte, sql } from 'drizzle-orm'
import { accountOf, kindCode, kindOf, unitOf } from '../ledger/ledger-codes.ts'
import { undoneImport } from '../ledger/ledger.repository.ts'
import { transactions } from '../ledger/ledger.tables.ts'
import { $, builder, raw, select, write, type Bound, type RowOf } from '../statement.ts'
import { eventMarks, events } from './events.tables.ts'

/** Keeps a fact that no trigger sees, such as who has entered a segment. Its id is made in the commit. */
export const appendEvent = write<{ type: number; memberId: number | null; at: Instant; detail: string | null }>(
  raw(sql`INSERT INTO ${events} (id, type, member_id, at, detail)
    VALUES ((SELECT id FROM next_event), ${$('type')}, ${$('memberId')}, ${$('at')}, ${$('detail')})`),
)

/** Through which id the events have been told, and the lowest id beyond; null where there is none. */
export const findEventMark = select<Record<string, never>>()(
  { through: eventMarks.through, next: sql<number | null>`next` },
  () =>
    raw(sql`SELECT ${eventMarks.through}, (SELECT min(id) FROM (
      SELECT min(${transactions.id}) AS id FROM ${transactions} WHERE ${transactions.id} > ${eventMarks.through}
      UNION ALL SELECT min(${events.id}) FROM ${events} WHERE ${events.id} > ${eventMarks.through})) AS next
    FROM ${eventMarks}`),
)

/** Has no transaction come in any more at an id or below; it never goes back. */
export const moveEventMark = write<{ through: number }>(
  builder
    .update(eventMarks)
    .set({ through: $('through') } as never)
    .where(eq(eventMarks.one, 1)),
)

interface Range {
  readonly [name: string]: unknown
  readonly after: number
  readonly through: number
  readonly limit: number
}

/** The next facts that are no transactions, in the order of their ids. */
export const listEvents = select<Range>()(getTableColumns(events), f =>
  builder
    .select(f)
    .from(events)
    .where(and(gt(events.id, $('after')), lte(events.id, $('through'))))
    .orderBy(asc(events.id))
    .limit($('limit')),
)

export type EventRow = RowOf<typeof listEvents>

const when = (kind: TransactionKind) => sql.raw(String(kindCode(kind)))

// Scalar subqueries: what no transaction of the page needs is not looked at.
const toldFields = {
  id: transactions.id,
  memberId: transactions.memberId,
  kind: transactions.kind,
  occurredAt: transactions.occurredAt,
  recordedAt: transactions.recordedAt,
  causeId: transactions.causeId,
  undoneImport,
  causeKind: sql<number | null>`(SELECT cause.kind FROM transactions cause WHERE cause.id = transactions.cause_id)`.as(
    'cause_kind',
  ),
  job: sql<string | null>`(SELECT name FROM job_entries INNER JOIN job_occurrences ON job_occurrences.id = occurrence_id
    WHERE transaction_id = transactions.id)`.as('job'),
  transfers:
    sql<string>`(SELECT json_group_array(json_array(debit, credit, unit, amount)) FROM transfers WHERE transaction_id = ${transactions.id})`.as(
      'transfers',
    ),
  facts: sql<string | null>`CASE transactions.kind
    WHEN ${when('earn')} THEN (SELECT json_object('store', store, 'total', total_minor) FROM purchases WHERE id = transactions.id)
    WHEN ${when('return')} THEN (SELECT json_object('purchaseId', purchase_id) FROM returns WHERE id = transactions.id)
    WHEN ${when('topup')} THEN (SELECT json_object('plan', plan, 'paid', paid_minor) FROM top_ups WHERE id = transactions.id)
    WHEN ${when('redeem')} THEN (SELECT json_object('reward', reward, 'quantity', quantity) FROM redemptions WHERE id = transactions.id)
    WHEN ${when('reverse')} THEN (SELECT json_object('end', "end") FROM redemption_ends WHERE transaction_id = transactions.id)
    END`.as('facts'),
  couponsUsed: sql<string | null>`CASE transactions.kind WHEN ${when('earn')} THEN
    (SELECT json_group_array(coupon_id) FROM coupon_uses WHERE purchase_id = transactions.id) END`.as('coupons_used'),
  couponsGivenBack: sql<string | null>`CASE transactions.kind WHEN ${when('return')} THEN
    (SELECT json_group_array(g.coupon_id) FROM returns r INNER JOIN coupon_uses u ON u.purchase_id = r.purchase_id
      INNER JOIN coupon_give_backs g ON g.coupon_id = u.coupon_id AND g.number = u.number AND g.return_id = r.id
      WHERE r.id = transactions.id) END`.as('coupons_given_back'),
}

const toldBetween = select<Range>()(toldFields, f =>
  builder
    .select(f)
    .from(transactions)
    .where(and(gt(transactions.id, $('after')), lte(transactions.id, $('through'))))
    .orderBy(asc(transactions.id))
    .limit($('limit')),
)

/** A transaction with all that its events tell. */
export interface ToldTransaction {
  readonly id: number
  readonly memberId: number
  readonly kind: TransactionKind
  readonly occurredAt: Instant
  readonly recordedAt: Instant
  readonly causeId: number | null
  readonly causeKind: TransactionKind | null
  /** The import that it undid something of; null for all else. */
  readonly undoneImport: number | null
  /** The name of the scheduled work that posted it; null where none did. */
  readonly job: string | null
  readonly transfers: readonly Transfer[]
  /** Of the purchase, return, top-up or redemption that it is, and how a redemption ended. */
  readonly facts: {
    readonly store?: string
    readonly total?: number
    readonly purchaseId?: number
    readonly plan?: string
    readonly paid?: number
    readonly reward?: string
    readonly quantity?: number
    readonly end?: 'collected' | 'cancelled' | 'lapsed'
  }
  readonly coupons: {
    readonly used: readonly number[]
    readonly givenBack: readonly number[]
  }
}

const idsIn = (text: string | null): readonly number[] => (text === null ? [] : (JSON.parse(text) as number[]))

const told = ({
  kind,
  causeKind,
  transfers,
  facts,
  couponsUsed,
  couponsGivenBack,
  ...row
}: RowOf<typeof toldBetween>): ToldTransaction => ({
  ...row,
  kind: kindOf(kind),
  causeKind: causeKind === null ? null : kindOf(causeKind),
  transfers: (JSON.parse(transfers) as [number, number, number, number][]).map(([debit, credit, unit, amount]) => ({
    debit: accountOf(debit),
    credit: accountOf(credit),
    unit: unitOf(unit),
    amount,
  })),
  facts: facts === null ? {} : (JSON.parse(facts) as ToldTransaction['facts']),
  coupons: {
    used: idsIn(couponsUsed),
    givenBack: idsIn(couponsGivenBack),
  },
})

/** The next transactions in the order of their ids, with all that their events tell. */
export const listToldTransactions = (range: {
  readonly after: number
  readonly through: number
  readonly limit: number
}): Bound<ToldTransaction> => {
  const bound = toldBetween({ ...range })
  return { ...bound, decode: rows => bound.decode(rows).map(told) }
}
