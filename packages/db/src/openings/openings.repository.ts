import { asc, getTableColumns, sql } from 'drizzle-orm'
import { $, builder, insertInto, select, type RowOf } from '../statement.ts'
import { openings } from './openings.tables.ts'

export const appendOpening = insertInto(openings)

/** What some members brought along, in the order of its record; `memberIds` is a JSON array. */
export const listOpeningsOf = select<{ memberIds: string }>()(getTableColumns(openings), f =>
  builder
    .select(f)
    .from(openings)
    .where(sql`${openings.memberId} IN (SELECT value FROM json_each(${$('memberIds')}))`)
    .orderBy(asc(openings.id)),
)
export type OpeningRow = RowOf<typeof listOpeningsOf>
