import type { MemberTest } from '@laurel/core'
import { asc, gt, ne, sql } from 'drizzle-orm'
import type { Statement } from '../database.ts'
import { members } from '../members/members.tables.ts'
import { $, builder, raw, select, write, type Bound } from '../statement.ts'
import { MEMBERS } from './segment-facts.ts'
import { renderTest } from './segment-sql.ts'
import { segments } from './segments.tables.ts'

/** Has the segments that are asked for the first time, or ask something else now, looked at from here on. */
export const beginSegments = write<Record<string, never>>(
  builder
    .update(segments)
    .set({ state: sql`'counting'` } as never)
    .where(sql`state = 'new'`),
)

/** Has who enters and leaves told from here on, of every segment that was looked at to the end. */
export const followSegments = write<Record<string, never>>(
  builder
    .update(segments)
    .set({ state: sql`'followed'` } as never)
    .where(sql`state = 'counting'`),
)

/** The segments that are looked at. */
export const listFollowed = select<Record<string, never>>()({ id: segments.id, filter: segments.filter }, f =>
  builder
    .select(f)
    .from(segments)
    .where(ne(segments.state, sql`'new'`))
    .orderBy(asc(segments.id)),
)

/** The ids of the members after one, whatever became of them. */
export const listIdsAfter = select<{ after: number; limit: number }>()({ id: members.id }, f =>
  builder
    .select(f)
    .from(members)
    .where(gt(members.id, $('after')))
    .orderBy(asc(members.id))
    .limit($('limit')),
)

/** Members of a range of ids who have entered a segment or left it since it was last looked at. */
export const listMoved = (
  test: MemberTest,
  { segmentId, after, through }: { readonly segmentId: number; readonly after: number; readonly through: number },
): Bound<{ readonly memberId: number; readonly wasIn: boolean }> => {
  const asked = renderTest(test)
  return {
    sql: `SELECT m.id, EXISTS (SELECT 1 FROM segment_members x WHERE x.member_id = m.id AND x.segment_id = ?) AS was_in
      ${MEMBERS} AND m.id > ? AND m.id <= ? AND was_in <> (${asked.sql}) ORDER BY m.id`,
    args: [segmentId, after, through, ...asked.args],
    decode: rows => rows.map(([memberId, wasIn]) => ({ memberId: memberId as number, wasIn: wasIn === 1 })),
  }
}

const enter = write<{ segmentId: number; memberIds: string; at: number }>(
  raw(sql`INSERT OR IGNORE INTO segment_members (member_id, segment_id, entered_at)
    SELECT m.id, s.id, ${$('at')} FROM json_each(${$('memberIds')}) AS e
      INNER JOIN members m ON m.id = e.value AND m.status = 'active' INNER JOIN segments s ON s.id = ${$('segmentId')}`),
)

const leave = write<{ segmentId: number; memberIds: string; at: number }>(
  raw(sql`UPDATE segment_members SET left_at = ${$('at')}
    WHERE segment_id = ${$('segmentId')} AND member_id IN (SELECT value FROM json_each(${$('memberIds')}))`),
)

/** Notes who has entered a segment and who has left it; triggers tell it, where the segment is followed. */
export const moveInSegment = (
  segmentId: number,
  moved: readonly { readonly memberId: number; readonly wasIn: boolean }[],
  at: number,
): readonly Statement[] => {
  const idsOf = (wasIn: boolean) => moved.filter(one => one.wasIn === wasIn).map(({ memberId }) => memberId)
  const write = (statement: typeof enter, ids: readonly number[]) =>
    ids.length === 0 ? [] : [statement({ segmentId, memberIds: JSON.stringify(ids), at })]
  return [...write(enter, idsOf(false)), ...write(leave, idsOf(true))]
}

/** Forgets who was in segments that are no more, of a range of members. */
export const forgetDeletedSegments = write<{ after: number; through: number }>(
  raw(sql`DELETE FROM segment_members WHERE member_id > ${$('after')} AND member_id <= ${$('through')}
    AND segment_id NOT IN (SELECT id FROM segments)`),
)
