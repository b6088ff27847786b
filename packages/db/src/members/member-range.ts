import { and, gt, lte, sql, type Column } from 'drizzle-orm'
import { $, raw, select } from '../statement.ts'
import { members } from './members.tables.ts'

/** The members whose ids lie after one, through another. */
export type MemberRange = { readonly after: number; readonly last: number }

/** What is of the members of a range. Joins across it are CROSS JOINs, which SQLite takes in the order as written. */
export const within = (column: Column) => and(gt(column, $('after')), lte(column, $('last')))

/** The last of the next members after one: where a page of them ends. Null where there are none. */
export const findEndOfPage = select<{ after: number; limit: number }>()({ last: sql<number | null>`last` }, () =>
  raw(sql`SELECT max(id) AS last FROM (
    SELECT ${members.id} FROM ${members} WHERE ${members.id} > ${$('after')} ORDER BY ${members.id} LIMIT ${$('limit')})`),
)
