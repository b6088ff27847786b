import { asc, eq, getTableColumns, gt, sql } from 'drizzle-orm'
import { $, builder, insertInto, select, write, type RowOf } from '../statement.ts'
import { segments } from './segments.tables.ts'

export const findSegment = select<{ id: number }>()(getTableColumns(segments), f =>
  builder
    .select(f)
    .from(segments)
    .where(eq(segments.id, $('id'))),
)

export type SegmentRow = RowOf<typeof findSegment>

/** A page of the segments, oldest first. */
export const listSegments = select<{ afterId: number; limit: number }>()(getTableColumns(segments), f =>
  builder
    .select(f)
    .from(segments)
    .where(gt(segments.id, $('afterId')))
    .orderBy(asc(segments.id))
    .limit($('limit')),
)

/** How many segments there are. */
export const countSegments = select<Record<string, never>>()({ count: sql<number>`count(*)`.as('count') }, f =>
  builder.select(f).from(segments),
)

export const addSegment = insertInto(segments)

/** Changes a segment; a trigger refuses a change made on an older revision. */
export const putSegment = write<Pick<SegmentRow, 'id' | 'name' | 'filter' | 'revision'>>(
  builder
    .update(segments)
    .set({ name: $('name'), filter: $('filter'), revision: $('revision') } as never)
    .where(eq(segments.id, $('id'))),
)

export const removeSegment = write<{ id: number }>(builder.delete(segments).where(eq(segments.id, $('id'))))
