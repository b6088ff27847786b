import type { Occurrence } from '@laurel/core'
import {
  beginSegments,
  followSegments,
  forgetDeletedSegments,
  listFollowed,
  listIdsAfter,
  listMoved,
  moveInSegment,
  readAll,
} from '@laurel/db'
import type { Deps } from '../../deps.ts'
import { keptTestOf, segmentContext, segmentStatements } from '../segments/segment-test.ts'
import { recordedAt, type JobProgram } from './job-program.ts'
import type { Part } from './part.ts'

/** Where a night stands once it is known which segments it looks at: before the first member. */
const BEGUN = 0
/** A member is asked of so many segments in the time that one takes whose receipts are looked at. */
const AT_ONCE = 10

/** From here on a segment that is new is looked at, by this night to its end. */
const begin: Part = {
  memberIds: [],
  cursor: BEGUN,
  isLast: false,
  decide: async () => ({ statements: [beginSegments({})], members: 0 }),
}

/**
 * Who has entered a segment since last night, and who has left (S15), a range of members after the other. A segment that
 * is looked at for the first time, or asks something else now, is filled without a word: nobody has moved. It goes on
 * where it was cut off, and whoever has been moved is not moved again.
 */
export const followMembers = async (
  deps: Deps,
  program: JobProgram,
  occurrence: Occurrence,
  after: number,
  limit: number,
): Promise<Part> => {
  if (after < BEGUN) return begin
  const reader = await deps.databases.reader(program.id)
  const [segments] = await readAll(program.database, [listFollowed({})])
  const size = Math.max(1, Math.floor((limit * AT_ONCE) / Math.max(1, Math.ceil(segments.length / AT_ONCE))))
  const [ids] = await readAll(reader, [listIdsAfter({ after, limit: size })])
  const through = ids.at(-1)?.id ?? after
  const isLast = ids.length < size
  const at = recordedAt(deps, program, occurrence)
  return {
    memberIds: [],
    cursor: through,
    isLast,
    decide: async () => {
      const given = await readAll(reader, segmentStatements())
      const { timeline } = program
      const context = segmentContext({ today: occurrence.day, timeline, rules: timeline.at(occurrence.at) }, given)
      const moved = await readAll(
        reader,
        segments.map(({ id, filter }) => listMoved(keptTestOf(context, filter), { segmentId: id, after, through })),
      )
      return {
        statements: [
          ...segments.flatMap(({ id }, i) => moveInSegment(id, moved[i] ?? [], at)),
          forgetDeletedSegments({ after, through }),
          ...(isLast ? [followSegments({})] : []),
        ],
        members: new Set(moved.flatMap(rows => rows.map(({ memberId }) => memberId))).size,
      }
    },
  }
}
