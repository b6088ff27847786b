import { asc, getTableColumns, sql } from 'drizzle-orm'
import { $, builder, insertInto, select, type RowOf } from '../statement.ts'
import { openings } from './openings.tables.ts'

export const appendOpening = insertInto(openings)

/** What some members brought along that was not undone, in the order of its record; `memberIds` is a JSON array. */
export const listOpeningsOf = select<{ memberIds: string }>()(getTableColumns(openings), f =>
  builder
    .select(f)
    .from(openings)
    .where(
      sql`${openings.memberId} IN (SELECT value FROM json_each(${$('memberIds')}))
        AND NOT EXISTS (SELECT 1 FROM import_undone WHERE made_id = ${openings.id})`,
    )
    .orderBy(asc(openings.id)),
)

/** What was brought along by some transactions; `ids` is a JSON array. */
export const listOpeningsIn = select<{ ids: string }>()(getTableColumns(openings), f =>
  builder
    .select(f)
    .from(openings)
    .where(sql`${openings.id} IN (SELECT value FROM json_each(${$('ids')}))`),
)
export type OpeningRow = RowOf<typeof listOpeningsOf>
