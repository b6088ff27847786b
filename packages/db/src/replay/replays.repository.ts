import { and, asc, eq, getTableColumns, isNull, lt, type InferSelectModel } from 'drizzle-orm'
import { $, builder, insertInto, select, write } from '../statement.ts'
import { replays } from './replays.tables.ts'

export type ReplayRow = InferSelectModel<typeof replays>

const replay = getTableColumns(replays)

export const addReplay = insertInto(replays)

export const findReplay = select<{ id: number }>()(replay, f =>
  builder
    .select(f)
    .from(replays)
    .where(eq(replays.id, $('id'))),
)

/** The replay that has waited longest. */
export const findOpenReplay = select<Record<string, never>>()(replay, f =>
  builder.select(f).from(replays).where(isNull(replays.doneAt)).orderBy(asc(replays.id)).limit(1),
)

/** Moves a replay on; one that another process has brought farther stays where it is. */
export const moveReplay = write<Pick<ReplayRow, 'id' | 'cursor' | 'totals'>>(
  builder
    .update(replays)
    .set({ cursor: $('cursor'), totals: $('totals') } as never)
    .where(and(eq(replays.id, $('id')), isNull(replays.doneAt), lt(replays.cursor, $('cursor')))),
)

/** Ends a replay, once. */
export const finishReplay = write<Pick<ReplayRow, 'id' | 'totals' | 'doneAt' | 'failure'>>(
  builder
    .update(replays)
    .set({ totals: $('totals'), doneAt: $('doneAt'), failure: $('failure') } as never)
    .where(and(eq(replays.id, $('id')), isNull(replays.doneAt))),
)
