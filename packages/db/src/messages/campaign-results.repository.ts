import { and, desc, eq, isNotNull, sql } from 'drizzle-orm'
import type { Statement } from '../database.ts'
import { jobOccurrences } from '../jobs/jobs.tables.ts'
import { $, builder, raw, select, write, type RowOf } from '../statement.ts'
import { campaignResults } from './messages.tables.ts'

/** So many days after those of its response a message is still counted again: receipts and returns come late. */
const LATE_DAYS = 92
const DAY = sql.raw('86400000')

/** Whether results of the day of a message `m` of a campaign `c` are still counted. */
const isOpen = sql`m.send_at / ${DAY} >= ${$('at')} / ${DAY} - c.response_days - ${sql.raw(String(LATE_DAYS))}`

/** The next members, by id, whose messages are still counted, as of an instant. */
export const listAnswering = select<{ at: number; after: number; limit: number }>()(
  { memberId: sql<number>`member_id` },
  () =>
    raw(sql`SELECT DISTINCT m.member_id FROM messages m INNER JOIN campaigns c ON c.id = m.campaign_id
      WHERE m.member_id > ${$('after')} AND ${isOpen} ORDER BY m.member_id LIMIT ${$('limit')}`),
)

// What is to go later is not counted yet. What was meant to go and did not is, too: those held out include whom it would not have reached.
const meant = sql`m.send_at <= ${$('at')} AND (m.status IN ('held_out', 'sent', 'failed', 'waiting', 'task', 'done', 'cancelled') OR m.attempts > 0)`

/** The goods of a line `l` of a purchase `p` that were kept, at their share of its total, half up. */
const keptMinor = sql`(SELECT CASE WHEN back = 0 THEN l.total_minor
    ELSE (2 * l.total_minor * (l.quantity - back) + l.quantity) / (2 * l.quantity) END
  FROM (SELECT coalesce(sum(b.quantity), 0) AS back FROM returns r INNER JOIN return_lines b ON b.return_id = r.id
    WHERE r.purchase_id = p.id AND b.position = l.position))`

/**
 * What the members of a range of ids have bought and kept after their messages, each purchase once for a campaign: from
 * the hour at which a message was to go until the days of its response are over, or the campaign speaks again.
 */
export const countAnswers = select<{ at: number; after: number; through: number }>()(
  {
    campaignId: campaignResults.campaignId,
    day: campaignResults.day,
    side: campaignResults.side,
    messages: campaignResults.messages,
    buyers: campaignResults.buyers,
    salesMinor: campaignResults.salesMinor,
    squaredSales: campaignResults.squaredSales,
  },
  () =>
    raw(sql`WITH meant AS (
      SELECT m.campaign_id, m.member_id, m.send_at,
        CASE m.status WHEN 'held_out' THEN 'held_out' WHEN 'sent' THEN 'reached' ELSE 'missed' END AS side,
        min(m.send_at + c.response_days * ${DAY}, coalesce(lead(m.send_at) OVER (
          PARTITION BY m.campaign_id, m.member_id ORDER BY m.send_at, m.id), ${sql.raw(String(Number.MAX_SAFE_INTEGER))})) AS until
      FROM messages m INNER JOIN campaigns c ON c.id = m.campaign_id
      WHERE m.member_id > ${$('after')} AND m.member_id <= ${$('through')} AND ${isOpen} AND ${meant}),
    answered AS (
      SELECT campaign_id, send_at / ${DAY} AS day, side, (
        SELECT coalesce(sum(${keptMinor}), 0) FROM purchases p INNER JOIN purchase_lines l ON l.purchase_id = p.id
        WHERE p.member_id = meant.member_id AND p.occurred_at >= meant.send_at AND p.occurred_at < meant.until) AS bought
      FROM meant)
    SELECT campaign_id, day, side, count(*), sum(bought > 0), sum(bought), sum(CAST(bought AS REAL) * bought)
    FROM answered GROUP BY campaign_id, day, side`),
)

export type AnswerCounts = RowOf<typeof countAnswers>

const isCounting = sql`is_told = 0`

/** Begins to count anew; what was told stays told meanwhile. */
export const beginAnswers = write<Record<string, never>>(builder.delete(campaignResults).where(isCounting))

const add = write<{ rows: string }>(
  raw(sql`INSERT INTO campaign_results (campaign_id, day, side, is_told, messages, buyers, sales_minor, squared_sales)
    SELECT value ->> 0, value ->> 1, value ->> 2, 0, value ->> 3, value ->> 4, value ->> 5, value ->> 6
    FROM json_each(${$('rows')}) WHERE true
    ON CONFLICT DO UPDATE SET messages = messages + excluded.messages, buyers = buyers + excluded.buyers,
      sales_minor = sales_minor + excluded.sales_minor, squared_sales = squared_sales + excluded.squared_sales`),
)

/** Adds what was counted of some members. */
export const addAnswers = (counts: readonly AnswerCounts[]): readonly Statement[] =>
  counts.length === 0
    ? []
    : [
        add({
          rows: JSON.stringify(
            counts.map(row => [
              row.campaignId,
              row.day,
              row.side,
              row.messages,
              row.buyers,
              row.salesMinor,
              row.squaredSales,
            ]),
          ),
        }),
      ]

const forgetTold = write<{ at: number }>(
  raw(sql`DELETE FROM campaign_results WHERE is_told = 1 AND day >= ${$('at')} / ${DAY} - ${sql.raw(String(LATE_DAYS))}
    - (SELECT response_days FROM campaigns WHERE id = campaign_id)`),
)
const tell = write<Record<string, never>>(raw(sql`UPDATE campaign_results SET is_told = 1 WHERE ${isCounting}`))

/** Tells what was counted in the place of what was told before; what is no longer counted stays. */
export const tellAnswers = (at: number): readonly Statement[] => [forgetTold({ at }), tell({})]

/** What a campaign has come to, by what became of its messages. */
export const sumAnswers = select<{ campaignId: number }>()(
  {
    side: campaignResults.side,
    messages: sql<number>`sum(${campaignResults.messages})`.as('messages'),
    buyers: sql<number>`sum(${campaignResults.buyers})`.as('buyers'),
    salesMinor: sql<number>`sum(${campaignResults.salesMinor})`.as('sales'),
    squaredSales: sql<number>`sum(${campaignResults.squaredSales})`.as('squared'),
  },
  f =>
    builder
      .select(f)
      .from(campaignResults)
      .where(and(eq(campaignResults.campaignId, $('campaignId')), eq(campaignResults.isTold, true)))
      .groupBy(campaignResults.side),
)

/** The last night that counted to its end. */
export const findAnswersNight = select<Record<string, never>>()({ at: jobOccurrences.at }, f =>
  builder
    .select(f)
    .from(jobOccurrences)
    .where(
      and(
        eq(jobOccurrences.kind, sql`'insight'`),
        eq(jobOccurrences.code, sql`'campaigns'`),
        isNotNull(jobOccurrences.doneAt),
      ),
    )
    .orderBy(desc(jobOccurrences.day))
    .limit(1),
)
