import { and, asc, eq, getTableColumns, gt, lte, sql, type Column } from 'drizzle-orm'
import { jobEntries, jobOccurrences } from '../jobs/jobs.tables.ts'
import { importUndone } from '../imports/imports.tables.ts'
import { transactions } from '../ledger/ledger.tables.ts'
import { openings } from '../openings/openings.tables.ts'
import { purchasePromotions } from '../promotions/promotions.tables.ts'
import { purchases } from '../purchases/purchases.tables.ts'
import { selectMany } from '../select-many.ts'
import { $, builder, raw, select } from '../statement.ts'
import { tierActs } from '../tiers/tier-acts.tables.ts'
import { topUpReversals, topUps } from '../topups/topups.tables.ts'
import { members } from './members.tables.ts'

/** The members whose ids lie after one, through another. */
export type MemberRange = { readonly after: number; readonly last: number }

/** What is of the members of a range. */
export const within = (column: Column) => and(gt(column, $('after')), lte(column, $('last')))

/** The last of the next members after one: where a chunk of them ends. Null where there are none. */
export const findEndOfChunk = select<{ after: number; limit: number }>()({ last: sql<number | null>`last` }, () =>
  raw(sql`SELECT max(id) AS last FROM (
    SELECT ${members.id} FROM ${members} WHERE ${members.id} > ${$('after')} ORDER BY ${members.id} LIMIT ${$('limit')})`),
)

/** What scheduled work posted to them, and when. */
export const jobsWithin = selectMany<MemberRange>()(
  {
    memberId: jobEntries.memberId,
    transactionId: jobEntries.transactionId,
    tier: jobEntries.tier,
    name: jobOccurrences.name,
    kind: jobOccurrences.kind,
    code: jobOccurrences.code,
    day: jobOccurrences.day,
    at: jobOccurrences.at,
  },
  f =>
    builder
      .select(f)
      .from(transactions)
      .crossJoin(jobEntries)
      .crossJoin(jobOccurrences)
      .where(
        and(
          within(transactions.memberId),
          eq(jobEntries.transactionId, transactions.id),
          eq(jobOccurrences.id, jobEntries.occurrenceId),
        ),
      ),
)

/** The promotions that their receipts met. */
export const promotionsWithin = selectMany<MemberRange>()(getTableColumns(purchasePromotions), f =>
  builder
    .select(f)
    .from(purchases)
    .crossJoin(purchasePromotions)
    .where(and(within(purchases.memberId), eq(purchasePromotions.purchaseId, purchases.id)))
    .orderBy(asc(purchasePromotions.purchaseId), asc(purchasePromotions.revisionId)),
)

/** What took back balances that they had brought along. */
export const openingUndosWithin = selectMany<MemberRange>()(
  { id: importUndone.undoneId, madeId: importUndone.madeId, memberId: openings.memberId },
  f =>
    builder
      .select(f)
      .from(openings)
      .crossJoin(importUndone)
      .where(and(within(openings.memberId), eq(importUndone.madeId, openings.id))),
)

/** What took back tiers that they had brought along. */
export const tierUndosWithin = selectMany<MemberRange>()(
  { id: importUndone.undoneId, madeId: importUndone.madeId, memberId: tierActs.memberId },
  f =>
    builder
      .select(f)
      .from(tierActs)
      .crossJoin(importUndone)
      .where(and(within(tierActs.memberId), eq(importUndone.madeId, tierActs.id))),
)

export const reversalsWithin = selectMany<MemberRange>()(
  { ...getTableColumns(topUpReversals), memberId: topUps.memberId },
  f =>
    builder
      .select(f)
      .from(topUps)
      .crossJoin(topUpReversals)
      .where(and(within(topUps.memberId), eq(topUpReversals.topUpId, topUps.id))),
)
