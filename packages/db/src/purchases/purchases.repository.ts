import type { Instant } from '@laurel/core'
import { and, asc, desc, eq, getTableColumns, or, lt, sql, type InferSelectModel } from 'drizzle-orm'
import type { Statement } from '../database.ts'
import { transactionKind } from '../ledger/journal-fields.ts'
import { transactions } from '../ledger/ledger.tables.ts'
import { placeInJournal } from '../members/cards-of-member.ts'
import { insertPurchasePromotion } from '../promotions/promotions.repository.ts'
import { $, builder, insertInto, select } from '../statement.ts'
import { purchaseLines, purchases, purchaseTenders } from './purchases.tables.ts'

export type PurchaseRow = InferSelectModel<typeof purchases>
export type PurchaseLineRow = InferSelectModel<typeof purchaseLines>
export type PurchaseTenderRow = InferSelectModel<typeof purchaseTenders>

const insertPurchase = insertInto(purchases)
const insertLine = insertInto(purchaseLines)
const insertTender = insertInto(purchaseTenders)

/** A purchase with its lines, its tenders and the promotions that looked at it, as it is kept. */
export interface KeptPurchase {
  readonly purchase: PurchaseRow
  readonly lines: readonly Omit<PurchaseLineRow, 'purchaseId' | 'position'>[]
  readonly tenders: readonly Omit<PurchaseTenderRow, 'purchaseId' | 'position'>[]
  /** By the id of their revision. */
  readonly promotions: readonly { readonly id: number }[]
}

/** Keeps a judged receipt. */
export const appendPurchase = ({ purchase, lines, tenders, promotions }: KeptPurchase): readonly Statement[] => [
  insertPurchase(purchase),
  ...lines.map((line, position) => insertLine({ ...line, purchaseId: purchase.id, position })),
  ...tenders.map((tender, position) => insertTender({ ...tender, purchaseId: purchase.id, position })),
  ...promotions.map(({ id }) => insertPurchasePromotion({ purchaseId: purchase.id, revisionId: id })),
]

const purchaseFields = {
  ...getTableColumns(purchases),
  rulesVersion: transactions.rulesVersion,
  recordedAt: transactions.recordedAt,
  kind: transactionKind,
  /** Its place among all that are the member's. */
  seq: placeInJournal.as('place'),
}

/** A purchase with the rules version it was judged under. */
export const findPurchase = select<{ id: number }>()(purchaseFields, f =>
  builder
    .select(f)
    .from(purchases)
    .innerJoin(transactions, eq(transactions.id, purchases.id))
    .where(eq(purchases.id, $('id'))),
)

/** The purchase that a till's own number already made; one that came with an import which was undone is none. */
export const findPurchaseByExternalId = select<{ externalId: string }>()(
  { id: purchases.id, memberId: purchases.memberId, bodyHash: purchases.bodyHash },
  f =>
    builder
      .select(f)
      .from(purchases)
      .where(
        and(
          eq(purchases.externalId, $('externalId')),
          sql`NOT EXISTS (SELECT 1 FROM import_undone WHERE made_id = ${purchases.id})`,
        ),
      ),
)

/** The lines of several purchases, in order; `ids` is a JSON array. */
export const listLines = select<{ ids: string }>()(getTableColumns(purchaseLines), f =>
  builder
    .select(f)
    .from(purchaseLines)
    .where(sql`${purchaseLines.purchaseId} IN (SELECT value FROM json_each(${$('ids')}))`)
    .orderBy(asc(purchaseLines.purchaseId), asc(purchaseLines.position)),
)

/** The tenders of several purchases, in order; `ids` is a JSON array. */
export const listTenders = select<{ ids: string }>()(getTableColumns(purchaseTenders), f =>
  builder
    .select(f)
    .from(purchaseTenders)
    .where(sql`${purchaseTenders.purchaseId} IN (SELECT value FROM json_each(${$('ids')}))`)
    .orderBy(asc(purchaseTenders.purchaseId), asc(purchaseTenders.position)),
)

/** A page of a member's purchases, latest sale first, from before a sale. */
export const listPurchases = select<{ memberId: number; beforeAt: Instant; beforeId: number; limit: number }>()(
  purchaseFields,
  f =>
    builder
      .select(f)
      .from(purchases)
      .innerJoin(transactions, eq(transactions.id, purchases.id))
      .where(
        and(
          eq(purchases.memberId, $('memberId')),
          or(
            lt(purchases.occurredAt, $('beforeAt')),
            and(eq(purchases.occurredAt, $('beforeAt')), lt(purchases.id, $('beforeId'))),
          ),
        ),
      )
      .orderBy(desc(purchases.occurredAt), desc(purchases.id))
      .limit($('limit')),
)

/** What the returns of a purchase took back. */
const reversedOf = (column: 'points_reversed' | 'cash_minor') =>
  sql`coalesce((SELECT sum(r.${sql.raw(column)}) FROM returns r WHERE r.purchase_id = ${purchases.id}), 0)`

/**
 * What a member's receipts after an instant, within a day and an hour of it, come to, net of their returns: what a late
 * receipt of that day could not know. A business day is never longer than that.
 */
export const listLaterActivity = select<{ memberId: number; at: Instant; until: Instant }>()(
  {
    day: purchases.occurredOn,
    rulesVersion: transactions.rulesVersion,
    qualifyingPoints: sql<number>`sum(${purchases.points} - ${reversedOf('points_reversed')})`.as('qualifying_points'),
    spendMinor: sql<number>`sum(${purchases.cashMinor} - ${reversedOf('cash_minor')})`.as('spend_minor'),
  },
  f =>
    builder
      .select(f)
      .from(purchases)
      .innerJoin(transactions, eq(transactions.id, purchases.id))
      .where(
        and(
          eq(purchases.memberId, $('memberId')),
          sql`${purchases.occurredAt} > ${$('at')}`,
          sql`${purchases.occurredAt} <= ${$('until')}`,
        ),
      )
      .groupBy(purchases.occurredOn, transactions.rulesVersion),
)
