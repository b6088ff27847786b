import type { ForecastSums, ProgramForecast } from '@laurel/core'
import { and, desc, eq, getTableColumns, gt, sql, type InferSelectModel } from 'drizzle-orm'
import type { Statement } from '../database.ts'
import { selectMany } from '../select-many.ts'
import { $, builder, insertInto, raw, select, write, type Bound, type RowOf } from '../statement.ts'
import { forecasts, memberFacts } from './insight.tables.ts'

type Row = InferSelectModel<typeof forecasts>

/** What a program's buyers give, as of the start of a day. */
export interface KeptForecast extends Omit<Row, 'forecast' | 'sums'> {
  readonly forecast: ProgramForecast
  readonly sums: ForecastSums
}

const reading = <Args>(rows: (args: Args) => Bound<Row>): ((args: Args) => Bound<KeptForecast>) => {
  return args => {
    const bound = rows(args)
    const read = ({ forecast, sums, ...row }: Row): KeptForecast => ({
      ...row,
      forecast: JSON.parse(forecast) as ProgramForecast,
      sums: JSON.parse(sums) as ForecastSums,
    })
    return { ...bound, decode: found => bound.decode(found).map(read) }
  }
}

/** The forecast that an occurrence makes. */
export const findForecastOf = reading(
  select<{ id: number }>()(getTableColumns(forecasts), f =>
    builder
      .select(f)
      .from(forecasts)
      .where(eq(forecasts.id, $('id'))),
  ),
)

/** The latest that is whole. */
export const findLatestForecast = reading(
  select<Record<string, never>>()(getTableColumns(forecasts), f =>
    builder.select(f).from(forecasts).where(eq(forecasts.isDone, true)).orderBy(desc(forecasts.day)).limit(1),
  ),
)

const { day, horizonDays, reason } = forecasts

/** Of the latest that is whole: as of when, how far ahead, and why it tells nothing. */
export const findForecastState = select<Record<string, never>>()({ day, horizonDays, reason }, f =>
  builder.select(f).from(forecasts).where(eq(forecasts.isDone, true)).orderBy(desc(forecasts.day)).limit(1),
)

const insert = insertInto(forecasts)

/** Begins a forecast: the fits stand, members are told chunk by chunk. */
export const addForecast = ({ forecast, sums, ...row }: KeptForecast): Statement =>
  insert({ ...row, forecast: JSON.stringify(forecast), sums: JSON.stringify(sums) })

const move = write<{ id: number; sums: string; isDone: boolean }>(
  builder
    .update(forecasts)
    .set({ sums: $('sums'), isDone: $('isDone') } as never)
    .where(eq(forecasts.id, $('id'))),
)

/** What the members come to by now. */
export const moveForecast = ({ id, sums, isDone }: Pick<KeptForecast, 'id' | 'sums' | 'isDone'>): Statement =>
  move({ id, sums: JSON.stringify(sums), isDone })

/** How many have bought, and the first day that anybody did. */
export const countBuyers = select<Record<string, never>>()(
  {
    buyers: sql<number>`count(*)`.as('buyers'),
    firstOn: sql<number | null>`min(${memberFacts.firstOn})`.as('first_on'),
  },
  f => builder.select(f).from(memberFacts),
)

const knownFields = {
  memberId: memberFacts.memberId,
  purchaseDays: memberFacts.purchaseDays,
  firstOn: memberFacts.firstOn,
  lastOn: memberFacts.lastOn,
  salesMinor: memberFacts.salesMinor,
  firstDayMinor: memberFacts.firstDayMinor,
}

/** One buyer of so many, always the same ones, after one. */
export const listSampledBuyers = selectMany<{ after: number; every: number; limit: number }>()(knownFields, f =>
  builder
    .select(f)
    .from(memberFacts)
    .where(and(gt(memberFacts.memberId, $('after')), sql`${memberFacts.memberId} % ${$('every')} = 0`))
    .orderBy(memberFacts.memberId)
    .limit($('limit')),
)
export type SampledBuyer = RowOf<typeof listSampledBuyers>

/** Buyers as they were known at the end of an earlier day, and on how many days they bought after it, up to another. */
export const listHeldBack = selectMany<{ memberIds: string; through: number; upTo: number }>()(
  {
    purchaseDays: sql<number>`purchase_days`,
    firstOn: sql<number>`first_on`,
    lastOn: sql<number>`last_on`,
    later: sql<number>`later`,
  },
  () =>
    raw(sql`SELECT sum(day <= ${$('through')}) AS purchase_days, min(day) AS first_on,
        max(CASE WHEN day <= ${$('through')} THEN day END) AS last_on, sum(day > ${$('through')}) AS later
      FROM (SELECT DISTINCT p.member_id, p.occurred_on AS day
        FROM json_each(${$('memberIds')}) AS m CROSS JOIN purchases p ON p.member_id = m.value
        WHERE p.occurred_on <= ${$('upTo')} AND EXISTS (SELECT 1 FROM purchase_lines l
          WHERE l.purchase_id = p.id AND l.quantity > coalesce((SELECT sum(rl.quantity)
            FROM returns r CROSS JOIN return_lines rl ON rl.return_id = r.id
            WHERE r.purchase_id = p.id AND rl.position = l.position), 0)))
      GROUP BY member_id HAVING first_on <= ${$('through')} ORDER BY member_id`),
)

/** Buyers after one, with what is told of them already. */
export const listToForecast = selectMany<{ after: number; limit: number }>()(
  {
    ...knownFields,
    probabilityActive: memberFacts.probabilityActive,
    expectedPurchases: memberFacts.expectedPurchases,
    expectedValueMinor: memberFacts.expectedValueMinor,
  },
  f =>
    builder
      .select(f)
      .from(memberFacts)
      .where(gt(memberFacts.memberId, $('after')))
      .orderBy(memberFacts.memberId)
      .limit($('limit')),
)

/** What is told of a buyer, as it is kept: scaled by 1,000,000, by 10,000, and in minor units. */
export interface ToldRow {
  readonly memberId: number
  readonly probabilityActive: number | null
  readonly expectedPurchases: number | null
  readonly expectedValueMinor: number | null
}

const putEvery = write<{ rows: string }>(
  raw(sql`UPDATE member_facts SET probability_active = put.probability, expected_purchases = put.purchases,
      expected_value_minor = put.value_minor
    FROM (SELECT value ->> 0 AS member_id, value ->> 1 AS probability, value ->> 2 AS purchases,
      value ->> 3 AS value_minor FROM json_each(${$('rows')})) AS put
    WHERE member_facts.member_id = put.member_id`),
)

/** Tells other things of some buyers than before. */
export const putForecasts = (rows: readonly ToldRow[]): readonly Statement[] =>
  rows.length === 0
    ? []
    : [
        putEvery({
          rows: JSON.stringify(
            rows.map(row => [row.memberId, row.probabilityActive, row.expectedPurchases, row.expectedValueMinor]),
          ),
        }),
      ]

/** What is told of some members, with when they last bought. */
export const listTold = selectMany<{ memberIds: string }>()(
  {
    memberId: memberFacts.memberId,
    probabilityActive: memberFacts.probabilityActive,
    expectedPurchases: memberFacts.expectedPurchases,
    expectedValueMinor: memberFacts.expectedValueMinor,
    purchaseDays: memberFacts.purchaseDays,
    lastOn: memberFacts.lastOn,
    salesMinor: memberFacts.salesMinor,
  },
  f =>
    builder
      .select(f)
      .from(memberFacts)
      .where(sql`${memberFacts.memberId} IN (SELECT value FROM json_each(${$('memberIds')}))`),
)
